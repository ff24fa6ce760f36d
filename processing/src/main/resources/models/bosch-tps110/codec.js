// Bosch TPS110: the fPort says what the payload is; numbers are little-endian.

function decodeUplink(input) {
  var bytes = input.bytes;
  var message = messages()[input.fPort];
  if (!message) {
    return { errors: ['fPort ' + input.fPort + ' is unknown, 1 to 6 expected'] };
  }
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  if (bytes.length < message.length) {
    return { errors: [message.type + ' at byte 0 needs ' + message.length + ' bytes, ' + bytes.length + ' left'] };
  }
  var data = { type: message.type };
  message.read(bytes, data);
  return { data: data };
}

function messages() {
  return {
    1: { type: 'parking status', length: 1, read: function (bytes, data) { data.occupied = occupied(bytes[0]); } },
    2: { type: 'heartbeat', length: 1, read: readHeartbeat },
    3: { type: 'startup', length: 17, read: readStartup },
    4: { type: 'device information', length: 1, read: readRaw },
    5: { type: 'device usage', length: 1, read: readRaw },
    6: { type: 'debug', length: 1, read: readRaw }
  };
}

function occupied(byte) {
  return (byte & 1) === 1;
}

// The temperature, in whole degrees, may be missing.
function readHeartbeat(bytes, data) {
  data.occupied = occupied(bytes[0]);
  if (bytes.length > 1) {
    data.temperature = bytes[1] > 0x7f ? bytes[1] - 0x100 : bytes[1];
  }
}

// Three debug codes of four bytes, of which twelve bits count, firmware, reset cause, parking status.
function readStartup(bytes, data) {
  data.debugCodes = [];
  for (var i = 0; i < 12; i += 4) {
    var code = bytes[i] | ((bytes[i + 1] & 0x0f) << 8);
    if (code !== 0) {
      data.debugCodes.push(code);
    }
  }
  data.firmwareVersion = bytes[12] + '.' + bytes[13] + '.' + bytes[14];
  data.resetCause = ['', 'watchdog', 'power on', 'system request', 'other'][bytes[15]] || 'unknown ' + bytes[15];
  data.occupied = occupied(bytes[16]);
}

// Meant for the maker's support: kept, not read.
function readRaw(bytes, data) {
  data.bytes = '';
  for (var i = 0; i < bytes.length; i++) {
    data.bytes += (bytes[i] + 0x100).toString(16).slice(1);
  }
}
