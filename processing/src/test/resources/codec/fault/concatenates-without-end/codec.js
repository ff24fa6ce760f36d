function decodeUplink(input) {
  var numbers = [1];
  for (var turn = 0; turn < 60; turn++) {
    numbers = numbers.concat(numbers);
  }
  return { data: { length: numbers.length } };
}
