function decodeUplink(input) {
  for (i = 0; i < input.bytes.length; i++) {
    sum = (i === 0 ? 0 : sum) + input.bytes[i];
  }
  return { data: { sum: sum } };
}
