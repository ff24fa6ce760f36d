package pilotfeld.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.secret.MasterSecret;
import pilotfeld.processing.store.DatabaseSettings;

/// `delivery` and `label` of the packaged program.
class DeliveryCommandIT {

  private static final String SECRET = MasterSecret.random();
  private static final DatabaseSettings DATABASE = TestDatabase.create();
  private static final String KEY = "2B7E151628AED2A6ABF7158809CF4F3C";
  private static final String TOKEN = "F1FB552B";
  private static final String LABEL =
      "LW:D0:24E124C0002A0001:24E124126A000001:00000000:O" + TOKEN + ":S6126A1234567";

  @TempDir private Path folder;

  @Test
  void aListIsTriedTakenInAndFoundByTheLabel() throws IOException, WriterException {
    var list =
        list(
            """
            Seriennummer;DevEUI;JoinEUI;AppKey;Farbe
            6126A1234567;24E124126A000001;24E124C0002A0001;%s;weiß
            6126A1234568;24E124126A00002;24E124C0002A0001;%s;weiß
            """
                .formatted(KEY, KEY));

    var dry = call("delivery", "import", list, "--model", "decentlab-dl-mbx", "--dry-run");
    assertEquals(1, dry.code());
    assertEquals(
        """
        columns not looked at: Farbe
        line 3: its DevEUI should have 16 hexadecimal digits, but is 15 hexadecimal digits
        1 new, 0 completed, 0 replaced, 0 as known, 1 not taken
        nothing was changed: it was a dry run""",
        dry.output());
    assertEquals("no delivery list was imported", call("delivery", "list").errors());

    var first = call("delivery", "import", list, "--model", "decentlab-dl-mbx");
    var second = call("delivery", "import", list, "--model", "decentlab-dl-mbx");
    assertTrue(first.output().contains("\n1 new, 0 completed, 0 replaced, 0 as known, 1 not"));
    assertTrue(second.output().contains("\n0 new, 0 completed, 0 replaced, 1 as known, 1 not"));

    var listed = call("delivery", "list").orFail();
    assertTrue(
        listed.contains(
            "24e124126a000001  24e124c0002a0001  decentlab-dl-mbx  6126A1234567  yes  no"),
        listed);

    var typed = call("label", LABEL).orFail();
    assertEquals(
        """
        a device: 24e124126a000001
          JoinEUI        24e124c0002a0001
          serial number  6126A1234567
          owner token    not shown
          checksum       none: compare the digits
          delivered      24e124126a000001, model decentlab-dl-mbx, serial number 6126A1234567, with its key, not registered""",
        typed);
    assertEquals(typed, call("label", "--photo", photo(LABEL)).orFail());

    var joinEui = call("label", "24E124C0002A0001");
    assertEquals(1, joinEui.code());
    assertTrue(
        joinEui.output().contains("this is the JoinEUI of 1 delivered devices"), joinEui::output);

    for (var call : List.of(dry, first, second, joinEui)) {
      assertFalse((call.output() + call.errors()).contains(KEY.substring(0, 8)), call::output);
    }
    assertFalse(listed.contains(KEY.substring(0, 8)) || typed.contains(TOKEN), typed);
  }

  @Test
  void aWrongStickerIsNamed() {
    var call = call("label", "https://example.com/manual");

    assertEquals(1, call.code());
    assertEquals(
        "this code is a web address; scan the one with the DevEUI, which often begins with LW:D0",
        call.output());
  }

  @Test
  void whatIsNoListOrNoPhotoIsSaidToBeNone() throws IOException {
    var file = list("24E124126A000001;" + KEY);

    var load = call("delivery", "import", file);
    assertEquals(1, load.code());
    assertTrue(load.errors().contains("names a column DevEUI"), load::errors);
    assertFalse(load.errors().contains(KEY), load::errors);
    assertEquals(
        "the photo is in no known format, JPEG and PNG are read: save it as one of them",
        call("label", "--photo", file).errors());
    assertEquals(
        "nowhere.csv is no file that can be read",
        call("delivery", "import", "nowhere.csv").errors());
  }

  @Test
  void anUnknownModelAndAMissingSecretAreNamed() throws IOException {
    var list = list("DevEUI;AppKey\n24E124126A000001;" + KEY);

    var unknown = call("delivery", "import", list, "--model", "dl-mbx");
    assertTrue(unknown.errors().startsWith("there is no device model “dl-mbx”"), unknown::errors);
    assertTrue(
        program("")
            .call("delivery", "import", list)
            .errors()
            .startsWith("PILOTFELD_SECRET_KEY is not set"));
  }

  private String list(String text) throws IOException {
    return Files.writeString(folder.resolve("list.csv"), "\uFEFF" + text).toString();
  }

  private String photo(String text) throws IOException, WriterException {
    var code = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 400, 400);
    var image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
    for (var y = 0; y < 400; y++) {
      for (var x = 0; x < 400; x++) {
        image.setRGB(x, y, code.get(x, y) ? 0x202020 : 0xE0E0E0);
      }
    }
    var file = folder.resolve("photo.jpg");
    ImageIO.write(image, "jpeg", file.toFile());
    return file.toString();
  }

  private static Call call(String... arguments) {
    return program(SECRET).call(arguments);
  }

  private static Program program(String secret) {
    return Program.on(DATABASE).with("PILOTFELD_SECRET_KEY", secret);
  }
}
