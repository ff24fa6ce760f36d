function Decode(fPort, bytes, variables) {
  return { port: fPort, level: (bytes[0] << 8) | bytes[1], variables: Object.keys(variables).length };
}
