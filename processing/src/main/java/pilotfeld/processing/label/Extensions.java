package pilotfeld.processing.label;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a code says of its device beside the three fields that each has. `toString` shows none of
/// it, as nobody knows what vendors put there.
///
/// @param others those with letters that TR005 does not know, as they are
public record Extensions(
    Optional<OwnerToken> ownerToken,
    Optional<String> serial,
    Optional<String> proprietary,
    List<String> others) {

  static final Extensions NONE =
      new Extensions(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Extensions {
    requireNonNull(ownerToken, "ownerToken");
    requireNonNull(serial, "serial");
    requireNonNull(proprietary, "proprietary");
    others = List.copyOf(others);
  }

  /// The values by their letters, which say what they are wherever they stand. What is empty is
  /// left out.
  ///
  /// @throws DuplicateLetter if one is there twice, so that nobody can say which is right
  static Map<Character, String> byLetter(List<String> parts) {
    var values = new LinkedHashMap<Character, String>();
    for (var part : parts) {
      if (part.length() > 1 && values.put(part.charAt(0), part.substring(1)) != null) {
        throw new DuplicateLetter(part.charAt(0));
      }
    }
    return values;
  }

  /// @param tokenLetter of the owner token: `O`, in the drafts `V`
  static Extensions of(Map<Character, String> values, char tokenLetter) {
    var known = List.of(tokenLetter, 'S', 'P', Checksum.LETTER);
    return new Extensions(
        Optional.ofNullable(values.get(tokenLetter)).map(OwnerToken::new),
        Optional.ofNullable(values.get('S')),
        Optional.ofNullable(values.get('P')),
        values.entrySet().stream()
            .filter(each -> !known.contains(each.getKey()))
            .map(each -> each.getKey() + each.getValue())
            .toList());
  }

  @Override
  public String toString() {
    return "extensions of a label";
  }

  /// A letter that is there twice.
  static final class DuplicateLetter extends RuntimeException {

    private static final long serialVersionUID = 1;

    DuplicateLetter(char letter) {
      super("its part %s is there twice".formatted(letter));
    }
  }
}
