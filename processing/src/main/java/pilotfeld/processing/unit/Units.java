package pilotfeld.processing.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/// What UCUM says of units. Codes are case sensitive: `Cel`, `mm`, `m3/m3`, `[ppm]`, `1` for none.
public final class Units {

  private static final UcumEssenceService UCUM = load();
  private static final Pattern SPECIAL = special();
  private static final Map<Pair, Optional<Conversion>> KNOWN = new ConcurrentHashMap<>();

  // Temperatures on scales that do not begin at absolute zero, which the library does not convert:
  // kelvin = (value + shift) * factor, as UCUM defines them.
  private static final Map<String, Conversion> KELVINS =
      Map.of(
          "K", Conversion.NONE,
          "Cel", new Conversion(new BigDecimal("273.15"), BigDecimal.ONE),
          "[degF]",
              new Conversion(
                  new BigDecimal("459.67"),
                  new BigDecimal(5).divide(new BigDecimal(9), MathContext.DECIMAL128)));
  // Of the shift, behind which there is only what division left.
  private static final int DIGITS = 20;

  private Units() {}

  private record Pair(String from, String to) {}

  private static UcumEssenceService load() {
    try (var definitions = Units.class.getResourceAsStream("/ucum-essence.xml")) {
      return new UcumEssenceService(definitions);
    } catch (Exception e) {
      throw new IllegalStateException("the library's own definitions of UCUM cannot be read", e);
    }
  }

  // Units of logarithms, roots and angles, alone or with a prefix: between them and others there is
  // no factor.
  private static Pattern special() {
    return Pattern.compile(
        UCUM.getModel().getDefinedUnits().stream()
            .filter(DefinedUnit::isSpecial)
            .map(each -> "\\p{Alpha}{0,2}" + Pattern.quote(each.getCode()))
            .collect(Collectors.joining("|")));
  }

  /// Says what is wrong with a code; empty if UCUM knows it.
  public static Optional<String> faultOf(String code) {
    return code.isBlank() || UCUM.validate(code) != null
        ? Optional.of(
            "“%s” is no UCUM code, such as Cel, mm, m3/m3, [ppm], or 1 for none".formatted(code))
        : Optional.empty();
  }

  /// The conversion between two units; empty if there is none.
  public static Optional<Conversion> conversion(String from, String to) {
    return from.equals(to)
        ? Optional.of(Conversion.NONE)
        : KNOWN.computeIfAbsent(new Pair(from, to), Units::find);
  }

  private static Optional<Conversion> find(Pair pair) {
    var here = KELVINS.get(pair.from);
    var there = KELVINS.get(pair.to);
    if (here != null && there != null) {
      var factor = here.factor().divide(there.factor(), MathContext.DECIMAL128);
      var shift = here.shift().subtract(there.shift().divide(factor, MathContext.DECIMAL128));
      return Optional.of(new Conversion(shift.setScale(DIGITS, RoundingMode.HALF_EVEN), factor));
    }
    return SPECIAL.matcher(pair.from).matches() || SPECIAL.matcher(pair.to).matches()
        ? Optional.empty()
        : factor(pair);
  }

  private static Optional<Conversion> factor(Pair pair) {
    try {
      var factor = UCUM.convert(new Decimal("1.000000000000000000"), pair.from, pair.to);
      return Optional.of(new Conversion(BigDecimal.ZERO, new BigDecimal(factor.asDecimal())));
    } catch (UcumException e) {
      return Optional.empty();
    }
  }
}
