// Calls a codec and hands its result out as JSON text. What every codec sees is frozen before the first one runs, and what
// a codec adds to the global object is taken away after each call: so nothing is carried from one call to the next.
(function () {
  'use strict';
  const stringify = JSON.stringify;
  const keysOf = Reflect.ownKeys;
  const parse = parseInt;
  const remove = Reflect.deleteProperty;
  const globals = globalThis;

  for (const name of ['Graal', 'Polyglot', 'console', 'print', 'printErr', 'load', 'loadWithNewGlobal', 'quit', 'exit', 'readline', 'read', 'readbuffer', 'performance']) {
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
    freeze(Object.getPrototypeOf(thing));
  };
  for (const key of keysOf(globals)) {
    freeze(globals[key]);
    Object.defineProperty(globals, key, { writable: false, configurable: false });
  }
  freeze((function* () {})());
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

  // False if the codec left something that cannot be taken away: then the context must not be used again.
  const sweep = () => keysOf(globals).every((key) => known.has(key) || remove(globals, key));

  return (load, hex, fPort, millis) => {
    let answer;
    try {
      answer = call(load, hex, fPort, millis);
    } catch (error) {
      answer = failed('codec failed: ' + error);
    }
    return sweep() ? answer : stringify({ failed: 'the codec defines a global that cannot be removed', spent: true });
  };
})();
