function decodeUplink(input) {
  return { data: null };
}
