package pilotfeld.ingest.demo.radio;

/// One gateway's hearing of a frame.
///
/// @param rssiDbm signal and noise together, as a concentrator reports it
/// @param snrDecibel in steps of 0.25 dB
/// @param place where the gateway stands
public record Reception(String gatewayId, int rssiDbm, double snrDecibel, Place place) {}
