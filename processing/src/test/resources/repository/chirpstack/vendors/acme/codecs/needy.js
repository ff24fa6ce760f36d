var fs = require("fs");
function decodeUplink(input) { return { data: {} }; }
