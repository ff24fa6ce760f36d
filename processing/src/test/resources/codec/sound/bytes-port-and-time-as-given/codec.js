function decodeUplink(input) {
  return { data: { bytes: input.bytes, port: input.fPort, time: input.recvTime.toISOString() } };
}
