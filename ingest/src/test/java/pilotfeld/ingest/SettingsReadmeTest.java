package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.service.Setting;

class SettingsReadmeTest {

  @Test
  void theReadmeListsEverySettingWithItsDefault() throws IOException {
    var rows =
        Stream.of(Setting.values())
            .map(
                each ->
                    "| `%s` | %s | %s |"
                        .formatted(
                            each.variable(),
                            each.fallback().map(text -> "`" + text + "`").orElse(""),
                            each.purpose()))
            .toList();

    assertEquals(String.join("\n", rows), String.join("\n", Readme.table("## Settings")));
  }
}
