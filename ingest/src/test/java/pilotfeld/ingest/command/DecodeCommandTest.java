package pilotfeld.ingest.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DecodeCommandTest {

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256, 999})
  void aPortThatLorawanHasNotForPayloadsIsRefusedWithItsLimits(int port) {
    var said = new AtomicReference<String>();
    new CommandLine(new DecodeCommand())
        .setExecutionExceptionHandler(
            (exception, _, _) -> {
              said.set(exception.getMessage());
              return 1;
            })
        .execute("--model", "decentlab-dl-mbx", "--fport", "" + port, "00");

    assertEquals(
        "--fport %d: from 1 to 255, as 0 belongs to LoRaWAN itself".formatted(port), said.get());
  }
}
