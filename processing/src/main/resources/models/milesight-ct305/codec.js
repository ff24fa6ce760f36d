// Milesight CT305: a row of [channel][type][value], values little-endian, fPort 85 by default.
// The device lives on the current that it measures: it has no battery to report.

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
    '0397': { length: 4, read: function (b, i, data) { data.current_chn1_total = unsigned32(b, i) / 100; } },
    '0499': { length: 2, read: function (b, i, data) { readCurrent(b, i, data, 'current_chn1'); } },
    '0597': { length: 4, read: function (b, i, data) { data.current_chn2_total = unsigned32(b, i) / 100; } },
    '0699': { length: 2, read: function (b, i, data) { readCurrent(b, i, data, 'current_chn2'); } },
    '0797': { length: 4, read: function (b, i, data) { data.current_chn3_total = unsigned32(b, i) / 100; } },
    '0899': { length: 2, read: function (b, i, data) { readCurrent(b, i, data, 'current_chn3'); } },
    '0967': { length: 2, read: readTemperature },
    '8499': { length: 7, read: function (b, i, data) { readCurrentAlarm(b, i, data, 'current_chn1'); } },
    '8699': { length: 7, read: function (b, i, data) { readCurrentAlarm(b, i, data, 'current_chn2'); } },
    '8899': { length: 7, read: function (b, i, data) { readCurrentAlarm(b, i, data, 'current_chn3'); } },
    '8967': { length: 3, read: readTemperatureAlarm },
    // What the device says of itself once after each join.
    'ff01': { length: 1, read: function (b, i, data) { data.ipso_version = 'v' + (b[i] >> 4) + '.' + (b[i] & 0x0f); } },
    'ff09': { length: 2, read: function (b, i, data) { data.hardware_version = 'v' + b[i] + '.' + (b[i + 1] >> 4); } },
    'ff0a': { length: 2, read: function (b, i, data) { data.firmware_version = version(b, i); } },
    'ff0b': { length: 1, read: function (b, i, data) { data.device_status = 'on'; } },
    'ff0f': { length: 1, read: function (b, i, data) { data.lorawan_class = lorawanClass(b[i]); } },
    'ff16': { length: 8, read: function (b, i, data) { data.sn = serialNumber(b, i); } },
    'fffe': { length: 1, read: function (b, i, data) { data.reset_event = b[i] === 1 ? 'reset' : 'normal'; } },
    'ffff': { length: 2, read: function (b, i, data) { data.tsl_version = version(b, i); } }
  };
}

function readCurrent(bytes, at, data, name) {
  var value = unsigned16(bytes, at);
  if (value === 0xffff) {
    data[name + '_sensor_status'] = 'read failed';
    return;
  }
  data[name] = value / 10;
}

function readCurrentAlarm(bytes, at, data, name) {
  data[name + '_max'] = unsigned16(bytes, at) / 10;
  data[name + '_min'] = unsigned16(bytes, at + 2) / 10;
  readCurrent(bytes, at + 4, data, name);
  data[name + '_alarm'] = {
    current_threshold_alarm: yes(bytes[at + 6], 0),
    current_threshold_alarm_release: yes(bytes[at + 6], 1),
    current_over_range_alarm: yes(bytes[at + 6], 2),
    current_over_range_alarm_release: yes(bytes[at + 6], 3)
  };
}

function yes(flags, bit) {
  return (flags >> bit) & 1 ? 'yes' : 'no';
}

function readTemperature(bytes, at, data) {
  var value = unsigned16(bytes, at);
  if (value === 0xffff) {
    data.temperature_sensor_status = 'read failed';
    return;
  }
  if (value === 0xfffd) {
    data.temperature_sensor_status = 'over range alarm';
    return;
  }
  data.temperature = signed16(bytes, at) / 10;
}

function readTemperatureAlarm(bytes, at, data) {
  readTemperature(bytes, at, data);
  data.temperature_alarm = word(bytes[at + 2], ['threshold alarm release', 'threshold alarm']);
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
