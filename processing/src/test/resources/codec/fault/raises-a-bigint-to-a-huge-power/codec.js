function decodeUplink(input) {
  return { data: { digits: String(3n ** 20000000n).length } };
}
