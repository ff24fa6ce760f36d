package pilotfeld.ingest.setup;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/// PEM ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)).
final class Pem {

  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private Pem() {}

  static String block(String label, byte[] der) {
    var text = new StringWriter();
    try (var pem = new PemWriter(text)) {
      pem.writeObject(new PemObject(label, der));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().strip();
  }

  /// The blocks of a text by their labels.
  static Map<String, byte[]> blocks(String text) {
    var blocks = new HashMap<String, byte[]>();
    try (var pem = new PemReader(new StringReader(text))) {
      for (var block = pem.readPemObject(); block != null; block = pem.readPemObject()) {
        blocks.put(block.getType(), block.getContent());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no PEM: " + e.getMessage(), e);
    }
    return blocks;
  }
}
