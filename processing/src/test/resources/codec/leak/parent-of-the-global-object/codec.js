function decodeUplink(input) {
  var seen = typeof trace !== "undefined";
  Object.setPrototypeOf(globalThis, { trace: 1 });
  return { data: { seen: seen } };
}
