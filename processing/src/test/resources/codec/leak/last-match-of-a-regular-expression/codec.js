function decodeUplink(input) {
  var seen = RegExp.$1 === "trace" || RegExp.lastMatch === "trace";
  /(trace)/.exec("trace");
  return { data: { seen: seen } };
}
