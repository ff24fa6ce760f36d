package pilotfeld.ingest.demo.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.Arrays;

/// The device models of the demonstration, by the names of their folders.
public enum DemoModel {
  DECENTLAB_DL_MBX("decentlab-dl-mbx", Duration.ofMinutes(10)),
  DECENTLAB_DL_TRS12("decentlab-dl-trs12", Duration.ofMinutes(20)),
  DRAGINO_LSE01("dragino-lse01", Duration.ofMinutes(20)),
  ELSYS_ERS_CO2("elsys-ers-co2", Duration.ofMinutes(10)),
  MILESIGHT_EM500_PT100("milesight-em500-pt100", Duration.ofMinutes(10)),
  MILESIGHT_EM500_SWL("milesight-em500-swl", Duration.ofMinutes(10)),
  MILESIGHT_EM300_ZLD("milesight-em300-zld", Duration.ofMinutes(15)),
  MILESIGHT_CT305("milesight-ct305", Duration.ofMinutes(10)),
  ADEUNIS_DRY_CONTACTS("adeunis-dry-contacts", Duration.ofHours(24)),
  PILOTFELD_SENML_LEVEL("pilotfeld-senml-level", Duration.ofMinutes(5));

  private final String id;
  private final Duration interval;

  DemoModel(String id, Duration interval) {
    this.id = id;
    this.interval = interval;
  }

  /// The model of a folder.
  ///
  /// @throws IllegalArgumentException if the demonstration has no such model
  @JsonCreator
  public static DemoModel of(String id) {
    return Arrays.stream(values())
        .filter(model -> model.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no model " + id));
  }

  /// The name of the model's folder.
  public String id() {
    return id;
  }

  /// How often it reports unless the device is set otherwise.
  public Duration interval() {
    return interval;
  }

  /// How it reaches us.
  public Transport transport() {
    return this == PILOTFELD_SENML_LEVEL ? Transport.COAP : Transport.LORAWAN;
  }

  /// Over a network server, or by itself.
  public enum Transport {
    LORAWAN,
    COAP
  }
}
