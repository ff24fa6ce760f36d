function decodeUplink(input) {
  return { data: { temp: { value: input.bytes[0], unit: "°F" } } };
}
