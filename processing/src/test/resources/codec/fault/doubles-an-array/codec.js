function decodeUplink(input) {
  let twice = new Array(900000).fill(1);
  for (;;) {
    twice = twice.concat(twice);
  }
}
