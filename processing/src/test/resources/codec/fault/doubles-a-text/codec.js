function decodeUplink(input) {
  var text = "x";
  for (var turn = 0; turn < 60; turn++) {
    text += text;
  }
  return { data: { text: text } };
}
