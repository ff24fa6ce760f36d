function decodeUplink(input) {
  return { warnings: ["low battery"] };
}
