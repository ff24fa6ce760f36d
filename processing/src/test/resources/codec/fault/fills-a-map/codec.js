function decodeUplink(input) {
  const kept = new Map();
  for (;;) {
    kept.set({}, new Array(1000).fill(1));
  }
}
