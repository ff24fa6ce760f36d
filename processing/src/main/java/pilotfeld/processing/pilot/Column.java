package pilotfeld.processing.pilot;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import pilotfeld.processing.sheet.NamedColumn;

/// A column of a pilot's file, and what else it is called.
enum Column implements NamedColumn {
  DEVICE(
      "DevEUI",
      "deveui, deviceeui, eui, eui64, devid, deviceid, enddeviceeui, device, geraeteeui, endgeraeteeui, sensoreui, geraet, sensor"),
  MODEL(
      "model",
      "model, modelid, devicemodel, devicetype, type, modell, modellid, geraetemodell, geraetetyp, sensortyp, typ"),
  PILOT("pilot", "pilot, pilotid, pilotprojekt"),
  SITE("site", "site, siteid, standort, standortid, messstelle, messort"),
  NAME("name", "name, sitename, standortname, bezeichnung, standortbezeichnung"),
  LATITUDE("latitude", "latitude, lat, breite, breitengrad, geogrbreite"),
  LONGITUDE("longitude", "longitude, lon, lng, laenge, laengengrad, geogrlaenge"),
  HEIGHT(
      "height",
      "height, heightm, heightmetres, mountingheight, mountingheightm, mountingheightmetres, hoehe, hoehem, montagehoehe, einbauhoehe"),
  ASSET("asset", "asset, assetid, anlage, anlagennummer, anlagenid, betriebsmittelnummer"),
  SINCE(
      "since",
      "since, mountedsince, mountedat, mounted, startsat, installedat, installed, seit, montiertseit, montiertam, montagedatum, eingebautseit, eingebautam, einbaudatum"),
  NOTE("note", "note, notes, comment, remark, notiz, bemerkung, kommentar, anmerkung");

  private final String title;
  private final Set<String> names;

  Column(String title, String names) {
    this.title = title;
    this.names = Arrays.stream(names.split(", ")).collect(Collectors.toUnmodifiableSet());
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
