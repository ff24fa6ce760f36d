package pilotfeld.ingest.demo.plan;

import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.demo.plan.DemoModel.Transport;

class FleetTest {

  private static final Instant BEGINNING = Instant.parse("2026-10-25T03:00:00Z");
  private final Fleet fleet = Fleet.beginningAt(BEGINNING);

  @Test
  void itHasFivePilotsAboutSixtySensorsAndFourGateways() {
    assertEquals(
        List.of(
            "transformer-stations", "water-level", "young-trees", "heating-shafts", "classrooms"),
        fleet.pilots().stream().map(DemoPilot::id).toList());
    assertTrue(fleet.devices().size() >= 55 && fleet.devices().size() <= 65);
    assertEquals(4, fleet.gateways().size());
  }

  @Test
  void everyNameIsGivenOnceAndFitsTheRegistry() {
    var registry = "[a-z0-9][a-z0-9-]{0,62}";
    areUniqueAndMatch(registry, fleet.pilots(), DemoPilot::id);
    areUniqueAndMatch(registry, fleet.assets(), DemoAsset::id);
    areUniqueAndMatch(registry, fleet.sites(), DemoSite::id);
    areUniqueAndMatch(registry, fleet.devices(), DemoDevice::id);
    areUniqueAndMatch("0250494c4f54ff[0-9]{2}", fleet.gateways(), gateway -> gateway.id());
  }

  @Test
  void lorawanDevicesHaveAnEuiThatNoVendorGives() {
    for (var device : fleet.devices()) {
      var expected =
          device.model().transport() == Transport.COAP ? "hase-pegel-0[123]" : "02[0-9a-f]{14}";

      assertTrue(device.id().matches(expected), device.id());
    }
  }

  @Test
  void everythingStandsInOsnabrueck() {
    for (var asset : fleet.assets()) {
      assertEquals(52.28, asset.place().latitude(), 0.06, asset.id());
      assertEquals(8.05, asset.place().longitude(), 0.07, asset.id());
    }
  }

  @Test
  void noSiteHasTwoDevicesAtATime() {
    fleet.deployments().stream()
        .collect(groupingBy(DemoDeployment::site))
        .forEach((site, deployments) -> followEachOther(deployments));
  }

  @Test
  void oneDeviceIsSwappedWithinTheHistory() {
    var replaced = fleet.deployments().stream().filter(each -> each.until() != null).toList();

    assertEquals(1, replaced.size());
    assertTrue(replaced.getFirst().until().isAfter(BEGINNING));
  }

  @Test
  void oneDeviceIsNeverRegisteredThoughItsSiteIs() {
    var stranger = fleet.unregistered().getFirst();

    assertEquals(1, fleet.unregistered().size());
    assertFalse(fleet.devices().contains(stranger.device()));
    assertTrue(fleet.sites().contains(stranger.site()));
  }

  @Test
  void halfOfTheTreesAreControls() {
    var trees =
        fleet.sites().stream().filter(site -> site.pilot().id().equals("young-trees")).toList();

    assertEquals(trees.size(), 2 * trees.stream().filter(DemoSite::isControl).count());
  }

  private static void followEachOther(List<DemoDeployment> deployments) {
    for (var index = 1; index < deployments.size(); index++) {
      assertFalse(deployments.get(index).from().isBefore(deployments.get(index - 1).until()));
    }
  }

  private static <T> void areUniqueAndMatch(
      String pattern, List<T> things, Function<T, String> name) {
    var seen = new HashSet<String>();
    for (var thing : things) {
      assertTrue(name.apply(thing).matches(pattern), name.apply(thing));
      assertTrue(seen.add(name.apply(thing)), name.apply(thing));
    }
  }
}
