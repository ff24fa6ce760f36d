package pilotfeld.ingest.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class MosquittoUserTest {

  @Test
  void aLineIsWhatMosquittoPasswdWrote() {
    var salt = Base64.getDecoder().decode("jbdR8EiiKHhuK4h9");

    assertEquals(
        "pilotfeld:$7$101$jbdR8EiiKHhuK4h9$"
            + "ljWWTyT+uY9FxrL6x0hnAXTd6T8ox+FldnJPQWFxE9aJhXxg7qSRUJ+MGMWIkjDqtJxvx/fGJvxFzzHh1GvayA==",
        MosquittoUser.line("pilotfeld", "correct-horse", salt));
  }
}
