package pilotfeld.ingest.bench;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import pilotfeld.ingest.demo.payload.DlTrs12;
import pilotfeld.processing.envelope.chirpstack.DeviceInfo;
import pilotfeld.processing.envelope.chirpstack.LoraModulationInfo;
import pilotfeld.processing.envelope.chirpstack.Modulation;
import pilotfeld.processing.envelope.chirpstack.UplinkEvent;
import pilotfeld.processing.envelope.chirpstack.UplinkRxInfo;
import pilotfeld.processing.envelope.chirpstack.UplinkTxInfo;
import pilotfeld.processing.reading.Identity;

/// Uplinks of soil probes, four readings each, as ChirpStack v4 publishes them: no two alike.
/// Device by device each sends one, then each its next, twenty minutes later.
final class Frames {

  /// What every device is.
  static final String MODEL = "decentlab-dl-trs12";

  /// How every DevEUI begins; a number of eight hex digits follows.
  static final String PREFIX = "70b3d57e";

  /// Readings of one uplink.
  static final int READINGS = 4;

  /// When the first was sent, before now; later ones must stay before now, too.
  static final Duration BEFORE = Duration.ofDays(91);

  private static final Duration INTERVAL = Duration.ofMinutes(20);
  private static final int VARIETY = 200;

  private final int devices;
  private final Instant first = Instant.now().minus(BEFORE);
  private long next;

  Frames(int devices) {
    this.devices = devices;
  }

  /// One message.
  ///
  /// @param identity by which it is found in the table `uplink`
  record Frame(String topic, byte[] body, UUID identity) {}

  /// DevEUI of a device, counted from 0.
  static String device(long number) {
    return PREFIX + "%08x".formatted(number);
  }

  synchronized Frame json() {
    var number = next++;
    var device = device(number % devices);
    var id = new UUID(number, 1).toString();
    var body =
        JSON.formatted(
            id,
            time(number),
            device,
            device,
            number / devices,
            Base64.getEncoder().encodeToString(payload(number)),
            number & 0xFFFF_FFFFL,
            time(number),
            -60 - number % 60,
            number % 10);
    return frame(device, id, body.getBytes(StandardCharsets.UTF_8));
  }

  synchronized Frame protobuf() {
    var number = next++;
    var device = device(number % devices);
    var id = new UUID(number, 1).toString();
    var event =
        UplinkEvent.newBuilder()
            .setDeduplicationId(id)
            .setTime(Timestamp.newBuilder().setSeconds(time(number).getEpochSecond()))
            .setDeviceInfo(DeviceInfo.newBuilder().setDevEui(device))
            .setDevAddr("00189440")
            .setFCnt((int) (number / devices))
            .setFPort(1)
            .setData(ByteString.copyFrom(payload(number)))
            .addRxInfo(
                UplinkRxInfo.newBuilder()
                    .setGatewayId("0016c001f153a14c")
                    .setRssi((int) (-60 - number % 60))
                    .setSnr(7.5f))
            .setTxInfo(
                UplinkTxInfo.newBuilder()
                    .setFrequency(867_100_000)
                    .setModulation(
                        Modulation.newBuilder()
                            .setLora(
                                LoraModulationInfo.newBuilder()
                                    .setBandwidth(125_000)
                                    .setSpreadingFactor(9))))
            .build();
    return frame(device, id, event.toByteArray());
  }

  /// Its payload, for those who only decode.
  static byte[] payload(long number) {
    var wave = number % VARIETY;
    return new DlTrs12(303, 0.2 + wave / 1000.0, 10 + wave / 20.0, (int) (400 + wave), 3_000)
        .bytes();
  }

  private static Frame frame(String device, String id, byte[] body) {
    var topic = "application/5f0f5a5c-7b1a-4c0e-9d3b-6d0c4a7f2b11/device/" + device + "/event/up";
    return new Frame(topic, body, Identity.of("chirpstack", "up", device, id));
  }

  private Instant time(long number) {
    var time = first.plus(INTERVAL.multipliedBy(number / devices)).plusMillis(number % devices);
    if (time.isAfter(first.plus(BEFORE))) {
      throw new IllegalStateException("too many uplinks for %d devices".formatted(devices));
    }
    return time;
  }

  // Fields and their order as api/proto/integration/integration.proto of chirpstack/chirpstack.
  private static final String JSON =
      """
      {"deduplicationId":"%s","time":"%s","deviceInfo":{"tenantId":"52f14cd4-c6f1-4fbd-8f87-4025e1d49242",\
      "tenantName":"Stadtwerke","applicationId":"5f0f5a5c-7b1a-4c0e-9d3b-6d0c4a7f2b11","applicationName":"soil",\
      "deviceProfileId":"c2c4f3ef-7d3b-4f2e-8c9c-3d2f7a5e6b10","deviceProfileName":"Decentlab DL-TRS12","deviceName":"probe %s",\
      "devEui":"%s","deviceClassEnabled":"CLASS_A","tags":{}},"devAddr":"00189440","adr":true,"dr":3,"fCnt":%d,"fPort":1,\
      "confirmed":false,"data":"%s","rxInfo":[{"gatewayId":"0016c001f153a14c","uplinkId":%d,"nsTime":"%s","rssi":%d,"snr":%d.5,\
      "channel":2,"rfChain":1,"location":{"latitude":52.2763,"longitude":8.0469},"context":"EFwMtA==","metadata":\
      {"region_config_id":"eu868","region_common_name":"EU868"},"crcStatus":"CRC_OK"}],"txInfo":{"frequency":867100000,\
      "modulation":{"lora":{"bandwidth":125000,"spreadingFactor":9,"codeRate":"CR_4_5"}}},"regionConfigId":"eu868"}""";
}
