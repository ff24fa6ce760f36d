function decodeUplink(input) {
  return { data: new Number(3) };
}
