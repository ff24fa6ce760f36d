function decodeUplink(input) {
  var buffer = Buffer.alloc(9);
  buffer.writeUInt8(1);
  buffer.writeUInt16BE(0x0203, 1);
  buffer.writeInt16BE(-2, 3);
  var next = buffer.writeFloatLE(1.5, 5);
  return { data: { bytes: Array.from(buffer), next: next } };
}
