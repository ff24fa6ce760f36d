function decodeUplink(input) {
  throw new Error("sensor 3 is unknown");
}
