function decodeUplink(input) {
  return { data: { level: input.bytes[0] }, warnings: ['the battery is low', 7] };
}
