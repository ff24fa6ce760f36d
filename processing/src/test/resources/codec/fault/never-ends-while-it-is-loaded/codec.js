for (;;) {}
function decodeUplink(input) { return { data: {} }; }
