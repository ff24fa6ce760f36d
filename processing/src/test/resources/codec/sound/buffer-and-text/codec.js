function decodeUplink(input) {
  var raw = Buffer.from(input.bytes);
  return {
    data: {
      hex: raw.toString('hex'),
      base64: raw.toString('base64'),
      back: Array.from(Buffer.from('AgEvAP8=', 'base64')),
      fromHex: Array.from(Buffer.from('0201zz00', 'hex')),
      utf8: Buffer.from('Höhe €😀').toString(),
      broken: Buffer.from([0x61, 0xff, 0x62, 0xc0, 0xaf]).toString('utf8'),
      ascii: Buffer.from([0x61, 0xe2]).toString('ascii'),
      concat: Buffer.concat([Buffer.from([1, 2]), Buffer.from([3]), Buffer.from([4, 5])]).toString('hex'),
      sliced: raw.slice(1, 3).toString('hex'),
      isBuffer: [Buffer.isBuffer(raw), Buffer.isBuffer([])],
      json: Buffer.from([1, 2]),
      decoder: new TextDecoder('utf-8').decode(new Uint8Array([0x48, 0xc3, 0xb6, 0x68, 0x65]))
    }
  };
}
