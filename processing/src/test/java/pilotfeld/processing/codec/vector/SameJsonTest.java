package pilotfeld.processing.codec.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1}                          | {"a": 1.0}                        | true
          {"a": 1, "b": [2]}                | {"b": [2.0], "a": 1}              | true
          {"a": 0.1}                        | {"a": 0.10000000000000001}        | true
          {"a": 0.3}                        | {"a": 0.30000000000000004}        | true
          {"a": 1e12}                       | {"a": 1000000000000}              | true
          {"a": 0}                          | {"a": -0.0}                       | true
          {"a": 1}                          | {"a": 1.00001}                    | false
          {"a": 1e-12}                      | {"a": 2e-12}                      | false
          {"a": 1}                          | {"a": "1"}                        | false
          {"a": 1}                          | {"a": true}                       | false
          {"a": null}                       | {}                                | false
          {"a": [1, 2]}                     | {"a": [2, 1]}                     | false
          {"a": 1, "errors": []}            | {"a": 1, "warnings": []}          | true
          {"a": 1, "errors": ["fault"]}     | {"a": 1}                          | false
          {"data": {"errors": []}}          | {"data": {}}                      | false
          [1]                               | [1.0]                             | true
          """)
  void numbersAreComparedByValue(String expected, String actual, boolean same)
      throws JsonProcessingException {
    assertEquals(same, SameJson.sameResult(JSON.readTree(expected), JSON.readTree(actual)));
  }
}
