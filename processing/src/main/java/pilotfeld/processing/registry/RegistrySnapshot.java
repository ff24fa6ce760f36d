package pilotfeld.processing.registry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import pilotfeld.processing.quality.Checks;
import pilotfeld.processing.reading.SeriesKey;

/// Everything registered, at one version; never changes.
public final class RegistrySnapshot {

  /// Nothing is registered.
  public static final RegistrySnapshot EMPTY = new RegistrySnapshot(0, List.of());

  private final long version;
  private final Map<String, Device> devices;
  private final Map<String, List<Device>> bySite;

  public RegistrySnapshot(long version, Collection<Device> devices) {
    this.version = version;
    this.devices = devices.stream().collect(toMap(Device::id, Function.identity()));
    this.bySite =
        devices.stream()
            .flatMap(
                device ->
                    device.deployments().stream()
                        .map(Device.Deployment::site)
                        .distinct()
                        .map(site -> Map.entry(site, device)))
            .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
  }

  /// The same, as it would be with these models instead of those of the same id.
  public RegistrySnapshot with(Collection<DeviceModel> models) {
    var byId = models.stream().collect(toMap(DeviceModel::id, Function.identity()));
    return new RegistrySnapshot(
        version,
        devices.values().stream()
            .map(
                each ->
                    new Device(
                        each.id(),
                        byId.getOrDefault(each.model().id(), each.model()),
                        each.deployments()))
            .toList());
  }

  /// Grows with every change of the registry.
  public long version() {
    return version;
  }

  /// @param id canonical
  public Optional<Device> device(String id) {
    return Optional.ofNullable(devices.get(id));
  }

  /// The tests for a value of a series at a time: those of the model of the device that was there
  /// then.
  public Checks checks(SeriesKey series, Instant time) {
    return checks(devices(series).filter(device -> wasThere(device, series, time)), series)
        .findFirst()
        .orElse(Checks.NONE);
  }

  /// How far back the tests of a series look at most, whichever device was there.
  public Duration window(SeriesKey series) {
    return checks(devices(series), series)
        .map(Checks::window)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private Stream<Device> devices(SeriesKey series) {
    return switch (series.of()) {
      case DEVICE -> device(series.subject()).stream();
      case SITE -> bySite.getOrDefault(series.subject(), List.of()).stream();
    };
  }

  private static boolean wasThere(Device device, SeriesKey series, Instant time) {
    return switch (series.of()) {
      case DEVICE -> true;
      case SITE ->
          device
              .deploymentAt(time)
              .map(Device.Deployment::site)
              .filter(series.subject()::equals)
              .isPresent();
    };
  }

  private static Stream<Checks> checks(Stream<Device> devices, SeriesKey series) {
    return devices
        .flatMap(device -> device.model().quantities().stream())
        .filter(
            each ->
                each.of() == series.of()
                    && each.quantity().equals(series.quantity())
                    && each.channel().equals(series.channel()))
        .map(DeviceModel.Quantity::checks);
  }
}
