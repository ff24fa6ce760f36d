package pilotfeld.processing.delivery;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A column of a delivery list, and how vendors call it.
enum Column {
  DEV_EUI(
      "DevEUI",
      "deveui",
      "deviceeui",
      "eui",
      "eui64",
      "devid",
      "deviceid",
      "enddeviceeui",
      "hardwareeui",
      "geraeteeui",
      "endgeraeteeui",
      "sensoreui"),
  JOIN_EUI(
      "JoinEUI",
      "joineui",
      "appeui",
      "applicationeui",
      "appeuijoineui",
      "joineuiappeui",
      "appid",
      "anwendungseui"),
  APP_KEY(
      "AppKey",
      "appkey",
      "applicationkey",
      "rootkey",
      "devicekey",
      "joinkey",
      "key",
      "schluessel",
      "anwendungsschluessel",
      "applikationsschluessel",
      "geraeteschluessel"),
  MODEL(
      "model",
      "model",
      "modelname",
      "modelno",
      "modelnumber",
      "modell",
      "modellname",
      "modellnummer",
      "type",
      "devicetype",
      "devicemodel",
      "sensortype",
      "product",
      "productname",
      "productmodel",
      "partnumber",
      "partno",
      "pn",
      "sku",
      "typ",
      "geraetetyp",
      "sensortyp",
      "produkt",
      "produktname",
      "produktbezeichnung",
      "artikel",
      "artikelbezeichnung",
      "artikelnummer",
      "artikelnr",
      "bezeichnung"),
  SERIAL(
      "serial",
      "serial",
      "serialnumber",
      "serialno",
      "serialnr",
      "sernum",
      "sn",
      "serien",
      "seriennummer",
      "seriennr",
      "geraetenummer",
      "geraetenr",
      "fabriknummer",
      "fabriknr",
      "werknummer");

  // What vendors put around the name: LoRaWAN, OTAA, (HEX).
  private static final Pattern AROUND =
      Pattern.compile(
          "\\([^)]*\\)|\\[[^]]*]|\\blora(wan)?(?![a-z])|\\botaa(?![a-z])|\\bhex(?![a-z])");

  private final String title;
  private final Set<String> names;

  Column(String title, String... names) {
    this.title = title;
    this.names = Set.of(names);
  }

  /// As messages call it.
  String title() {
    return title;
  }

  /// The column of a heading, in any spelling.
  static Optional<Column> of(String heading) {
    var name = plain(heading);
    return Stream.of(values()).filter(each -> each.names.contains(name)).findFirst();
  }

  private static String plain(String heading) {
    var lower = heading.toLowerCase(Locale.ROOT).replace('_', ' ');
    var german =
        Normalizer.normalize(lower, Normalizer.Form.NFC)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    return AROUND.matcher(german).replaceAll("").replaceAll("[^a-z0-9]", "");
  }
}
