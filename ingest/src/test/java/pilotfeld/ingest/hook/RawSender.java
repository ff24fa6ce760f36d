package pilotfeld.ingest.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A sender that writes what it likes.
final class RawSender implements AutoCloseable {

  private static final int ANSWER_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 50;

  private final Socket socket;
  private final BufferedReader answers;

  RawSender(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    socket.setSoTimeout(ANSWER_MILLIS);
  }

  void write(String text) throws IOException {
    write(text.getBytes(ISO_8859_1));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Writes the same again and again, until it is told to stop by a closed connection.
  void writeUntilCutOff(String text, int times) {
    try {
      for (var time = 0; time < times; time++) {
        write(text);
      }
    } catch (IOException e) {
      // Closed: that is what is waited for.
    }
  }

  /// The first line of an answer; an empty one, which ends an interim answer, is passed over.
  String readLine() throws IOException {
    var line = answers.readLine();
    return line != null && line.isEmpty() ? answers.readLine() : line;
  }

  /// The lines up to the empty one, in lower case.
  List<String> readHeader() throws IOException {
    var header = new ArrayList<String>();
    for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      header.add(line.toLowerCase(Locale.ROOT));
    }
    return header;
  }

  /// Whether the other side closes the connection, whatever it says before.
  boolean isClosedWithin(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    try {
      while (answers.readLine() != null) {
        // Passed over.
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /// Writes a piece, looks for a moment whether the connection is closed, and so on.
  boolean tricklesUntilClosed(String piece, Duration patience) throws IOException {
    var giveUp = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < giveUp) {
      try {
        write(piece);
      } catch (IOException e) {
        return true;
      }
      if (isClosedWithin(Duration.ofMillis(PAUSE_MILLIS))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
