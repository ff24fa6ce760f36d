function decodeUplink(input) {
  var noon = new Date(2026, 6, 18, 12);
  return { data: { noon: noon.toISOString(), offset: noon.getTimezoneOffset(), shown: (1234.5).toLocaleString() } };
}
