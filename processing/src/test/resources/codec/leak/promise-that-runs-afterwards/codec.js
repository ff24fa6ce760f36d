function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  Promise.resolve().then(function () { globalThis.trace = 1; });
  return { data: { seen: seen } };
}
