function decodeUplink(input) {
  (function again() { Promise.resolve().then(again); })();
  return { data: {} };
}
