function decodeUplink(input) {
  return { data: { greatest: Math.max.apply(null, { length: 9000000 }) } };
}
