package pilotfeld.processing.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file of the operator's register, GeoJSON (RFC 7946) or CSV, as it stands there.
public final class RegisterFile {

  /// A city's hydrants, gullies and trees are some 10 MB.
  static final long BYTES_LIMIT = 64L * 1024 * 1024;

  /// How many assets a file may have.
  static final int ENTRIES_LIMIT = 200_000;

  // What Excel writes on a German Windows.
  private static final Charset ANSI = Charset.forName("windows-1252");
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final String ZIP = "PK\u0003\u0004";

  private final List<RawEntry> entries;
  private final List<Fault> faults;
  private final List<String> ignored;
  private final Optional<ReferenceSystem> declared;

  /// @param faults what could not be told apart even into columns
  /// @param ignored headings that are none of a register's
  /// @param declared the system that the file itself says its coordinates are of
  RegisterFile(
      List<RawEntry> entries,
      List<Fault> faults,
      List<String> ignored,
      Optional<ReferenceSystem> declared) {
    this.entries = List.copyOf(entries);
    this.faults = List.copyOf(faults);
    this.ignored = List.copyOf(ignored);
    this.declared = declared;
  }

  /// @throws IllegalArgumentException if it is too large, or neither GeoJSON nor CSV of a register
  public static RegisterFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    var bytes = Files.size(path);
    if (bytes > BYTES_LIMIT) {
      throw new IllegalArgumentException(
          "%s has %d bytes, more than %d: divide it, by kinds for example"
              .formatted(path, bytes, BYTES_LIMIT));
    }
    return of(text(Files.readAllBytes(path)));
  }

  /// @throws IllegalArgumentException if it is too large, or neither GeoJSON nor CSV of a register
  public static RegisterFile of(byte[] bytes) {
    if (bytes.length > BYTES_LIMIT) {
      throw new IllegalArgumentException(
          "it has %d bytes, more than %d: divide it, by kinds for example"
              .formatted(bytes.length, BYTES_LIMIT));
    }
    return of(text(bytes));
  }

  static RegisterFile of(String text) {
    if (text.startsWith(ZIP)) {
      throw new IllegalArgumentException(
          "this is an Excel or ZIP file: save the table as CSV, or unpack it");
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("the file is empty");
    }
    return text.stripLeading().startsWith("{")
        ? GeoJsonRegister.read(text)
        : CsvRegister.read(text);
  }

  // UTF-8 is tried first, as no text of Windows with an umlaut passes for it.
  static String text(byte[] bytes) {
    var text =
        switch (mark(bytes)) {
          case 0xFEFF -> new String(bytes, StandardCharsets.UTF_16BE);
          case 0xFFFE -> new String(bytes, StandardCharsets.UTF_16LE);
          default -> utf8(bytes).orElseGet(() -> new String(bytes, ANSI));
        };
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private static int mark(byte[] bytes) {
    return bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static IllegalArgumentException tooMany() {
    return new IllegalArgumentException(
        "the file has more than %d assets: divide it, by kinds for example"
            .formatted(ENTRIES_LIMIT));
  }

  List<RawEntry> entries() {
    return entries;
  }

  List<Fault> faults() {
    return faults;
  }

  /// Headings or properties that are not taken, as they are none of a register's.
  public List<String> ignored() {
    return ignored;
  }

  /// The system of its coordinates: what the caller says, else what the file says, else WGS 84.
  ///
  /// @throws IllegalArgumentException if they contradict each other
  ReferenceSystem system(Optional<ReferenceSystem> said) {
    if (said.isPresent() && declared.isPresent() && !said.equals(declared)) {
      throw new IllegalArgumentException(
          "the file says that its coordinates are of %s, --crs says %s: leave --crs out, or have the file corrected"
              .formatted(declared.get().code(), said.get().code()));
    }
    return said.or(() -> declared).orElse(ReferenceSystem.WGS_84);
  }
}
