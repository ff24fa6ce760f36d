// Milesight EM300-DI: a row of [channel][type][value], values little-endian, fPort 85 by default.
// The input either counts pulses or reports its level; a pulse may be converted to an amount of water.

function decodeUplink(input) {
  var bytes = input.bytes;
  var known = channels();
  var data = {};
  var at = 0;
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  while (at < bytes.length) {
    var channel = known[hex(bytes[at]) + hex(bytes[at + 1])];
    var fault = faultOf(channel, bytes, at);
    if (fault) {
      return { errors: [fault] };
    }
    channel.read(bytes, at + 2, data);
    at += 2 + channel.length;
  }
  return { data: data };
}

function faultOf(channel, bytes, at) {
  var left = bytes.length - at - 2;
  if (left < 0) {
    return 'channel 0x' + hex(bytes[at]) + ' at byte ' + at + ' has no type';
  }
  var name = 'channel 0x' + hex(bytes[at]) + ' type 0x' + hex(bytes[at + 1]) + ' at byte ' + at;
  if (!channel) {
    return name + ' is unknown';
  }
  if (left < channel.length) {
    return name + ' needs ' + channel.length + ' bytes, ' + left + ' left';
  }
  return null;
}

function channels() {
  return {
    '0175': { length: 1, read: function (b, i, data) { data.battery = b[i]; } },
    '0367': { length: 2, read: function (b, i, data) { data.temperature = signed16(b, i) / 10; } },
    '0468': { length: 1, read: function (b, i, data) { data.humidity = b[i] / 2; } },
    '0500': { length: 1, read: readInput },
    '05c8': { length: 4, read: function (b, i, data) { data.pulse = unsigned32(b, i); } },
    '05e1': { length: 8, read: readWater },
    '8500': { length: 2, read: readInputAlarm },
    '85e1': { length: 9, read: readWaterAlarm },
    '20ce': { length: 13, read: readPulseHistory },
    '21ce': { length: 18, read: readWaterHistory },
    // What the device says of itself once after each join.
    'ff01': { length: 1, read: function (b, i, data) { data.ipso_version = 'v' + (b[i] >> 4) + '.' + (b[i] & 0x0f); } },
    'ff09': { length: 2, read: function (b, i, data) { data.hardware_version = 'v' + b[i] + '.' + (b[i + 1] >> 4); } },
    'ff0a': { length: 2, read: function (b, i, data) { data.firmware_version = version(b, i); } },
    'ff0b': { length: 1, read: function (b, i, data) { data.device_status = 'on'; } },
    'ff0f': { length: 1, read: function (b, i, data) { data.lorawan_class = lorawanClass(b[i]); } },
    'ff16': { length: 8, read: function (b, i, data) { data.sn = serialNumber(b, i); } },
    'fffe': { length: 1, read: function (b, i, data) { data.reset_event = b[i] === 1 ? 'reset' : 'normal'; } },
    'ffff': { length: 2, read: function (b, i, data) { data.tsl_version = version(b, i); } },
    'ff03': { length: 2, read: function (b, i, data) { data.report_interval = unsigned16(b, i); } }
  };
}

function readInput(bytes, at, data) {
  data.gpio = word(bytes[at], ['low', 'high']);
}

function readInputAlarm(bytes, at, data) {
  readInput(bytes, at, data);
  data.gpio_alarm = word(bytes[at + 1], ['gpio alarm release', 'gpio alarm']);
}

function readWater(bytes, at, data) {
  data.water_conv = unsigned16(bytes, at) / 10;
  data.pulse_conv = unsigned16(bytes, at + 2) / 10;
  data.water = float32(bytes, at + 4);
}

function readWaterAlarm(bytes, at, data) {
  readWater(bytes, at, data);
  data.water_alarm = word(bytes[at + 8], alarms());
}

function readPulseHistory(bytes, at, data) {
  var record = climate(bytes, at);
  if (bytes[at + 7] === 1) {
    readInput(bytes, at + 8, record);
  } else {
    record.pulse = unsigned32(bytes, at + 9);
  }
  remember(data, record);
}

function readWaterHistory(bytes, at, data) {
  var record = climate(bytes, at);
  record.alarm = word(bytes[at + 7], alarms());
  if (bytes[at + 8] === 1) {
    readInput(bytes, at + 9, record);
  } else {
    readWater(bytes, at + 10, record);
  }
  remember(data, record);
}

function climate(bytes, at) {
  return {
    timestamp: unsigned32(bytes, at),
    temperature: signed16(bytes, at + 4) / 10,
    humidity: bytes[at + 6] / 2
  };
}

function alarms() {
  return [
    'none',
    'water outage timeout alarm',
    'water outage timeout alarm release',
    'water flow timeout alarm',
    'water flow timeout alarm release',
    'gpio alarm',
    'gpio alarm release'
  ];
}

function remember(data, record) {
  data.history = (data.history || []).concat([record]);
}

function unsigned16(bytes, at) {
  return bytes[at] | (bytes[at + 1] << 8);
}

function signed16(bytes, at) {
  var value = unsigned16(bytes, at);
  return value > 0x7fff ? value - 0x10000 : value;
}

function unsigned32(bytes, at) {
  return unsigned16(bytes, at) + unsigned16(bytes, at + 2) * 0x10000;
}

// IEEE 754 binary32. ES5.1 has no DataView.
function float32(bytes, at) {
  var bits = unsigned32(bytes, at);
  var sign = bits >= 0x80000000 ? -1 : 1;
  var exponent = Math.floor(bits / 0x800000) % 0x100;
  var fraction = bits % 0x800000;
  if (exponent === 0) {
    return sign * fraction * Math.pow(2, -149);
  }
  return sign * (0x800000 + fraction) * Math.pow(2, exponent - 150);
}

function hex(byte) {
  return (byte + 0x100).toString(16).slice(1);
}

function word(value, words) {
  return value < words.length ? words[value] : 'unknown ' + value;
}

function lorawanClass(value) {
  return word(value, ['Class A', 'Class B', 'Class C', 'Class CtoB']);
}

function version(bytes, at) {
  return 'v' + bytes[at].toString(16) + '.' + bytes[at + 1].toString(16);
}

function serialNumber(bytes, at) {
  var digits = '';
  for (var i = 0; i < 8; i++) {
    digits += hex(bytes[at + i]);
  }
  return digits;
}
