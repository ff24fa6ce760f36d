function decodeUplink(input) {
  return { data: { length: [].slice.call({ length: 100000000 }).length } };
}
