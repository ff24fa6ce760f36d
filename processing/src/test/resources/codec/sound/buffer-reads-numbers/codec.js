function decodeUplink(input) {
  var raw = Buffer.from(input.bytes);
  var floats = Buffer.from('3fc000000000c03fc00200000000000000000000000002c0', 'hex');
  return {
    data: {
      uint8: raw.readUInt8(0),
      int8: raw.readInt8(4),
      uint16: [raw.readUInt16BE(0), raw.readUInt16LE(0)],
      int16: [raw.readInt16BE(3), raw.readInt16LE(3)],
      uint32: [raw.readUInt32BE(0), raw.slice(0, 4).readUInt32LE()],
      int24: raw.readIntBE(1, 3),
      uint24: raw.readUIntLE(0, 3),
      float: [floats.readFloatBE(0), floats.readFloatLE(4)],
      double: [floats.readDoubleBE(8), floats.readDoubleLE(16)],
      length: raw.length,
      first: raw[0],
      spelling: raw.readUint16BE(0),
      outside: nameOfFault(function () { raw.readUInt16BE(4); })
    }
  };
}

function nameOfFault(call) {
  try {
    call();
  } catch (error) {
    return error.name;
  }
}
