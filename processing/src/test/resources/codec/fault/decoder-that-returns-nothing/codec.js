function Decoder(bytes, port) {
}
