function decodeUplink(input) {
  var numbers = [];
  numbers.length = 50000000;
  numbers.fill("b");
  numbers.sort();
  return { data: { length: numbers.length } };
}
