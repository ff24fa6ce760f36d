package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import pilotfeld.ingest.setup.DynamicSecurityFile.Right;

class DynamicSecurityFileTest {

  private final byte[] salt = Base64.getDecoder().decode("jbdR8EiiKHhuK4h9");
  private final String file =
      new DynamicSecurityFile()
          .with("pilotfeld", "correct-horse", salt, List.of(Right.write("application/#")))
          .json();

  @Test
  void aPasswordIsHashedAsMosquittoPasswdDoes() throws IOException {
    var client = new ObjectMapper().readTree(file).at("/clients/0");

    assertEquals("jbdR8EiiKHhuK4h9", client.at("/salt").asText());
    assertEquals(
        "ljWWTyT+uY9FxrL6x0hnAXTd6T8ox+FldnJPQWFxE9aJhXxg7qSRUJ+MGMWIkjDqtJxvx/fGJvxFzzHh1GvayA==",
        client.at("/password").asText());
  }

  @Test
  void whatNobodyIsGivenIsRefused() throws IOException {
    var defaults = new ObjectMapper().readTree(file).at("/defaultACLAccess");

    for (var kind : List.of("publishClientSend", "publishClientReceive", "subscribe")) {
      assertFalse(defaults.at("/" + kind).asBoolean(true), kind);
    }
  }
}
