function decodeUplink(input) {
  return { data: { text: atob('AQI=') } };
}
