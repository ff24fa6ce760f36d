package pilotfeld.processing.network;

import com.google.protobuf.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.grpc.client.GrpcClient;
import io.vertx.grpc.client.GrpcClientOptions;
import io.vertx.grpc.client.GrpcClientResponse;
import io.vertx.grpc.common.GrpcMessageDecoder;
import io.vertx.grpc.common.GrpcMessageEncoder;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceMethod;
import io.vertx.grpc.common.ServiceName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pilotfeld.processing.network.chirpstack.CreateDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.CreateDeviceRequest;
import pilotfeld.processing.network.chirpstack.GetDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.GetDeviceKeysResponse;
import pilotfeld.processing.network.chirpstack.GetDeviceRequest;
import pilotfeld.processing.network.chirpstack.GetDeviceResponse;
import pilotfeld.processing.network.chirpstack.ListDeviceProfilesRequest;
import pilotfeld.processing.network.chirpstack.ListDeviceProfilesResponse;
import pilotfeld.processing.network.chirpstack.ListDevicesRequest;
import pilotfeld.processing.network.chirpstack.ListDevicesResponse;
import pilotfeld.processing.network.chirpstack.Nothing;
import pilotfeld.processing.network.chirpstack.UpdateDeviceKeysRequest;
import pilotfeld.processing.network.chirpstack.UpdateDeviceRequest;

/// ChirpStack's gRPC API, one blocking call each.
final class ChirpstackCalls implements AutoCloseable {

  /// Longest time for one call.
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Longest answer, in bytes.
  static final int ANSWER_LIMIT = 256 * 1024;

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;
  private static final String MESSAGE = "grpc-message";
  private static final String DEVICES = "api.DeviceService";
  private static final String PROFILES = "api.DeviceProfileService";

  private final GrpcClient client;
  private final SocketAddress address;
  private final String authorization;

  ChirpstackCalls(NetworkSettings settings, Vertx vertx) {
    var url = settings.url();
    var port = url.getPort() >= 0 ? url.getPort() : settings.isTls() ? HTTPS_PORT : HTTP_PORT;
    this.address = SocketAddress.inetSocketAddress(port, url.getHost());
    this.authorization = "Bearer " + settings.apiKey();
    this.client =
        GrpcClient.client(
            vertx,
            new GrpcClientOptions()
                .setMaxMessageSize(ANSWER_LIMIT)
                .setScheduleDeadlineAutomatically(true),
            transport(settings));
  }

  private static HttpClientOptions transport(NetworkSettings settings) {
    var options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false)
            .setConnectTimeout((int) PATIENCE.toMillis());
    if (settings.isTls()) {
      options.setSsl(true).setUseAlpn(true).setVerifyHost(true);
      settings
          .authority()
          .ifPresent(
              file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
    return options;
  }

  void create(CreateDeviceRequest request) {
    call(DEVICES, "Create", request, Nothing.getDefaultInstance());
  }

  GetDeviceResponse get(GetDeviceRequest request) {
    return call(DEVICES, "Get", request, GetDeviceResponse.getDefaultInstance());
  }

  void update(UpdateDeviceRequest request) {
    call(DEVICES, "Update", request, Nothing.getDefaultInstance());
  }

  ListDevicesResponse list(ListDevicesRequest request) {
    return call(DEVICES, "List", request, ListDevicesResponse.getDefaultInstance());
  }

  void createKeys(CreateDeviceKeysRequest request) {
    call(DEVICES, "CreateKeys", request, Nothing.getDefaultInstance());
  }

  GetDeviceKeysResponse keys(GetDeviceKeysRequest request) {
    return call(DEVICES, "GetKeys", request, GetDeviceKeysResponse.getDefaultInstance());
  }

  void updateKeys(UpdateDeviceKeysRequest request) {
    call(DEVICES, "UpdateKeys", request, Nothing.getDefaultInstance());
  }

  ListDeviceProfilesResponse profiles(ListDeviceProfilesRequest request) {
    return call(PROFILES, "List", request, ListDeviceProfilesResponse.getDefaultInstance());
  }

  private <Q extends Message, A extends Message> A call(
      String service, String name, Q request, A empty) {
    var method =
        ServiceMethod.client(
            ServiceName.create(service),
            name,
            GrpcMessageEncoder.<Q>encoder(),
            GrpcMessageDecoder.<A>decoder(empty));
    var answer = new CompletableFuture<A>();
    // Not on the thread of a verticle, whose context would wait for itself.
    Thread.ofVirtual()
        .name("chirpstack")
        .start(
            () ->
                sent(method, request).onComplete(answer::complete, answer::completeExceptionally));
    return await(answer);
  }

  private <Q, A> Future<A> sent(ServiceMethod<A, Q> method, Q request) {
    return client
        .request(address, method)
        .compose(
            call -> {
              call.headers().set("authorization", authorization);
              call.timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
              return call.send(request);
            })
        .compose(ChirpstackCalls::read);
  }

  private static <Q, A> Future<A> read(GrpcClientResponse<Q, A> response) {
    return response
        .last()
        .transform(
            result -> {
              if (response.status() != GrpcStatus.OK) {
                return Future.failedFuture(new CallFailed(status(response), said(response)));
              }
              return result.succeeded()
                  ? Future.succeededFuture(result.result())
                  : Future.failedFuture(result.cause());
            });
  }

  private static GrpcStatus status(GrpcClientResponse<?, ?> response) {
    return Optional.ofNullable(response.status()).orElse(GrpcStatus.UNAVAILABLE);
  }

  // Before or behind the messages, of which an error has none.
  private static String said(GrpcClientResponse<?, ?> response) {
    return Optional.ofNullable(response.headers().get(MESSAGE))
        .or(() -> Optional.ofNullable(response.trailers().get(MESSAGE)))
        .map(text -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
        .orElse("");
  }

  private static <A> A await(CompletableFuture<A> answer) {
    try {
      return answer.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed(GrpcStatus.CANCELLED, "interrupted");
    } catch (TimeoutException e) {
      throw new CallFailed(GrpcStatus.UNAVAILABLE, "no answer");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailed failed) {
        throw failed;
      }
      throw new CallFailed(GrpcStatus.UNAVAILABLE, String.valueOf(e.getCause().getMessage()));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
