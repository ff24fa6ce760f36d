function decodeUplink(input) {
  var data = {};
  data.data = data;
  return { data: data };
}
