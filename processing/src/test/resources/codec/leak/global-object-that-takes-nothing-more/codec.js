function decodeUplink(input) {
  var seen = !Object.isExtensible(globalThis);
  Object.preventExtensions(globalThis);
  return { data: { seen: seen } };
}
