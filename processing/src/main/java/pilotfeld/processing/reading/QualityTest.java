package pilotfeld.processing.reading;

/// The quality tests, in the order in which `reading.tests` packs their flags. See the SQL function
/// `test_flag`.
public enum QualityTest {
  GROSS_RANGE,
  SPIKE,
  RATE_OF_CHANGE,
  FLAT_LINE,
  GAP,
  CLIMATOLOGY,
  TIME_SOURCE
}
