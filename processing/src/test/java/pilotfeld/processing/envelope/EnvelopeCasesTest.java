package pilotfeld.processing.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static pilotfeld.processing.fixture.CaseFolders.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.reading.Message;

/// Every folder below `envelope` is a message and the envelope that it is; a folder with the same
/// message in several encodings expects the same of each.
class EnvelopeCasesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What the name of a source is part of.
  private static final List<String> IDENTITIES = List.of("identity", "about");

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

  @TestFactory
  Stream<? extends DynamicNode> aMessageIsReadByItsTopicWhateverItsSourceIsCalled() {
    return CaseFolders.below("/envelope", EnvelopeCasesTest::readUnderAnotherName);
  }

  private static void readUnderAnotherName(Path folder) {
    for (var message : MessageFiles.in(folder)) {
      var here = (ObjectNode) ShownEnvelope.of(EnvelopeReader.read(message));
      var there = (ObjectNode) ShownEnvelope.of(EnvelopeReader.read(from("harbour", message)));

      assertEquals(here.without(IDENTITIES), there.without(IDENTITIES));
    }
  }

  @Test
  void theSameIdFromTwoServersIsTwoMessages() {
    var folder = Path.of("src/test/resources/envelope/chirpstack/up/several-gateways-unordered");
    var message = MessageFiles.in(folder).getFirst();

    assertNotEquals(identity(message), identity(from("harbour", message)));
  }

  private static Optional<UUID> identity(Message message) {
    return assertInstanceOf(Frame.class, EnvelopeReader.read(message)).identity();
  }

  private static Message from(String source, Message message) {
    return new Message(
        source, message.topic(), message.body(), message.arrivedAt(), message.redelivered());
  }
}
