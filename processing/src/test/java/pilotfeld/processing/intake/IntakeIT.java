package pilotfeld.processing.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.*;
import java.util.*;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.codec.CodecLimits;
import pilotfeld.processing.codec.Codecs;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.reading.Message;
import pilotfeld.processing.reading.Outcome;
import pilotfeld.processing.reading.TimeLadder;
import pilotfeld.processing.registry.*;
import pilotfeld.processing.store.*;

class IntakeIT {
  @Test
  void works() throws Exception {
    try (var database = Database.open(TestDatabase.create());
        var codecs = new Codecs(CodecLimits.DEFAULT)) {
      var registrar = new Registrar(database.jdbi());
      registrar.models(ModelFolders.builtIn());
      registrar.pilot(new Registrar.Pilot("water", "Water", "", LocalDate.of(2026, 1, 1)));
      registrar.site(new Registrar.Site("hase-1", "water", Optional.empty(), "Hase 1", 52.2, 8.0));
      registrar.place(
          new Registrar.Placement(
              "70B3D57BA0000001",
              "decentlab-dl-mbx",
              "hase-1",
              Instant.parse("2026-01-01T00:00:00Z"),
              Optional.empty()));
      var registry = new Registry(database.jdbi());
      var journal = new Journal(database, "test");
      var interpreter = new Interpreter(codecs, TimeLadder.DEFAULT);
      try (var intake = new Intake(interpreter, registry, journal)) {
        var json =
            """
          {"deduplicationId":"3ac7e3c4-4401-4b8d-9386-a5c902f9202d","time":"2026-07-18T09:34:15.775023242+00:00","deviceInfo":{"devEui":"70b3d57ba0000001"},"devAddr":"00189440","dr":1,"fCnt":1,"fPort":1,"confirmed":false,"data":"%s",
          "rxInfo":[{"gatewayId":"0016c001f153a14c","uplinkId":4217106255,"rssi":-36,"snr":10.5}],"txInfo":{"frequency":867100000,"modulation":{"lora":{"bandwidth":125000,"spreadingFactor":11}}}}
          """
                .formatted(
                    Base64.getEncoder()
                        .encodeToString(HexFormat.of().parseHex("02012F000304D200010BB1")));
        var m =
            new Message(
                "chirpstack",
                "application/a/device/70b3d57ba0000001/event/up",
                json.getBytes(),
                Instant.parse("2026-07-18T09:34:16Z"),
                false);
        assertEquals(Outcome.STORED, intake.accept(m).outcome());
        assertEquals(Outcome.DUPLICATE, intake.accept(m).outcome());
        assertEquals(
            Outcome.QUARANTINED,
            intake
                .accept(new Message("chirpstack", "x/y\u0000", new byte[3], Instant.now(), false))
                .outcome());
        System.out.println(
            (Object)
                database
                    .jdbi()
                    .withHandle(
                        h -> h.createQuery("select * from dash_reading").mapToMap().list()));
        System.out.println(new pilotfeld.processing.worker.Reflag(database.jdbi(), registry).run());
        System.out.println(
            (Object)
                database
                    .jdbi()
                    .withHandle(
                        h -> h.createQuery("select * from dash_reading").mapToMap().list()));
        System.out.println(
            (Object)
                database
                    .jdbi()
                    .withHandle(
                        h ->
                            h.createQuery("select outcome, count from dash_tally")
                                .mapToMap()
                                .list()));
        System.out.println(
            (Object)
                database
                    .jdbi()
                    .withHandle(h -> h.createQuery("select * from uplink").mapToMap().list()));
      }
    }
  }
}
