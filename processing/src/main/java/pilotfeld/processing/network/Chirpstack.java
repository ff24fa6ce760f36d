package pilotfeld.processing.network;

import io.vertx.core.Vertx;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Optional;
import pilotfeld.processing.network.chirpstack.CreateDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.CreateDeviceRequest;
import pilotfeld.processing.network.chirpstack.Device;
import pilotfeld.processing.network.chirpstack.DeviceKeys;
import pilotfeld.processing.network.chirpstack.GetDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.GetDeviceRequest;
import pilotfeld.processing.network.chirpstack.ListDevicesRequest;
import pilotfeld.processing.network.chirpstack.UpdateDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.UpdateDeviceRequest;
import pilotfeld.processing.outbox.Answer;
import pilotfeld.processing.outbox.Answer.Refused;
import pilotfeld.processing.outbox.Answer.Sent;

/// ChirpStack v4. A device that is taken down is disabled, not deleted: what it has used of join
/// nonces stays known, so nobody can join with a recorded request, and it can come back.
final class Chirpstack implements NetworkServer, AutoCloseable {

  // ChirpStack has no code of its own for it: its database says so.
  private static final String DUPLICATE = "duplicate key";
  private static final String NO_KEY = "0".repeat(32);

  private final NetworkSettings settings;
  private final ChirpstackCalls calls;
  private final ChirpstackProfiles profiles;

  Chirpstack(NetworkSettings settings, Vertx vertx) {
    this.settings = settings;
    this.calls = new ChirpstackCalls(settings, vertx);
    this.profiles = new ChirpstackProfiles(settings, calls);
  }

  @Override
  public Answer keep(Wanted wanted) {
    try {
      return kept(wanted);
    } catch (CallFailed e) {
      return e.answer(settings);
    }
  }

  private Answer kept(Wanted wanted) {
    var known = device(wanted.devEui());
    if (known.isPresent()) {
      return known.get().getApplicationId().equalsIgnoreCase(settings.application())
          ? brought(known.get(), wanted)
          : new Refused(
              "%s has it in another application (%s): move or delete it there"
                  .formatted(settings.name(), known.get().getApplicationId()));
    }
    if (wanted.appKey().isEmpty()) {
      return new Refused(MissingKey.text(settings));
    }
    return switch (profiles.of(wanted.model())) {
      case ChirpstackProfiles.Found(var id) -> created(wanted, id);
      case ChirpstackProfiles.NotFound(var why) -> new Refused(why);
    };
  }

  private Answer created(Wanted wanted, String profile) {
    var device = ours(Device.newBuilder(), wanted, profile);
    try {
      calls.create(CreateDeviceRequest.newBuilder().setDevice(device).build());
    } catch (CallFailed e) {
      if (e.status() == GrpcStatus.ALREADY_EXISTS || e.getMessage().contains(DUPLICATE)) {
        return new Refused(
            "%s has it where this API key sees nothing, in another tenant: delete it there"
                .formatted(settings.name()));
      }
      throw e;
    }
    return withKeys(wanted, true);
  }

  private Device ours(Device.Builder device, Wanted wanted, String profile) {
    wanted.joinEui().ifPresent(device::setJoinEui);
    return device
        .setDevEui(wanted.devEui())
        .setName(wanted.name())
        .setApplicationId(settings.application())
        .setDeviceProfileId(profile)
        .setIsDisabled(false)
        .putAllTags(wanted.tags())
        .build();
  }

  // Of a device that was put there by hand name and profile stay as they are.
  private Answer brought(Device known, Wanted wanted) {
    var isOurs = Wanted.OWNER.equals(known.getTagsMap().get(Wanted.OWNER_TAG));
    var keys = withKeys(wanted, isOurs);
    if (!(keys instanceof Sent)) {
      return keys;
    }
    if (!isOurs) {
      return updated(
          known, known.toBuilder().setIsDisabled(false).putAllTags(wanted.whereabouts()).build());
    }
    return switch (profiles.of(wanted.model())) {
      case ChirpstackProfiles.Found(var id) -> updated(known, ours(known.toBuilder(), wanted, id));
      case ChirpstackProfiles.NotFound(var why) -> new Refused(why);
    };
  }

  private Answer updated(Device known, Device device) {
    if (!known.equals(device)) {
      calls.update(UpdateDeviceRequest.newBuilder().setDevice(device).build());
    }
    return new Sent();
  }

  private Answer withKeys(Wanted wanted, boolean mayReplace) {
    var known = keys(wanted.devEui());
    if (wanted.appKey().isEmpty()) {
      return known.isPresent() ? new Sent() : new Refused(MissingKey.text(settings));
    }
    var key = wanted.appKey().get().hex();
    if (known.isEmpty()) {
      calls.createKeys(
          CreateDeviceKeysRequest.newBuilder()
              .setDeviceKeys(keys(DeviceKeys.newBuilder(), wanted.devEui(), key))
              .build());
      return new Sent();
    }
    if (known.get().getNwkKey().equalsIgnoreCase(key)) {
      return new Sent();
    }
    if (!mayReplace) {
      return new Refused(MissingKey.other(settings));
    }
    calls.updateKeys(
        UpdateDeviceKeysRequest.newBuilder()
            .setDeviceKeys(keys(known.get().toBuilder(), wanted.devEui(), key))
            .build());
    return new Sent();
  }

  private static DeviceKeys keys(DeviceKeys.Builder keys, String devEui, String key) {
    if (keys.getAppKey().isEmpty()) {
      keys.setAppKey(NO_KEY);
    }
    if (keys.getGenAppKey().isEmpty()) {
      keys.setGenAppKey(NO_KEY);
    }
    return keys.setDevEui(devEui).setNwkKey(key).build();
  }

  private Optional<DeviceKeys> keys(String devEui) {
    try {
      var request = GetDeviceKeysRequest.newBuilder().setDevEui(devEui).build();
      return Optional.of(calls.keys(request).getDeviceKeys());
    } catch (CallFailed e) {
      if (e.status() == GrpcStatus.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<Device> device(String devEui) {
    try {
      var request = GetDeviceRequest.newBuilder().setDevEui(devEui).build();
      return Optional.of(calls.get(request).getDevice());
    } catch (CallFailed e) {
      if (e.status() == GrpcStatus.NOT_FOUND) {
        return Optional.empty();
      }
      if (e.status() == GrpcStatus.UNAUTHENTICATED) {
        requireAccess();
        return Optional.empty();
      }
      throw e;
    }
  }

  // To the key of a tenant ChirpStack gives the same answer of a device that it does not know as to
  // a wrong key; whether it is a wrong one, the application tells.
  private void requireAccess() {
    calls.list(ListDevicesRequest.newBuilder().setApplicationId(settings.application()).build());
  }

  @Override
  public Answer remove(String devEui) {
    try {
      var known = device(devEui);
      known
          .filter(each -> !each.getIsDisabled())
          .map(each -> each.toBuilder().setIsDisabled(true).build())
          .ifPresent(
              each -> calls.update(UpdateDeviceRequest.newBuilder().setDevice(each).build()));
      return new Sent();
    } catch (CallFailed e) {
      return e.answer(settings);
    }
  }

  @Override
  public void close() {
    calls.close();
  }
}
