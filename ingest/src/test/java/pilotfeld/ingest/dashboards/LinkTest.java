package pilotfeld.ingest.dashboards;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Links between dashboards lead somewhere.
class LinkTest {

  private static final Pattern ADDRESS = Pattern.compile("/d/([a-z-]+)(?:\\?(.*))?");
  private static final Pattern HANDED_ON = Pattern.compile("\\$\\{(\\w+):queryparam}");
  private static final Map<String, Dashboard> BY_UID =
      Dashboard.all().stream().collect(toMap(Dashboard::uid, dashboard -> dashboard));

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyLinkLeadsToADashboardAndWhatIsOnIt(Dashboard dashboard) {
    assertFalse(dashboard.links().isEmpty());
    dashboard.links().forEach(LinkTest::assertResolves);
  }

  private static void assertResolves(String url) {
    var address = ADDRESS.matcher(url);
    assertTrue(address.matches(), url);
    var target = BY_UID.get(address.group(1));
    assertTrue(target != null, url);
    if (address.group(2) != null) {
      Arrays.stream(address.group(2).split("&"))
          .forEach(parameter -> assertTrue(isKnown(parameter, target), url));
    }
  }

  private static boolean isKnown(String parameter, Dashboard target) {
    var handedOn = HANDED_ON.matcher(parameter);
    if (handedOn.matches()) {
      return target.variableNames().contains(handedOn.group(1));
    }
    var named = parameter.split("=", 2);
    if (named[0].equals("viewPanel")) {
      return target.panels().stream().anyMatch(panel -> named[1].equals("" + panel.id()));
    }
    return parameter.equals("${__url_time_range}")
        || named[0].startsWith("var-")
            && target.variableNames().contains(named[0].substring("var-".length()));
  }
}
