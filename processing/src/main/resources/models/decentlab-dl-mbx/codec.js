// Decentlab DL-MBX, protocol version 2, big-endian: version, device, flags, then one block of 16-bit
// words for each sensor whose flag is set. Sensor 0 is the distance meter, sensor 1 the battery.

function decodeUplink(input) {
  var bytes = input.bytes;
  var fault = headerFault(bytes) || lengthFault(bytes, [2, 1]);
  if (fault) {
    return { errors: [fault] };
  }
  var flags = word(bytes, 3);
  var at = 5;
  var data = { protocol_version: bytes[0], device_id: word(bytes, 1) };
  if (flags & 1) {
    data.distance = word(bytes, at);
    data.number_of_valid_samples = word(bytes, at + 2);
    at += 4;
  }
  if (flags & 2) {
    data.battery_voltage = word(bytes, at) / 1000;
  }
  return { data: data };
}

function headerFault(bytes) {
  if (bytes.length === 0) {
    return 'payload is empty';
  }
  if (bytes[0] !== 2) {
    return 'protocol version ' + bytes[0] + ' at byte 0 is unknown, 2 expected';
  }
  return bytes.length < 5 ? 'header at byte 0 needs 5 bytes, ' + bytes.length + ' left' : null;
}

// `sizes` is the number of words of each sensor, by the number of its flag.
function lengthFault(bytes, sizes) {
  var flags = word(bytes, 3);
  var at = 5;
  for (var sensor = 0; sensor < 16; sensor++) {
    if (((flags >> sensor) & 1) === 0) {
      continue;
    }
    if (sensor >= sizes.length) {
      return 'sensor ' + sensor + ' in the flags at byte 3 is unknown';
    }
    var size = 2 * sizes[sensor];
    if (bytes.length < at + size) {
      return 'sensor ' + sensor + ' at byte ' + at + ' needs ' + size + ' bytes, ' + (bytes.length - at) + ' left';
    }
    at += size;
  }
  return bytes.length > at ? 'nothing is expected at byte ' + at + ', ' + (bytes.length - at) + ' bytes left' : null;
}

function word(bytes, at) {
  return (bytes[at] << 8) | bytes[at + 1];
}
