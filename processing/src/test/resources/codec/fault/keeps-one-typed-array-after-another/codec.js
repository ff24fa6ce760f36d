function decodeUplink(input) {
  const kept = [];
  for (;;) {
    kept.push(new Float64Array(130000));
  }
}
