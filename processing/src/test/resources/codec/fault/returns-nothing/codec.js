function decodeUplink(input) {
  return;
}
