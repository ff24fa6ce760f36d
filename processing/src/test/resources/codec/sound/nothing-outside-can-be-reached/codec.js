function decodeUplink(input) {
  var reached = ["Java", "Polyglot", "Graal", "Packages", "java", "javax", "org", "com",
    "load", "loadWithNewGlobal", "print", "console", "require", "module", "process", "quit", "exit", "read", "readline", "importScripts", "fetch",
    "XMLHttpRequest", "WebAssembly", "Worker", "ShadowRealm", "SharedArrayBuffer", "FinalizationRegistry", "WeakRef", "Intl", "Debug", "performance", "setTimeout", "setInterval"].filter(function (name) {
    return typeof globalThis[name] !== "undefined";
  });
  return { data: { reached: reached } };
}
