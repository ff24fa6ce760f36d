function decodeUplink(input) {
  return { data: 21.5 };
}
