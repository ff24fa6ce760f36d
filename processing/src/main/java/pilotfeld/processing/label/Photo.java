package pilotfeld.processing.label;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// What a photo shows.
public sealed interface Photo {

  /// QR codes.
  ///
  /// @param texts of each that could be read, every text once; they may have secrets in them, so
  ///   `toString` does not show them
  record Codes(List<String> texts) implements Photo {

    public Codes {
      texts = List.copyOf(texts);
    }

    @Override
    public String toString() {
      return texts.size() + " codes";
    }
  }

  /// No QR code that could be read.
  record NoCode() implements Photo {

    /// What to do.
    public String words() {
      return "no QR code can be read in the photo: go nearer, hold still, keep it flat and out of glare, or type what stands beside it";
    }
  }

  /// It was not looked at.
  ///
  /// @param why what is wrong, and what to do
  record Refused(String why) implements Photo {

    public Refused {
      requireNonNull(why, "why");
    }
  }
}
