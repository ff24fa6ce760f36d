function decodeUplink(input) {
  setTimeout(function () {}, 10);
  return { data: {} };
}
