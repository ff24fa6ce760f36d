function Decode(fPort, bytes) {
  return { form: 'ChirpStack v3' };
}

function Decoder(bytes, port) {
  return { form: 'The Things Network v2' };
}

function decodeUplink(input) {
  return { data: { form: 'TS013' } };
}
