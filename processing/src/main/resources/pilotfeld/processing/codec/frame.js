// Calls a codec and hands its result out as JSON text. What every codec sees is frozen before the first one runs, and what
// a codec adds to the global object is taken away after each call: so nothing is carried from one call to the next.
(function () {
  'use strict';
  const stringify = JSON.stringify;
  const keysOf = Reflect.ownKeys;
  const parse = parseInt;
  const remove = Reflect.deleteProperty;
  const isExtensible = Object.isExtensible;
  const parentOf = Object.getPrototypeOf;
  const globals = globalThis;
  const parent = parentOf(globals);

  // The last two tell when memory is collected, and may run in a later call.
  for (const name of ['Graal', 'Polyglot', 'console', 'print', 'printErr', 'load', 'loadWithNewGlobal', 'quit', 'exit', 'readline', 'read', 'readbuffer', 'performance', 'FinalizationRegistry', 'WeakRef']) {
    delete globals[name];
  }
  const seen = new Set();
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

  const bytesOf = (hex) => {
    const bytes = [];
    for (let index = 0; index < hex.length; index += 2) {
      bytes.push(parse(hex.substring(index, index + 2), 16));
    }
    return bytes;
  };
  // JSON has no form for these numbers; as text they can be named in an error.
  const plain = (key, value) => (typeof value === 'number' && !isFinite(value) ? String(value) : value);
  const failed = (reason) => stringify({ failed: reason });

  const call = (load, hex, fPort, millis) => {
    const decodeUplink = load();
    if (decodeUplink === undefined) {
      return failed('the codec has no function decodeUplink');
    }
    const result = decodeUplink({ bytes: bytesOf(hex), fPort, recvTime: new Date(millis) });
    if (result === null || typeof result !== 'object') {
      return failed('decodeUplink returned no object');
    }
    if (Array.isArray(result.errors) && result.errors.length > 0) {
      return failed(result.errors.join('; '));
    }
    if (result.data === null || typeof result.data !== 'object') {
      return failed('decodeUplink returned neither data nor errors');
    }
    const warnings = Array.isArray(result.warnings) ? result.warnings.map(String) : [];
    return stringify({ data: result.data, warnings }, plain);
  };

  return {
    run(load, hex, fPort, millis) {
      try {
        return call(load, hex, fPort, millis);
      } catch (error) {
        return failed('codec failed: ' + error);
      }
    },
    // False if the codec left something that cannot be taken away: then the context must not be used again. A call of its
    // own, as what a codec put off to a promise is done between the two.
    sweep() {
      return parentOf(globals) === parent && isExtensible(globals) && keysOf(globals).every((key) => known.has(key) || remove(globals, key));
    },
  };
})();
