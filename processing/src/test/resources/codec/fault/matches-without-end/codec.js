function decodeUplink(input) {
  var matches = /^(\w+\s?)*\1$/.test(new Array(70).join("a") + "!");
  return { data: { matches: matches } };
}
