package pilotfeld.processing.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.grpc.common.GrpcStatus;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallFailedTest {

  private static final NetworkSettings SERVER = Landscape.chirpstack("http://127.0.0.1:1", "a key");

  @Test
  void everyStatusHasItsConsequence() {
    var consequences =
        EnumSet.complementOf(EnumSet.of(GrpcStatus.OK)).stream()
            .collect(
                Collectors.groupingBy(
                    status -> new CallFailed(status, "").answer(SERVER).getClass().getSimpleName(),
                    Collectors.mapping(Enum::name, Collectors.toSet())));

    assertEquals(
        Map.of(
            "Away",
            Set.of("UNAUTHENTICATED", "PERMISSION_DENIED", "UNAVAILABLE", "RESOURCE_EXHAUSTED"),
            "Later",
            Set.of("CANCELLED", "UNKNOWN", "DEADLINE_EXCEEDED", "ABORTED", "INTERNAL", "DATA_LOSS"),
            "Refused",
            Set.of(
                "INVALID_ARGUMENT",
                "NOT_FOUND",
                "ALREADY_EXISTS",
                "FAILED_PRECONDITION",
                "OUT_OF_RANGE",
                "UNIMPLEMENTED")),
        consequences);
  }

  @Test
  void whatAServerSaysIsOneShortLine() {
    var said = new CallFailed(GrpcStatus.INTERNAL, "first\n\u001b[31msecond" + "x".repeat(999));

    assertTrue(said.getMessage().startsWith("first [31msecondx"), said::getMessage);
    assertEquals(CallFailed.TEXT_LIMIT, said.getMessage().length());
  }
}
