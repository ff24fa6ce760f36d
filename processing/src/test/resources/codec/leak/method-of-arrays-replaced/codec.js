function decodeUplink(input) {
  var seen = [1, 2].map(String).join() !== "1,2";
  Array.prototype.map = function () { return ["replaced"]; };
  return { data: { seen: seen } };
}
