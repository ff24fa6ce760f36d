function decodeUplink(input) {
  return { data: { offset: Number(input.variables.offset || '7') } };
}
