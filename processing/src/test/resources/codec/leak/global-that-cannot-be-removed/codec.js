function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  Object.defineProperty(globalThis, "trace", { value: 1, configurable: false });
  return { data: { seen: seen } };
}
