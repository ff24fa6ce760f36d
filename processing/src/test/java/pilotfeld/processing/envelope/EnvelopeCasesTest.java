package pilotfeld.processing.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import pilotfeld.processing.fixture.CaseFolders;

/// Every folder below `envelope` is a message and the envelope that it is; a folder with the same
/// message in several encodings expects the same of each.
class EnvelopeCasesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<? extends DynamicNode> whatAMessageIsStandsBesideIt() {
    return CaseFolders.below("/envelope", EnvelopeCasesTest::readAsExpected);
  }

  private static void readAsExpected(Path folder) throws JsonProcessingException {
    var expected = JSON.readTree(text(folder.resolve("expected.json")));
    var messages = MessageFiles.in(folder);
    assertFalse(messages.isEmpty(), "no message in " + folder);
    for (var message : messages) {
      assertEquals(
          expected.toPrettyString(),
          ShownEnvelope.of(EnvelopeReader.read(message)).toPrettyString());
    }
  }
}
