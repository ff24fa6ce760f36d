function decodeUplink(input) {
  Promise.resolve().then(function () { for (;;) {} });
  return { data: {} };
}
