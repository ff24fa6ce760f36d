function decodeUplink(input) {
  var seen = globalThis[Symbol.for("trace")] === 1;
  globalThis[Symbol.for("trace")] = 1;
  return { data: { seen: seen } };
}
