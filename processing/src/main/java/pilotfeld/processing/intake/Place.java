package pilotfeld.processing.intake;

import pilotfeld.processing.reading.Moment;
import pilotfeld.processing.registry.Device;
import pilotfeld.processing.registry.RegistrySnapshot;

/// Where a device was at a time, as far as the registry knows.
sealed interface Place {

  /// @param reader makes measurements of what the device sent from there
  record Placed(Device device, Reader reader) implements Place {}

  record Nowhere(String reason) implements Place {}

  /// @param id of the device, canonical
  static Place of(RegistrySnapshot registry, String id, Moment moment) {
    var device = registry.device(id);
    if (device.isEmpty()) {
      return new Nowhere("the device is not registered");
    }
    return device
        .get()
        .deploymentAt(moment.time())
        .<Place>map(_ -> new Placed(device.get(), new Reader(device.get())))
        .orElseGet(() -> new Nowhere("the device was at no site at that time"));
  }
}
