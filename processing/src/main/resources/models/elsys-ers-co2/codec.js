// Elsys ERS family: a row of [type][value], values big-endian, fPort 5 by default.
// The ERS CO2 itself sends types 01, 02, 04, 05, 06 and 07; the others belong to its sisters.

function decodeUplink(input) {
  var bytes = input.bytes;
  var known = types();
  var data = {};
  var at = 0;
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  if (bytes[0] === 0x3e) {
    return { data: { settings: settings(bytes) } };
  }
  while (at < bytes.length) {
    var type = known[hex(bytes[at])];
    var fault = faultOf(type, bytes, at);
    if (fault) {
      return { errors: [fault] };
    }
    type.read(bytes, at + 1, data);
    at += 1 + type.length;
  }
  return { data: data };
}

function faultOf(type, bytes, at) {
  var left = bytes.length - at - 1;
  var name = 'type 0x' + hex(bytes[at]) + ' at byte ' + at;
  if (!type) {
    return name + ' is unknown';
  }
  if (left < type.length) {
    return name + ' needs ' + type.length + ' bytes, ' + left + ' left';
  }
  return null;
}

function types() {
  return {
    '01': { length: 2, read: function (b, i, data) { data.temperature = signed16(b, i) / 10; } },
    '02': { length: 1, read: function (b, i, data) { data.humidity = b[i]; } },
    '03': { length: 3, read: readAcceleration },
    '04': { length: 2, read: function (b, i, data) { data.light = unsigned16(b, i); } },
    '05': { length: 1, read: function (b, i, data) { data.motion = b[i]; } },
    '06': { length: 2, read: function (b, i, data) { data.co2 = unsigned16(b, i); } },
    '07': { length: 2, read: function (b, i, data) { data.battery_voltage = unsigned16(b, i) / 1000; } },
    '08': { length: 2, read: function (b, i, data) { data.analog_1 = unsigned16(b, i) / 1000; } },
    '0a': { length: 2, read: function (b, i, data) { data.pulse_1 = unsigned16(b, i); } },
    '0b': { length: 4, read: function (b, i, data) { data.pulse_1_total = unsigned32(b, i); } },
    '0c': { length: 2, read: function (b, i, data) { data.external_temperature_1 = signed16(b, i) / 10; } },
    '0d': { length: 1, read: function (b, i, data) { data.digital_1 = b[i]; } },
    '0e': { length: 2, read: function (b, i, data) { data.distance = unsigned16(b, i); } },
    '0f': { length: 1, read: function (b, i, data) { data.acceleration_motion = b[i]; } },
    '10': { length: 4, read: readInfrared },
    '11': { length: 1, read: function (b, i, data) { data.occupancy = b[i]; } },
    '12': { length: 1, read: function (b, i, data) { data.water_leak = b[i]; } },
    '13': { length: 65, read: readHeatImage },
    '14': { length: 4, read: function (b, i, data) { data.pressure = unsigned32(b, i) / 1000; } },
    '15': { length: 2, read: readSound },
    '16': { length: 2, read: function (b, i, data) { data.pulse_2 = unsigned16(b, i); } },
    '17': { length: 4, read: function (b, i, data) { data.pulse_2_total = unsigned32(b, i); } },
    '18': { length: 2, read: function (b, i, data) { data.analog_2 = unsigned16(b, i) / 1000; } },
    '19': { length: 2, read: function (b, i, data) { data.external_temperature_2 = signed16(b, i) / 10; } },
    '1a': { length: 1, read: function (b, i, data) { data.digital_2 = b[i]; } },
    '1b': { length: 4, read: function (b, i, data) { data.analog_microvolts = unsigned32(b, i) | 0; } },
    '1c': { length: 2, read: function (b, i, data) { data.tvoc = unsigned16(b, i); } },
    '3d': { length: 4, read: function (b, i, data) { data.debug = unsigned32(b, i); } }
  };
}

// In g: 63 steps are one g.
function readAcceleration(bytes, at, data) {
  data.acceleration = {
    x: signed8(bytes[at]) / 63,
    y: signed8(bytes[at + 1]) / 63,
    z: signed8(bytes[at + 2]) / 63
  };
}

function readInfrared(bytes, at, data) {
  data.infrared = {
    internal_temperature: signed16(bytes, at) / 10,
    external_temperature: signed16(bytes, at + 2) / 10
  };
}

// 8 x 8 temperatures, each a tenth of a degree above the reference.
function readHeatImage(bytes, at, data) {
  data.heat_image = [];
  for (var i = 1; i <= 64; i++) {
    data.heat_image.push((bytes[at] * 10 + bytes[at + i]) / 10);
  }
}

function readSound(bytes, at, data) {
  data.sound = { peak: bytes[at], average: bytes[at + 1] };
}

// Sent on fPort 6 after a change of the settings: kept, not read.
function settings(bytes) {
  var digits = '';
  for (var i = 1; i < bytes.length; i++) {
    digits += hex(bytes[i]);
  }
  return digits;
}

function hex(byte) {
  return (byte + 0x100).toString(16).slice(1);
}

function signed8(value) {
  return value > 0x7f ? value - 0x100 : value;
}

function unsigned16(bytes, at) {
  return (bytes[at] << 8) | bytes[at + 1];
}

function signed16(bytes, at) {
  var value = unsigned16(bytes, at);
  return value > 0x7fff ? value - 0x10000 : value;
}

function unsigned32(bytes, at) {
  return unsigned16(bytes, at) * 0x10000 + unsigned16(bytes, at + 2);
}
