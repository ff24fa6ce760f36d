function decodeUplink(input) {
  function again() { return again() + 1; }
  return { data: { value: again() } };
}
