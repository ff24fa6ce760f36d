// Dragino LDDS75, big-endian, fPort 2: battery, distance in mm, interrupt, DS18B20, sensor flag.
// Where no distance was measured, a word stands in place of the number, as the maker publishes it.

function decodeUplink(input) {
  var bytes = input.bytes;
  if (input.fPort !== 2) {
    return { errors: ['fPort ' + input.fPort + ' is unknown, 2 expected'] };
  }
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  // The short form has no sensor flag: nothing vouches for its distance.
  if (bytes.length === 4) {
    return { data: { distance: 'No Sensor' } };
  }
  if (bytes.length !== 8) {
    return { errors: ['payload at byte 0 has ' + bytes.length + ' bytes, 4 or 8 expected'] };
  }
  return {
    data: {
      Bat: (unsigned16(bytes, 0) & 0x3fff) / 1000,
      distance: distance(unsigned16(bytes, 2), bytes[7]),
      Interrupt_flag: bytes[4],
      TempC_DS18B20: (signed16(bytes, 5) / 10).toFixed(2),
      Sensor_flag: bytes[7]
    }
  };
}

function distance(millimetres, sensorFlag) {
  if (sensorFlag === 0 || millimetres === 0) {
    return 'No Sensor';
  }
  return millimetres < 20 ? 'Invalid Reading' : millimetres;
}

function unsigned16(bytes, at) {
  return (bytes[at] << 8) | bytes[at + 1];
}

function signed16(bytes, at) {
  var value = unsigned16(bytes, at);
  return value > 0x7fff ? value - 0x10000 : value;
}
