package pilotfeld.processing.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.unit.Units;

class QuantitiesTest {

  @Test
  void everyUnitOfTheCatalogueIsACodeOfUcum() {
    assertTrue(Quantities.all().size() > 20, Quantities.all()::toString);
    assertEquals(
        List.of(),
        Quantities.all().values().stream().flatMap(unit -> Units.faultOf(unit).stream()).toList());
  }

  @Test
  void everyQuantityOfTheBuiltInModelsIsInTheCatalogue() {
    assertEquals(
        List.of(),
        ModelFolders.builtIn().stream()
            .flatMap(source -> source.model().quantities().stream())
            .map(DeviceModel.Quantity::quantity)
            .filter(name -> Quantities.unit(name).isEmpty())
            .distinct()
            .toList());
  }
}
