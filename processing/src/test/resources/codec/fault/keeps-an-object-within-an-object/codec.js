function decodeUplink(input) {
  let kept = {};
  for (let index = 0; ; index++) {
    kept = { kept, more: [index, index, index, index, index, index] };
  }
}
