function decodeUplink(input) {
  return { data: { length: Array.from({ length: 100000 }, () => new Float64Array(130000)).length } };
}
