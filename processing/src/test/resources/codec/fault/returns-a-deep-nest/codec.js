function decodeUplink(input) {
  var data = {};
  for (var inner = data, depth = 0; depth < 20000; depth++) {
    inner.inner = {};
    inner = inner.inner;
  }
  return { data: data };
}
