package pilotfeld.processing.envelope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import pilotfeld.processing.envelope.Envelope.Frame;
import pilotfeld.processing.fixture.CaseFolders;
import pilotfeld.processing.reading.Message;

/// One frame can be written in many ways: its keys in any order, with or without blanks, and its
/// gateways in the order in which they were heard. Its identity is that of its content, with the
/// network server's message id and without.
class AnyWritingTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectWriter WITH_BLANKS = JSON.writerWithDefaultPrettyPrinter();
  private static final long COUNTERS = 1L << 32;
  private static final Set<String> MESSAGE_IDS = Set.of("deduplicationId", "uid");
  // In ThingPark's frame the best one stands apart, too.
  private static final Set<String> GATEWAYS =
      Set.of("rxInfo", "rx_metadata", "Lrr", "Lrrid", "gwrx");
  private static final List<Message> FRAMES =
      CaseFolders.in("/envelope").stream()
          .flatMap(folder -> MessageFiles.in(folder).stream())
          .filter(message -> message.body().length > 0 && message.body()[0] == '{')
          .filter(message -> EnvelopeReader.read(message) instanceof Frame)
          .flatMap(message -> Stream.of(message, withoutMessageId(message)))
          .filter(message -> frame(message).identity().isPresent())
          .toList();
  private static final List<Message> WITHOUT_MESSAGE_ID =
      FRAMES.stream().filter(each -> MESSAGE_IDS.stream().noneMatch(json(each)::has)).toList();

  @Property(shrinking = ShrinkingMode.OFF)
  void theOrderOfKeysAndOfGatewaysChangesNothing(
      @ForAll("frames") Message message, @ForAll Random chance) {
    var frame = frame(message);

    var again = frame(written(message, tree -> shuffled(tree, chance), WITH_BLANKS));

    assertEquals(frame.identity(), again.identity());
    assertEquals(frame.counter(), again.counter());
    assertEquals(frame.networkTime(), again.networkTime());
    assertEquals(Set.copyOf(frame.radio().receptions()), Set.copyOf(again.radio().receptions()));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void whoHeardItIsNoPartOfTheIdentity(@ForAll("frames") Message message) {
    var unheard = frame(written(message, AnyWritingTest::withoutGateways, JSON.writer()));

    assertEquals(List.of(), unheard.radio().receptions());
    assertEquals(frame(message).identity(), unheard.identity());
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void withoutAMessageIdAnotherCounterIsAnotherFrame(
      @ForAll("framesWithoutMessageId") Message message, @ForAll Random chance) {
    var next = chance.nextInt(1, 100_000);

    var other = written(message, tree -> counted(tree, next), JSON.writer());

    assertNotEquals(frame(message).identity(), frame(other).identity());
  }

  @Provide
  Arbitrary<Message> frames() {
    return Arbitraries.of(FRAMES);
  }

  @Provide
  Arbitrary<Message> framesWithoutMessageId() {
    return Arbitraries.of(WITHOUT_MESSAGE_ID);
  }

  private static Frame frame(Message message) {
    return assertInstanceOf(Frame.class, EnvelopeReader.read(message));
  }

  private static Message withoutMessageId(Message message) {
    return written(message, tree -> tree.without(MESSAGE_IDS), JSON.writer());
  }

  private static ObjectNode withoutGateways(ObjectNode tree) {
    for (var field : GATEWAYS) {
      tree.findParents(field).forEach(each -> ((ObjectNode) each).remove(field));
    }
    return tree;
  }

  // A key that is missing means 0.
  private static ObjectNode counted(ObjectNode tree, int more) {
    if (tree.has("uplink_message")) {
      count((ObjectNode) tree.get("uplink_message"), "f_cnt", more);
    } else if (tree.has("DevEUI_uplink")) {
      count((ObjectNode) tree.get("DevEUI_uplink"), "FCntUp", more);
    } else {
      count(tree, tree.has("device") ? "frame_counter" : "fCnt", more);
    }
    return tree;
  }

  private static void count(ObjectNode frame, String key, int more) {
    frame.put(key, (frame.path(key).asLong() + more) % COUNTERS);
  }

  private static Message written(
      Message message, UnaryOperator<ObjectNode> change, ObjectWriter writer) {
    try {
      var body = writer.writeValueAsBytes(change.apply(json(message)));
      return new Message(message.source(), message.topic(), body, message.arrivedAt(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode json(Message message) {
    try {
      return (ObjectNode) JSON.readTree(message.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode shuffled(ObjectNode object, Random chance) {
    var keys = new ArrayList<String>();
    object.fieldNames().forEachRemaining(keys::add);
    Collections.shuffle(keys, chance);
    var shuffled = JSON.createObjectNode();
    keys.forEach(key -> shuffled.set(key, shuffled(key, object.get(key), chance)));
    return shuffled;
  }

  private static JsonNode shuffled(String key, JsonNode value, Random chance) {
    return switch (value) {
      case ObjectNode object -> shuffled(object, chance);
      case ArrayNode array -> {
        var elements = new ArrayList<JsonNode>();
        array.forEach(element -> elements.add(shuffled(key, element, chance)));
        if (GATEWAYS.contains(key)) {
          Collections.shuffle(elements, chance);
        }
        yield JSON.createArrayNode().addAll(elements);
      }
      case JsonNode scalar -> scalar;
    };
  }
}
