function decodeUplink(input) {
  return { data: { value: 1 }, errors: [], warnings: [7, "low battery"] };
}
