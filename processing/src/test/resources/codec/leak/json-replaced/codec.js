function decodeUplink(input) {
  var seen = JSON.stringify({}) !== "{}";
  JSON = { stringify: function () { return "replaced"; } };
  JSON.stringify = null;
  return { data: { seen: seen } };
}
