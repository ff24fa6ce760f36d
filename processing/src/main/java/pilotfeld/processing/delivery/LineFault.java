package pilotfeld.processing.delivery;

import static java.util.Objects.requireNonNull;

/// Why a line of a delivery list is not taken.
///
/// @param line of the file, the first is 1
/// @param why what is wrong, and what to do; never a value of the line beside its DevEUI
public record LineFault(long line, String why) {

  public LineFault {
    requireNonNull(why, "why");
  }
}
