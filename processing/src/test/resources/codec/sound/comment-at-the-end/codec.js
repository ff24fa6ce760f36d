function decodeUplink(input) {
  return { data: { value: 1 } };
}
// the end
