function decodeUplink(input) {
  return { data: { none: NaN, endless: [-Infinity], zero: -0 } };
}
