// Calls a codec and hands its result out as JSON text. What every codec sees is frozen before the first one runs, and what
// a codec adds to the global object is taken away after each call: so nothing is carried from one call to the next.
(function () {
  'use strict';
  const stringify = JSON.stringify;
  const parseJson = JSON.parse;
  const keysOf = Reflect.ownKeys;
  const charCode = Function.prototype.call.bind(String.prototype.charCodeAt);
  const includes = Function.prototype.call.bind(String.prototype.includes);
  const remove = Reflect.deleteProperty;
  const isExtensible = Object.isExtensible;
  const parentOf = Object.getPrototypeOf;
  const globals = globalThis;
  const parent = parentOf(globals);

  // The last two tell when memory is collected, and may run in a later call.
  for (const name of ['Graal', 'Polyglot', 'console', 'print', 'printErr', 'load', 'loadWithNewGlobal', 'quit', 'exit', 'readline', 'read', 'readbuffer', 'performance', 'FinalizationRegistry', 'WeakRef']) {
    delete globals[name];
  }
  // The clock stands at the time of the call: a payload means the same whenever it is read.
  const SystemDate = Date;
  let now = 0;
  const CallDate = function (...parts) {
    return new.target === undefined ? new SystemDate(now).toString() : Reflect.construct(SystemDate, parts.length === 0 ? [now] : parts, new.target);
  };
  CallDate.prototype = SystemDate.prototype;
  Object.defineProperties(CallDate, { ...Object.getOwnPropertyDescriptors(SystemDate), now: { value: () => now } });
  CallDate.prototype.constructor = CallDate;
  globals.Date = CallDate;

  const seen = new Set();
  // Old codecs bring along what JavaScript has long had; its own stays.
  const define = Object.defineProperty;
  const has = Object.hasOwn;
  Object.defineProperty = (thing, key, description) => (seen.has(thing) && has(thing, key) ? thing : define(thing, key, description));

  const freeze = (thing) => {
    if (thing === null || (typeof thing !== 'object' && typeof thing !== 'function') || thing === globals || seen.has(thing)) {
      return;
    }
    seen.add(thing);
    Object.freeze(thing);
    for (const key of keysOf(thing)) {
      const property = Object.getOwnPropertyDescriptor(thing, key);
      freeze(property.value);
      freeze(property.get);
      freeze(property.set);
    }
    freeze(parentOf(thing));
  };
  for (const key of keysOf(globals)) {
    freeze(globals[key]);
    Object.defineProperty(globals, key, { writable: false, configurable: false });
  }
  freeze(parent);
  // What no global leads to, but the language itself does.
  const generator = function* () {};
  const asyncGenerator = async function* () {};
  [
    generator, generator(), asyncGenerator, asyncGenerator(), async () => {},
    [].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), ''.matchAll(/./g),
    [].values().map(String), Iterator.from({ next() {} }),
  ].forEach(freeze);
  const known = new Set(keysOf(globals));

  // Each character is one byte.
  const bytesOf = (text) => {
    const bytes = [];
    for (let index = 0; index < text.length; index++) {
      bytes[index] = charCode(text, index);
    }
    return bytes;
  };
  // JSON has no form for these numbers; as text they can be named in an error.
  const plain = (key, value) => (typeof value === 'number' && !isFinite(value) ? String(value) : value);
  // Where nothing became null, none was among them.
  const written = (data) => {
    const text = stringify(data);
    return text !== undefined && includes(text, 'null') ? stringify(data, plain) : text;
  };
  const failed = (reason) => stringify({ failed: reason });

  // What other places of JavaScript have; a codec may ask whether it is there, as many do.
  const missing = ['require', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'XMLHttpRequest', 'atob', 'btoa'];
  const explain = (error) => {
    const text = String(error);
    const name = missing.find((each) => text === 'ReferenceError: ' + each + ' is not defined');
    return 'codec failed: ' + (name === undefined ? text : name + ' is refused: a codec is one file that reads bytes, without modules, timers and network; for base64 there is Buffer');
  };

  const outcome = (name, result) => {
    if (result === null || typeof result !== 'object') {
      return failed(name + ' returned no object');
    }
    if (Array.isArray(result.errors) && result.errors.length > 0) {
      return failed(result.errors.join('; '));
    }
    if (result.data === undefined) {
      return failed(name + ' returned neither data nor errors');
    }
    // Asked of the text, as an object may say of itself how it is written.
    const data = written(result.data);
    if (data === undefined || data[0] !== '{') {
      return failed(name + ' returned data that is no object');
    }
    const warnings = Array.isArray(result.warnings) ? result.warnings.map(String) : [];
    return '{"data":' + data + ',"warnings":' + stringify(warnings) + '}';
  };
  // Of the forms in which a codec may come the first that is there counts: TS013; The Things Network v2; ChirpStack v3. The
  // older ones return the data itself.
  const call = (load, payload, fPort, millis) => {
    const { decodeUplink, Decoder, Decode } = load();
    const bytes = bytesOf(payload);
    const variables = {};
    if (decodeUplink !== undefined) {
      return outcome('decodeUplink', decodeUplink({ bytes, fPort, recvTime: new Date(millis), variables }));
    }
    if (Decoder !== undefined) {
      return outcome('Decoder', { data: Decoder(bytes, fPort) });
    }
    if (Decode !== undefined) {
      return outcome('Decode', { data: Decode(fPort, bytes, variables) });
    }
    return failed('the codec has no function decodeUplink, Decoder or Decode');
  };

  return {
    run(load, payload, fPort, millis) {
      now = millis;
      try {
        return call(load, payload, fPort, millis);
      } catch (error) {
        return failed(explain(error));
      }
    },
    // One function of a codec with a given input, and its result as it is.
    apply(load, name, json, millis) {
      now = millis;
      try {
        const asked = load()[name];
        const input = parseJson(json);
        if (input.recvTime !== undefined) {
          input.recvTime = new Date(input.recvTime);
        }
        return asked === undefined ? failed('the codec has no function ' + name) : stringify({ data: asked(input) });
      } catch (error) {
        return failed(explain(error));
      }
    },
    // False if the codec left something that cannot be taken away: then the context must not be used again. A call of its
    // own, as what a codec put off to a promise is done between the two.
    sweep() {
      const keys = keysOf(globals);
      return parentOf(globals) === parent && isExtensible(globals) && (keys.length === known.size || keys.every((key) => known.has(key) || remove(globals, key)));
    },
  };
})();
