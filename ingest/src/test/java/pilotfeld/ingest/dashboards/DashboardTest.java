package pilotfeld.ingest.dashboards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What must hold for files that Grafana provisions.
class DashboardTest {

  private static final int COLUMNS = 24;
  private static final int PANELS = 12;
  private static final Set<Integer> SCHEMAS = Set.of(39, 40, 41, 42);
  // Ids that Grafana knows (packages/grafana-data/src/valueFormats), as far as sensors need them.
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "string",
          "short",
          "locale",
          "percent",
          "percentunit",
          "humidity",
          "dB",
          "dBm",
          "celsius",
          "ppm",
          "lux",
          "volt",
          "mvolt",
          "amp",
          "mamp",
          "watt",
          "kwatth",
          "hertz",
          "degree",
          "lengthmm",
          "lengthm",
          "pressurehpa",
          "ms",
          "s",
          "m",
          "h",
          "d",
          "dateTimeAsIso",
          "dateTimeFromNow",
          "bool",
          "bool_on_off");

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @Test
  void thereIsOneForTheFleetAndOneForAPilot() {
    assertEquals(
        Set.of("pilotfeld-fleet", "pilotfeld-pilot"), unique(Dashboard.all(), Dashboard::uid));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void itIsAClassicDashboardThatIsOnlyChangedInItsFile(Dashboard dashboard) {
    var json = dashboard.json();

    assertTrue(SCHEMAS.contains(json.path("schemaVersion").asInt()));
    assertTrue(json.path("id").isNull());
    assertEquals(BooleanNode.FALSE, json.path("editable"));
    assertEquals("Europe/Berlin", json.path("timezone").asText());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void nothingIsForImportByHandOrInALibrary(Dashboard dashboard) {
    var json = dashboard.json();

    assertEquals(List.of(), json.findParents("__inputs"));
    assertEquals(List.of(), json.findParents("__requires"));
    assertEquals(List.of(), json.findParents("libraryPanel"));
    assertFalse(dashboard.strings().stream().anyMatch(text -> text.contains("${DS_")));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void idsOfPanelsAreUnique(Dashboard dashboard) {
    unique(dashboard.panels(), Panel::id);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsLieInTheGridWithoutOverlap(Dashboard dashboard) {
    var panels = dashboard.panels();
    for (var index = 0; index < panels.size(); index++) {
      var cell = panels.get(index).cell();
      assertTrue(cell.x() >= 0 && cell.y() >= 0 && cell.width() > 0 && cell.height() > 0);
      assertTrue(cell.x() + cell.width() <= COLUMNS, panels.get(index)::toString);
      for (var other : panels.subList(index + 1, panels.size())) {
        assertFalse(cell.overlaps(other.cell()), panels.get(index) + " and " + other);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyDataSourceIsTheProvisionedOne(Dashboard dashboard) throws IOException {
    var provisioned = provisioned("datasources").at("/datasources/0");

    for (var source : dashboard.json().findValues("datasource")) {
      assertEquals(provisioned.path("uid"), source.path("uid"));
      assertEquals("grafana-postgresql-datasource", source.path("type").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyUnitIsOneOfGrafanas(Dashboard dashboard) {
    for (var panel : dashboard.panels()) {
      panel.units().forEach(unit -> assertTrue(isUnit(unit), panel + ": " + unit));
    }
  }

  static boolean isUnit(String unit) {
    return UNITS.contains(unit) || unit.startsWith("suffix:");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableThatIsUsedIsDefined(Dashboard dashboard) {
    var defined = dashboard.variableNames();
    for (var text : dashboard.strings()) {
      assertTrue(defined.containsAll(Variables.used(text)), text);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShowsAndWhatToDo(Dashboard dashboard) {
    assertTrue(dashboard.panels().size() <= PANELS);
    for (var panel : dashboard.panels()) {
      assertFalse(panel.title().isBlank());
      assertFalse(panel.json().path("description").asText().isBlank(), panel::toString);
      assertFalse(
          panel.json().at("/fieldConfig/defaults/noValue").asText().isBlank(), panel::toString);
      assertFalse(panel.json().path("links").isEmpty(), panel::toString);
      assertFalse(panel.json().at("/fieldConfig/defaults/custom/spanNulls").asBoolean());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void theMapNamesWhereItsBaseLayerComesFrom(Dashboard dashboard) {
    for (var panel : dashboard.panels()) {
      if (panel.type().equals("geomap")) {
        assertTrue(panel.json().at("/options/basemap/config/url").asText().startsWith("https://"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void noStatementHasWhatTheMacrosStumbleOver(Dashboard dashboard) {
    for (var sql : dashboard.json().findValuesAsText("rawSql")) {
      assertFalse(sql.contains("--"), sql);
    }
  }

  @Test
  void theDatabaseIsNamedWherePanelsLookForIt() throws IOException {
    var source = provisioned("datasources").at("/datasources/0");

    assertEquals(MissingNode.getInstance(), source.path("database"));
    assertFalse(source.at("/jsonData/database").asText().isBlank());
    assertEquals(BooleanNode.FALSE, source.path("editable"));
    assertEquals(BooleanNode.FALSE, provisioned("dashboards").at("/providers/0/allowUiUpdates"));
  }

  private static JsonNode provisioned(String kind) throws IOException {
    return new YAMLMapper()
        .readTree(Dashboard.FOLDER.resolve("provisioning/" + kind + "/pilotfeld.yaml").toFile());
  }

  private static <T, K> Set<K> unique(List<T> all, Function<T, K> key) {
    var seen = new HashSet<K>();
    all.forEach(each -> assertTrue(seen.add(key.apply(each)), each + " is there twice"));
    return seen;
  }
}
