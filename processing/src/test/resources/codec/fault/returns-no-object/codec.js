function decodeUplink(input) {
  return 12;
}
