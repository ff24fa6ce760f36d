var things = [
  Object.prototype, Array.prototype, Function.prototype, String.prototype, Date.prototype, Promise.prototype, Uint8Array.prototype,
  Object.getPrototypeOf(Uint8Array), Error, Math, JSON, Reflect, Symbol
];
function decodeUplink(input) {
  var seen = things.some(function (thing) {
    return thing.trace === 1;
  });
  things.forEach(function (thing) {
    thing.trace = 1;
  });
  return { data: { seen: seen } };
}
