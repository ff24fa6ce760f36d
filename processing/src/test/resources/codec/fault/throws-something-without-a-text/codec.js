function decodeUplink(input) {
  throw Object.create(null);
}
