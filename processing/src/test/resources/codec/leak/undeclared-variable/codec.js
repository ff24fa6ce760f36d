function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  trace = 1;
  return { data: { seen: seen } };
}
