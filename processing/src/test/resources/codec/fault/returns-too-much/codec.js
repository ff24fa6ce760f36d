function decodeUplink(input) {
  var texts = [];
  for (var index = 0; index < 8000; index++) {
    texts.push("0123456789");
  }
  return { data: { texts: texts } };
}
