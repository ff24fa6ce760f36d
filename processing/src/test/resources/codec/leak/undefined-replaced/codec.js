function decodeUplink(input) {
  var seen = undefined === 1;
  undefined = 1;
  return { data: { seen: seen } };
}
