function decodeUplink(input) {
  return { data: fetch('http://localhost/') };
}
