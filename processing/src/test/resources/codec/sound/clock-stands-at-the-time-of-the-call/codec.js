function decodeUplink(input) {
  return {
    data: {
      now: Date.now(),
      made: new Date().toISOString(),
      called: Date().slice(0, 24),
      given: new Date(2026, 0, 2).toISOString(),
      copied: new Date(new Date(5)).getTime(),
      utc: Date.UTC(1970, 0, 1, 0, 0, 1),
      isDate: new Date() instanceof Date,
      byConstructor: new input.recvTime.constructor().toISOString(),
      other: typeof performance
    }
  };
}
