package pilotfeld.processing.delivery;

import java.util.Set;
import pilotfeld.processing.sheet.NamedColumn;

/// A column of a delivery list, and how vendors call it.
enum Column implements NamedColumn {
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

  private final String title;
  private final Set<String> names;

  Column(String title, String... names) {
    this.title = title;
    this.names = Set.of(names);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Set<String> names() {
    return names;
  }
}
