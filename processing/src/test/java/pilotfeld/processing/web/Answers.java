package pilotfeld.processing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/// What is in answers of the interface.
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /// Its body.
  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /// One of its headers; empty if it is not there.
  static String head(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /// It refuses as problem details do.
  ///
  /// @param part of what is said of it
  static void assertProblem(int status, HttpResponse<String> answer, String part)
      throws IOException {
    assertEquals(status, answer.statusCode(), answer::body);
    assertEquals("application/problem+json", head(answer, "Content-Type"));
    var problem = json(answer);
    assertEquals(status, problem.path("status").asInt());
    assertTrue(problem.path("detail").asText().contains(part), answer::body);
  }
}
