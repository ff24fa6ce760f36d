function Decoder(bytes, port) {
  var decoded = {};
  decoded.port = port;
  decoded.level = (bytes[0] << 8) | bytes[1];
  return decoded;
}
