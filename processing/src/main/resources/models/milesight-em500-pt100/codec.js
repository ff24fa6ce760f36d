// Milesight EM500-PT100: a row of [channel][type][value], values little-endian, fPort 85 by default.

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
    '83d7': { length: 5, read: readAlarm },
    '20ce': { length: 6, read: readHistory },
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

function readAlarm(bytes, at, data) {
  data.temperature = signed16(bytes, at) / 10;
  data.temperature_change = signed16(bytes, at + 2) / 10;
  data.temperature_alarm = word(bytes[at + 4], ['threshold alarm release', 'threshold alarm', 'mutation alarm']);
}

function readHistory(bytes, at, data) {
  remember(data, { timestamp: unsigned32(bytes, at), temperature: signed16(bytes, at + 4) / 10 });
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
