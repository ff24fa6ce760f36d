function decodeUplink(input) {
  return { data: { text: new TextDecoder('utf-16le').decode(input.bytes) } };
}
