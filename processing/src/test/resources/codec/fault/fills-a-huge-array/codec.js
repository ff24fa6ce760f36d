function decodeUplink(input) {
  return { data: { length: new Array(4294967295).fill(0).length } };
}
