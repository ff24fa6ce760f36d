function decodeUplink(input) {
  var kept = [];
  for (;;) {
    kept.push(new Float64Array(100000));
  }
}
