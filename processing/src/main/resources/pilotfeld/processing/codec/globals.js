// What codecs expect beside the language: a Buffer as ChirpStack offers it, and TextDecoder. Made before everything is frozen.
(function () {
  'use strict';
  const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const REPLACEMENT = 0xfffd;
  const LEAST_OF_LENGTH = [0, 0, 0x80, 0x800, 0x10000];

  const lengthOf = (lead) => (lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0);

  // The code point at a place and how many bytes it takes; what is no UTF-8 counts as one byte.
  const codePointAt = (bytes, at) => {
    const length = lengthOf(bytes[at]);
    if (length === 1) {
      return [bytes[at], 1];
    }
    let point = bytes[at] & (0x7f >> length);
    for (let index = 1; index < length; index++) {
      if ((bytes[at + index] & 0xc0) !== 0x80) {
        return [REPLACEMENT, 1];
      }
      point = (point << 6) | (bytes[at + index] & 0x3f);
    }
    const sound = length > 0 && point >= LEAST_OF_LENGTH[length] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return sound ? [point, length] : [REPLACEMENT, 1];
  };

  const utf8 = (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const [point, length] = codePointAt(bytes, at);
      text += String.fromCodePoint(point);
      at += length;
    }
    return text;
  };

  const utf8Bytes = (text) => {
    const bytes = [];
    for (const character of text) {
      const point = character.codePointAt(0);
      if (point < 0x80) {
        bytes.push(point);
      } else if (point < 0x800) {
        bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
      } else if (point < 0x10000) {
        bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
      } else {
        bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
      }
    }
    return bytes;
  };

  const base64 = (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += 3) {
      const left = bytes.length - at;
      const group = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0);
      text += BASE64[group >> 18] + BASE64[(group >> 12) & 63];
      text += (left > 1 ? BASE64[(group >> 6) & 63] : '=') + (left > 2 ? BASE64[group & 63] : '=');
    }
    return text;
  };

  const base64Bytes = (text) => {
    const bytes = [];
    let bits = 0;
    let held = 0;
    for (const character of text.replaceAll('-', '+').replaceAll('_', '/')) {
      const digit = BASE64.indexOf(character);
      if (digit >= 0) {
        held = ((held << 6) | digit) & 0xffff;
        bits += 6;
      }
      if (digit >= 0 && bits >= 8) {
        bits -= 8;
        bytes.push((held >> bits) & 0xff);
      }
    }
    return bytes;
  };

  const characters = (mask) => (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte & mask)).join('');
  const characterBytes = (text) => Array.from(text, (character) => character.charCodeAt(0) & 0xff);
  const hex = (bytes) => Array.from(bytes, (byte) => (byte + 0x100).toString(16).slice(1)).join('');
  // As in Node, what follows the first pair that is no hex is left out.
  const hexBytes = (text) => (/^(?:[0-9a-f]{2})*/i.exec(text)[0].match(/../g) || []).map((pair) => parseInt(pair, 16));

  const ENCODINGS = new Map([
    ['utf8', { text: utf8, bytes: utf8Bytes }],
    ['hex', { text: hex, bytes: hexBytes }],
    ['base64', { text: base64, bytes: base64Bytes }],
    ['ascii', { text: characters(0x7f), bytes: characterBytes }],
    ['latin1', { text: characters(0xff), bytes: characterBytes }],
  ]);
  const ALIASES = new Map([['utf-8', 'utf8'], ['binary', 'latin1']]);
  const encoding = (name = 'utf8') => {
    const known = ENCODINGS.get(ALIASES.get(String(name).toLowerCase()) || String(name).toLowerCase());
    if (known === undefined) {
      throw new TypeError('Unknown encoding: ' + name);
    }
    return known;
  };

  class Buffer extends Uint8Array {
    static from(source, name) {
      return new Buffer(typeof source === 'string' ? encoding(name).bytes(source) : source);
    }

    static alloc(size, filling = 0) {
      return new Buffer(size).fill(filling);
    }

    static allocUnsafe(size) {
      return new Buffer(size);
    }

    static isBuffer(thing) {
      return thing instanceof Buffer;
    }

    static concat(list, length = list.reduce((sum, each) => sum + each.length, 0)) {
      const whole = new Buffer(length);
      let at = 0;
      for (const each of list) {
        whole.set(each.subarray(0, Math.max(0, length - at)), Math.min(at, length));
        at += each.length;
      }
      return whole;
    }

    slice(start, end) {
      return this.subarray(start, end);
    }

    equals(other) {
      return this.length === other.length && this.every((byte, index) => byte === other[index]);
    }

    toString(name, start = 0, end = this.length) {
      return encoding(name).text(this.subarray(start, end));
    }

    toJSON() {
      return { type: 'Buffer', data: Array.from(this) };
    }

    readUIntBE(offset, length) {
      return this.subarray(offset, offset + length).reduce((value, byte) => value * 256 + byte, 0);
    }

    readUIntLE(offset, length) {
      return this.subarray(offset, offset + length).reduceRight((value, byte) => value * 256 + byte, 0);
    }

    readIntBE(offset, length) {
      return signed(this.readUIntBE(offset, length), length);
    }

    readIntLE(offset, length) {
      return signed(this.readUIntLE(offset, length), length);
    }
  }

  const signed = (value, length) => (value < 2 ** (8 * length - 1) ? value : value - 2 ** (8 * length));

  const define = (name, method) => {
    Object.defineProperty(Buffer.prototype, name, { value: method, writable: true, configurable: true });
    // Node has each name of an unsigned number in a second spelling.
    if (name.includes('UInt')) {
      Object.defineProperty(Buffer.prototype, name.replace('UInt', 'Uint'), { value: method, writable: true, configurable: true });
    }
  };
  const view = (buffer) => new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  const defineNumber = (name, type, width, little) => {
    define('read' + name, function (offset = 0) {
      return view(this)['get' + type](offset, little);
    });
    define('write' + name, function (value, offset = 0) {
      view(this)['set' + type](offset, value, little);
      return offset + width;
    });
  };
  defineNumber('UInt8', 'Uint8', 1);
  defineNumber('Int8', 'Int8', 1);
  [['UInt16', 'Uint16', 2], ['Int16', 'Int16', 2], ['UInt32', 'Uint32', 4], ['Int32', 'Int32', 4], ['Float', 'Float32', 4], ['Double', 'Float64', 8]].forEach(([name, type, width]) => {
    defineNumber(name + 'BE', type, width, false);
    defineNumber(name + 'LE', type, width, true);
  });

  class TextDecoder {
    constructor(label = 'utf-8') {
      if (!['utf-8', 'utf8'].includes(String(label).toLowerCase())) {
        throw new RangeError('TextDecoder knows utf-8 only, not ' + label);
      }
    }

    get encoding() {
      return 'utf-8';
    }

    decode(source = []) {
      const bytes = source instanceof ArrayBuffer ? new Uint8Array(source) : source;
      return utf8(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.slice(3) : bytes);
    }
  }

  Object.defineProperty(globalThis, 'Buffer', { value: Buffer, writable: true, configurable: true });
  Object.defineProperty(globalThis, 'TextDecoder', { value: TextDecoder, writable: true, configurable: true });
})();
