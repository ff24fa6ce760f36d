package pilotfeld.processing.delivery;

import java.util.List;
import pilotfeld.processing.sheet.LineFault;

/// What became of the lines of a list.
///
/// @param fresh devices that were not there
/// @param completed devices of which it says more than was known
/// @param replaced devices of which it says something else, where that was wanted
/// @param same devices of which it says nothing new
/// @param faults of lines that say something else of a device than what was known
public record Imported(int fresh, int completed, int replaced, int same, List<LineFault> faults) {

  public Imported {
    faults = List.copyOf(faults);
  }
}
