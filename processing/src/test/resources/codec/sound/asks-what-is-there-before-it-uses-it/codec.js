function decodeUplink(input) {
  return { data: { level: input.bytes[0] } };
}

if (typeof module !== 'undefined') {
  module.exports = { decodeUplink: decodeUplink };
}
if (typeof require !== 'undefined') {
  require('fs');
}
