function decodeUplink(input) {
  return { data: { text: "x".repeat(1000000000) } };
}
