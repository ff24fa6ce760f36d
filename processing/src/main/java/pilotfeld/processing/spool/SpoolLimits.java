package pilotfeld.processing.spool;

/// How much the disk may hold.
///
/// @param bytes that messages may take in the spool's file
/// @param freeBytes that must stay free on its disk
public record SpoolLimits(long bytes, long freeBytes) {

  /// @throws IllegalArgumentException if there is room for nothing
  public SpoolLimits {
    if (bytes <= 0 || freeBytes < 0) {
      throw new IllegalArgumentException(
          "a spool of " + bytes + " bytes with " + freeBytes + " bytes left free holds nothing");
    }
  }
}
