function decodeUplink(input) {
  var seen = decodeUplink.trace === 1;
  decodeUplink.trace = 1;
  return { data: { seen: seen } };
}
