function decodeUplink(input) {
  const kept = [];
  for (let index = 0; ; index++) {
    kept.push("x".repeat(60000) + index);
  }
}
