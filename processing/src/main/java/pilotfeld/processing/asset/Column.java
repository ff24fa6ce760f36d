package pilotfeld.processing.asset;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a register says of an asset, under the headings that German and English exports give it.
enum Column {
  ID("kennung, identifier, anlagennummer, anlagenid, objektid, assetid, betriebsmittelnummer"),
  NAME("bezeichnung, benennung, title"),
  KIND("art, typ, type, objektart, anlagenart"),
  VOLTAGE_LEVEL("voltage, spannungsebene, spannung, netzebene"),
  MEDIUM("sparte"),
  LIFECYCLE("status, lebenszyklus, zustand, betriebszustand"),
  /// Longitude or easting.
  EAST(
      "longitude, lon, lng, x, easting, e, rechtswert, ost, ostwert, laenge, laengengrad, geogrlaenge, xkoordinate"),
  /// Latitude or northing.
  NORTH(
      "latitude, lat, y, northing, n, hochwert, nord, nordwert, breite, breitengrad, geogrbreite, ykoordinate");

  private static final Map<String, Column> BY_HEADING = byHeading();

  private final List<String> headings;

  Column(String headings) {
    this.headings = List.of(headings.split(", "));
  }

  /// The column of a heading, however it is written; empty if it is none of these.
  static Optional<Column> of(String heading) {
    return Optional.ofNullable(BY_HEADING.get(Folded.of(heading)));
  }

  /// Its name in faults and exports of ours.
  String heading() {
    return switch (this) {
      case EAST -> "longitude or easting";
      case NORTH -> "latitude or northing";
      case ID, NAME, KIND, VOLTAGE_LEVEL, MEDIUM, LIFECYCLE -> name().toLowerCase(Locale.ROOT);
    };
  }

  /// All that it may be called, for people.
  String headings() {
    return String.join(", ", headings);
  }

  private static Map<String, Column> byHeading() {
    var columns = new HashMap<String, Column>();
    for (var column : values()) {
      columns.put(Folded.of(column.name()), column);
      column.headings.forEach(heading -> columns.put(heading, column));
    }
    return columns;
  }
}
