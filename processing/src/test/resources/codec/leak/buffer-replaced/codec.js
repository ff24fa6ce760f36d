function decodeUplink(input) {
  var own = typeof Buffer.left;
  Buffer.left = 1;
  Buffer.prototype.toString = function () { return 'left'; };
  Buffer.from = function () { return [0]; };
  TextDecoder.prototype.decode = function () { return 'left'; };
  Buffer = undefined;
  return { data: { length: Buffer.from(input.bytes).length, own: own } };
}
