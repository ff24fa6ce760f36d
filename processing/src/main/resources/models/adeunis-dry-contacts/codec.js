// Adeunis Dry Contacts 2 (application version 2.1 and later), big-endian, fPort 1: frame code, status, content.
// A contact is true when closed.

function decodeUplink(input) {
  var bytes = input.bytes;
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  var frame = frames()[hex(bytes[0])];
  if (!frame) {
    return { errors: ['frame code 0x' + hex(bytes[0]) + ' at byte 0 is unknown'] };
  }
  var fault = lengthFault(bytes, frame);
  if (fault) {
    return { errors: [fault] };
  }
  var data = { frame: frame.name, status: status(bytes[1]) };
  frame.read(bytes, data);
  return { data: data };
}

function frames() {
  return {
    '10': { name: 'product configuration', length: 10, read: readProductConfiguration },
    '20': { name: 'network configuration', length: 4, read: readNetworkConfiguration },
    '30': { name: 'keep alive', length: 11, stamped: true, read: readKeepAlive },
    '40': { name: 'data', length: 11, stamped: true, read: readData }
  };
}

// Bit 2 of the status announces four more bytes, but only in frames that carry contacts.
function lengthFault(bytes, frame) {
  var expected = frame.length + (frame.stamped && bytes[1] & 0x04 ? 4 : 0);
  if (bytes.length === expected) {
    return null;
  }
  return 'frame 0x' + hex(bytes[0]) + ' at byte 0 has ' + bytes.length + ' bytes, ' + expected + ' expected';
}

function status(bits) {
  return {
    frameCounter: bits >> 5,
    timestamp: (bits & 0x04) !== 0,
    lowBattery: (bits & 0x02) !== 0,
    configurationDone: (bits & 0x01) !== 0
  };
}

function readData(bytes, data) {
  for (var i = 0; i < 4; i++) {
    data[channel(i)] = {
      value: unsigned16(bytes, 2 + 2 * i),
      currentState: bit(bytes[10], 2 * i),
      previousFrameState: bit(bytes[10], 2 * i + 1)
    };
  }
  readClock(bytes, data);
}

// Unlike the data frame, the keep-alive has one bit for each contact.
function readKeepAlive(bytes, data) {
  for (var i = 0; i < 4; i++) {
    data[channel(i)] = { value: unsigned16(bytes, 2 + 2 * i), currentState: bit(bytes[10], i) };
  }
  readClock(bytes, data);
}

// The device counts from 2013 in the time zone that it was set to, so this is no time of the reading.
function readClock(bytes, data) {
  if (data.status.timestamp) {
    data.deviceClock = 1356998400 + unsigned16(bytes, 11) * 0x10000 + unsigned16(bytes, 13);
  }
}

function readProductConfiguration(bytes, data) {
  data.keepAlivePeriod = unsigned16(bytes, 2) * 10;
  data.transmitPeriod = unsigned16(bytes, 4) * 10;
  for (var i = 0; i < 4; i++) {
    data[channel(i)] = {
      type: types()[bytes[6 + i] & 0x0f] || 'reserved',
      debounceMilliseconds: debounces()[bytes[6 + i] >> 4]
    };
  }
}

function types() {
  return ['disabled', 'input, closing', 'input, opening', 'input, closing and opening', 'output'];
}

function debounces() {
  return [0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 40000, 60000, 300000, 600000];
}

function readNetworkConfiguration(bytes, data) {
  data.adaptiveDataRate = bit(bytes[2], 0);
  data.dutyCycle = bit(bytes[2], 2);
  data.deviceClass = bit(bytes[2], 5) ? 'C' : 'A';
  data.provisioning = bytes[3] === 0 ? 'ABP' : 'OTAA';
}

function channel(index) {
  return 'channel' + 'ABCD'.charAt(index);
}

function bit(value, index) {
  return ((value >> index) & 1) === 1;
}

function hex(byte) {
  return (byte + 0x100).toString(16).slice(1);
}

function unsigned16(bytes, at) {
  return (bytes[at] << 8) | bytes[at + 1];
}
