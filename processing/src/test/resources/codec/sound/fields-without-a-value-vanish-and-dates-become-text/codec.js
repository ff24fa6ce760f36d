function decodeUplink(input) {
  return { data: { gone: undefined, call: function () {}, at: input.recvTime, none: null, list: [undefined] } };
}
