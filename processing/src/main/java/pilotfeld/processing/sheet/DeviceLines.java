package pilotfeld.processing.sheet;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Which device stands in which line: each in one.
public final class DeviceLines {

  private static final Pattern PLACEHOLDER = Pattern.compile("0{16}|f{16}");

  private final Map<String, Long> lines = new HashMap<>();

  /// @param device canonical
  /// @throws Faulty if it names no device, but stands where one should
  public static void requireNoPlaceholder(String device) throws Faulty {
    if (PLACEHOLDER.matcher(device).matches()) {
      throw new Faulty("its DevEUI is nothing but a placeholder: ask the vendor");
    }
  }

  /// Remembers in which line a device is.
  ///
  /// @param column as messages call it
  /// @param device canonical
  /// @param line of the file, the first is 1
  /// @throws Faulty if it is in an earlier one
  public void requireOnce(String column, String device, long line) throws Faulty {
    var earlier = lines.putIfAbsent(device, line);
    if (earlier != null) {
      throw new Faulty(
          "its %s %s is that of line %d: take away one of them".formatted(column, device, earlier));
    }
  }
}
