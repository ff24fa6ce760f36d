// Dragino LSE01, big-endian, fPort 2: battery, DS18B20 (reserved), soil moisture, soil temperature,
// conductivity, flags. Decimal numbers leave as strings with fixed digits, as the maker publishes them.

function decodeUplink(input) {
  var bytes = input.bytes;
  if (input.fPort !== 2) {
    return { errors: ['fPort ' + input.fPort + ' is unknown, 2 expected'] };
  }
  if (bytes.length === 0) {
    return { errors: ['payload is empty'] };
  }
  if (bytes.length !== 11) {
    return { errors: ['payload at byte 0 has ' + bytes.length + ' bytes, 11 expected'] };
  }
  return {
    data: {
      Bat: (unsigned16(bytes, 0) & 0x3fff) / 1000,
      TempC_DS18B20: (signed16(bytes, 2) / 10).toFixed(1),
      water_SOIL: (unsigned16(bytes, 4) / 100).toFixed(2),
      temp_SOIL: (soilTemperature(unsigned16(bytes, 6)) / 100).toFixed(2),
      conduct_SOIL: unsigned16(bytes, 8)
    }
  };
}

// The manual counts negative temperatures down from 0xFFFF, so that FF7E is -1.29 and not -1.30.
function soilTemperature(value) {
  return value > 0x7fff ? value - 0xffff : value;
}

function unsigned16(bytes, at) {
  return (bytes[at] << 8) | bytes[at + 1];
}

function signed16(bytes, at) {
  var value = unsigned16(bytes, at);
  return value > 0x7fff ? value - 0x10000 : value;
}
