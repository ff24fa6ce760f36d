var things = [
  [].values(),
  new Map().values(),
  new Set().values(),
  ""[Symbol.iterator](),
  "".matchAll(/./g),
  (function* () {})(),
  (async function* () {})(),
  [].values().map(String),
  Iterator.from({ next: function () {} }),
  function* () {},
  async function () {},
  async function* () {}
].flatMap(function parents(thing) {
  var parent = Object.getPrototypeOf(thing);
  return parent === null ? [] : [parent].concat(parents(parent));
});
function decodeUplink(input) {
  var seen = things.some(function (thing) {
    return thing.trace === 1;
  });
  things.forEach(function (thing) {
    thing.trace = 1;
  });
  return { data: { seen: seen } };
}
