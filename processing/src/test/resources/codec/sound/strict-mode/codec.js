'use strict';
function decodeUplink(input) {
  return { data: { strict: this === undefined } };
}
