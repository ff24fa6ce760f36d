function decodeUplink(input) {
  return { data: [{ level: 1 }, { level: 2 }] };
}
