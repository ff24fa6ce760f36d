package pilotfeld.processing.web;

import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pilotfeld.processing.account.Role.TECHNICIAN;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.fixture.Riverside;

/// How much a technician's phone may ask.
class FieldRateIT {

  private static final int REGISTRATIONS = 20;
  // What `PILOTFELD_API_RATE` is if nobody says anything.
  private static final int DEFAULT_RATE = 50;

  @Test
  void aDayOffTheNetworkComesThroughAtOnce() throws Exception {
    try (var day = new Everyone(false, DEFAULT_RATE)) {
      for (var index = 0; index < REGISTRATIONS; index++) {
        registerWithPhotos(day, index);
      }

      assertEquals(REGISTRATIONS, day.riverside().number("SELECT count(*) FROM deployment"));
      assertEquals(REGISTRATIONS, day.riverside().number("SELECT count(*) FROM site_photo"));
    }
  }

  // As the page does: before whatever changes something it asks who is signed in.
  private static void registerWithPhotos(Everyone day, int index) throws Exception {
    var eui = "70b3d57ba0000%03x".formatted(0x100 + index);
    var task =
        """
        {"kind":"register","id":"%s","doneAt":"2026-07-19","sentAt":"2026-07-19","code":"%s","model":"%s","newSite":{"id":"new-%d","pilot":"water","name":"New"},"choices":["ANYWAY"]}
        """
            .formatted(UUID.randomUUID(), eui, Riverside.GAUGE_MODEL, index);
    var photo =
        "/api/field/photos/%s?site=new-%d&%s".formatted(UUID.randomUUID(), index, Phone.TIMES);
    for (var sent :
        List.of(
            day.request("POST", "/api/field/label").POST(ofByteArray(Phone.PICTURE)),
            day.request("POST", "/api/field/tasks").POST(ofString(task)),
            day.request("POST", photo).POST(ofByteArray(Phone.PICTURE)))) {
      assertEquals(200, day.status(asTechnician(day, day.request("GET", "/api/login"))));
      assertTrue(day.status(asTechnician(day, sent)) < 300, () -> "registration " + index);
    }
  }

  private static HttpRequest.Builder asTechnician(Everyone there, HttpRequest.Builder request) {
    return there.withToken(TECHNICIAN, TECHNICIAN.permissions(), request);
  }

  @Test
  void aPhoneThatAsksTooMuchIsToldSo() throws Exception {
    try (var slow = new Everyone(false, 1)) {
      var statuses = new ArrayList<Integer>();
      for (var asked = 0; asked < 15; asked++) {
        statuses.add(slow.status(asTechnician(slow, slow.request("GET", "/api/field/lists"))));
      }

      assertEquals(Set.of(200, 429), Set.copyOf(statuses));
    }
  }
}
