function decodeUplink(input) {
  return { data: { toJSON() {} } };
}
