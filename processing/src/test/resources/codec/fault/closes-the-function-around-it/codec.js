}); let trace = 1; (function () {
function decodeUplink(input) {
  return { data: {} };
}
