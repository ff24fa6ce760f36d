function decodeUplink(input) {
  return { data: { value: 1 }, errors: ["byte 3 is unknown", "byte 4 is missing"] };
}
