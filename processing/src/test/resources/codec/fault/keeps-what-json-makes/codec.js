function decodeUplink(input) {
  const json = "[" + "{},".repeat(20000) + "1]";
  const kept = [];
  for (;;) {
    kept.push(JSON.parse(json));
  }
}
