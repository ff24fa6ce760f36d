package pilotfeld.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import pilotfeld.processing.envelope.chirpstack.DeviceInfo;
import pilotfeld.processing.envelope.chirpstack.LoraModulationInfo;
import pilotfeld.processing.envelope.chirpstack.Modulation;
import pilotfeld.processing.envelope.chirpstack.UplinkEvent;
import pilotfeld.processing.envelope.chirpstack.UplinkRxInfo;
import pilotfeld.processing.envelope.chirpstack.UplinkTxInfo;

/// Uplinks of a Decentlab DL-MBX as network servers publish them.
public final class Uplinks {

  /// Published: distance 1234 mm, one valid sample, 2.993 V.
  private static final byte[] PAYLOAD = HexFormat.of().parseHex("02012F000304D200010BB1");

  private Uplinks() {}

  /// Where ChirpStack publishes a device's uplinks.
  public static String topic(String device) {
    return "application/a/device/" + device + "/event/up";
  }

  /// In JSON, heard by one gateway at SF9.
  public static byte[] json(String device, UUID id, long counter, Instant time) {
    return """
        {"deduplicationId":"%s","time":"%s","deviceInfo":{"devEui":"%s"},"devAddr":"00189440","dr":3,"fCnt":%d,"fPort":1,"data":"%s",
         "rxInfo":[{"gatewayId":"0016c001f153a14c","rssi":-90,"snr":7.5}],
         "txInfo":{"frequency":867100000,"modulation":{"lora":{"bandwidth":125000,"spreadingFactor":9}}}}
        """
        .formatted(id, time, device, counter, Base64.getEncoder().encodeToString(PAYLOAD))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Where The Things Stack publishes the uplinks of its device `hase-1`.
  static String topicOfTheThings() {
    return "v3/water@stadtwerke/devices/hase-1/up";
  }

  /// As The Things Stack publishes it, heard by one gateway at SF9.
  static byte[] theThings(String device, long counter, Instant time) {
    return """
        {"end_device_ids":{"device_id":"hase-1","dev_eui":"%s","dev_addr":"260B9440"},"received_at":"%s",
         "uplink_message":{"session_key_id":"AYhJk0zXq0mXo3gq9rYkVw==","f_port":1,"f_cnt":%d,"frm_payload":"%s","received_at":"%s",
         "rx_metadata":[{"gateway_ids":{"gateway_id":"gw","eui":"0016C001F153A14C"},"rssi":-113,"snr":-4.2}],
         "settings":{"data_rate":{"lora":{"bandwidth":125000,"spreading_factor":9}},"frequency":"868100000"}}}
        """
        .formatted(
            device.toUpperCase(Locale.ROOT),
            time,
            counter,
            Base64.getEncoder().encodeToString(PAYLOAD),
            time)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// As ThingPark posts it in typed JSON, heard by one gateway at SF9.
  ///
  /// @param gateway its LRR id
  static byte[] thingPark(String device, long counter, Instant time, String gateway) {
    return """
        {"DevEUI_uplink":{"Time":"%s","DevEUI":"%s","DevAddr":"260B9440","FPort":1,"FCntUp":%d,"payload_hex":"%s","mic_hex":"0a5c2f1e",
         "SpFact":9,"Frequency":868.1,"Lrrid":"%s","LrrRSSI":-97.0,"LrrSNR":7.75,
         "Lrrs":{"Lrr":[{"Lrrid":"%s","LrrRSSI":-97.0,"LrrSNR":7.75}]}}}
        """
        .formatted(
            time,
            device.toUpperCase(Locale.ROOT),
            counter,
            HexFormat.of().formatHex(PAYLOAD),
            gateway,
            gateway)
        .getBytes(StandardCharsets.UTF_8);
  }

  /// As Firefly posts it, heard by one gateway at SF9.
  static byte[] firefly(String device, UUID id, long counter, Instant time) {
    return """
        {"uid":"%s","device":{"eui":"%s","address":"260B9440"},"payload":"%s","port":1,"frame_counter":%d,"spreading_factor":9,"bandwidth":125,"mic_pass":true,
         "inserted_at":"%s","server_data":{"freq":868.1,"gwrx":[{"gweui":"0016C001F153A14C","rssi":-90,"lsnr":7.5}]}}
        """
        .formatted(
            id,
            device.toUpperCase(Locale.ROOT),
            HexFormat.of().formatHex(PAYLOAD),
            counter,
            time.toString().replace("Z", ""))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// As ChirpStack in protobuf, under a message id of its own.
  static byte[] protobuf(String device, int counter, Instant time) {
    return UplinkEvent.newBuilder()
        .setDeduplicationId(UUID.randomUUID().toString())
        .setTime(Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
        .setDeviceInfo(DeviceInfo.newBuilder().setDevEui(device))
        .setDevAddr("00189440")
        .setFCnt(counter)
        .setFPort(1)
        .setData(ByteString.copyFrom(PAYLOAD))
        .addRxInfo(
            UplinkRxInfo.newBuilder().setGatewayId("0016c001f153a14c").setRssi(-90).setSnr(7.5f))
        .setTxInfo(
            UplinkTxInfo.newBuilder()
                .setFrequency(867_100_000)
                .setModulation(
                    Modulation.newBuilder()
                        .setLora(
                            LoraModulationInfo.newBuilder()
                                .setBandwidth(125_000)
                                .setSpreadingFactor(9))))
        .build()
        .toByteArray();
  }
}
