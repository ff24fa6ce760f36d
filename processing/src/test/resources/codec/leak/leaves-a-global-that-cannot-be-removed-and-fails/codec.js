function decodeUplink(input) {
  Object.defineProperty(globalThis, "trace", { value: 1, configurable: false });
  throw new Error("left");
}
