package pilotfeld.processing.sheet;

import static java.util.Objects.requireNonNull;

/// Why a line of a sheet is not taken.
///
/// @param line of the file, the first is 1
/// @param why what is wrong, and what to do; never what may be a key
public record LineFault(long line, String why) {

  public LineFault {
    requireNonNull(why, "why");
  }
}
