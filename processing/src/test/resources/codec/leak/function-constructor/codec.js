function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  Function("trace = 1")();
  return { data: { seen: seen } };
}
