function decodeUplink(input) {
  var seen = !Object.isExtensible(globalThis);
  Promise.resolve().then(function () { Object.preventExtensions(globalThis); });
  return { data: { seen: seen } };
}
