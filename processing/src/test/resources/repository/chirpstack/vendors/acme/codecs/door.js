function Decoder(bytes, port) { return { door: bytes[0] ? "open" : "closed" }; }
