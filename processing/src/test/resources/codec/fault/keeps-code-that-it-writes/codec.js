function decodeUplink(input) {
  const kept = [];
  for (let index = 0; ; index++) {
    kept.push(Function("return [" + "x => y,".repeat(8000) + index + "]"));
  }
}
