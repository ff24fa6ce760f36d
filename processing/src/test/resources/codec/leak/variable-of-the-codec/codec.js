var trace = 0;
function decodeUplink(input) {
  trace++;
  return { data: { seen: trace !== 1 } };
}
