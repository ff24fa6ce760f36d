Object.defineProperty(Object, 'assign', {
  enumerable: false,
  configurable: true,
  writable: true,
  value: function () {
    return 'its own';
  }
});
Array.prototype.includes = function () {
  return 'its own';
};

function decodeUplink(input) {
  var named = Object.defineProperty({}, 'level', { value: 2, enumerable: true });
  return { data: { assigned: Object.assign({ first: 1 }, named), included: [1].includes(1) } };
}
