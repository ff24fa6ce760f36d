function decodeUplink(input) { return { data: { pulses: input.bytes[0] } }; }
