package pilotfeld.processing.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static pilotfeld.processing.field.Technician.NOW;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;
import pilotfeld.processing.registry.Position;

class ListsIT {

  @AutoClose private final Technician technician = new Technician();
  private final Riverside riverside = technician.riverside();

  @Test
  void noListThatAPhoneKeepsHasAKey() {
    riverside
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "UPDATE delivery SET app_key_encrypted = decode(repeat('5e', 60), 'hex')"));

    var lists = new Lists(riverside.jdbi()).near(Optional.of(new Position(52.28, 8.05)), NOW);

    assertEquals(2, lists.delivered().size());
    assertFalse(lists.toString().contains("5e5e"));
    assertEquals(
        Set.of("devEui", "joinEui", "model", "serial"),
        Set.copyOf(
            Arrays.stream(Lists.Delivered.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList()));
  }
}
