function decode(input) {
  return { data: {} };
}
