function decodeUplink(input) {
  return { data: { length: new Uint8Array(2000000000).length } };
}
