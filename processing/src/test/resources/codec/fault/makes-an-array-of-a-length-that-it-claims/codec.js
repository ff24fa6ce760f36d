function decodeUplink(input) {
  return { data: { length: Array.from({ length: 4294967295 }).length } };
}
