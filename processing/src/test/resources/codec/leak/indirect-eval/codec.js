function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  (0, eval)("var trace = 1");
  return { data: { seen: seen } };
}
