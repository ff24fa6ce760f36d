package pilotfeld.processing.api;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.account.Permission;
import pilotfeld.processing.field.Answer.Kind;
import pilotfeld.processing.field.Choice;
import pilotfeld.processing.field.Lists;
import pilotfeld.processing.field.Task.Reason;
import pilotfeld.processing.field.Verdict.Cause;
import pilotfeld.processing.field.Verdict.Grade;
import pilotfeld.processing.label.OtherCode;
import pilotfeld.processing.label.PhotoReader;
import pilotfeld.processing.label.PictureCopy;
import pilotfeld.processing.order.Report;
import pilotfeld.processing.order.Reports;

/// What the contract itself must be like.
class ContractTest {

  private static final Contract CONTRACT = Contract.read();

  // What is done again without harm, has an id of its own, or must not wait for a key.
  private static final Set<String> WITHOUT_KEY =
      Set.of("logIn", "logOut", "replayQuarantine", "readLabel", "doFieldTask", "keepSitePhoto");

  // Few, or bounded by what they say in words.
  private static final Set<String> WHOLE_LISTS =
      Set.of(
          "listPilots",
          "listSiteReadings",
          "listSiteRemarks",
          "listAssignments",
          "listWorkOrderReports",
          "listUnregistered",
          "listQuarantineCauses");

  @Test
  void itIsAsOpenApiWantsIt() {
    var vertx = Vertx.vertx();
    try {
      var version = OpenAPIVersion.fromContract(CONTRACT.document());
      var result =
          version
              .getRepository(vertx, "app://")
              .compose(each -> version.validateContract(vertx, each, CONTRACT.document().copy()))
              .toCompletionStage()
              .toCompletableFuture()
              .orTimeout(1, TimeUnit.MINUTES)
              .join();

      assertEquals(OpenAPIVersion.V3_1, version);
      assertTrue(result.getValid(), () -> String.valueOf(result.toJson()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void itKnowsEveryPermission() {
    assertEquals(
        Stream.of(Permission.values()).map(Permission::text).toList(), words("Permission"));
  }

  @Test
  void itKnowsEveryWayInTheTrail() {
    assertEquals(lowered(Actor.Way.values()), words("AuditWay"));
  }

  @Test
  void itKnowsEveryWordThatAPhoneIsTold() {
    assertEquals(namesOf(Kind.values()), words("FieldConflict"));
    assertEquals(namesOf(Choice.values()), words("FieldChoice"));
    assertEquals(namesOf(Grade.values()), words("FieldGrade"));
    assertEquals(namesOf(Cause.values()), words("FieldCause"));
    assertEquals(lowered(OtherCode.values()), words("OtherCode"));
    assertEquals(lowered(Reason.values()), words("FieldReason"));
  }

  private static List<String> namesOf(Enum<?>... constants) {
    return Stream.of(constants).map(Enum::name).toList();
  }

  private static List<String> lowered(Enum<?>... constants) {
    return namesOf(constants).stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> words(String schema) {
    return schema(schema).getJsonArray("enum").stream().map(String.class::cast).toList();
  }

  private static JsonObject schema(String name) {
    return CONTRACT
        .document()
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(name);
  }

  @Test
  void aPhonesListsEndWhereItSays() {
    var lists = schema("FieldLists").getJsonObject("properties");

    assertEquals(
        Map.of(
            "pilots", Lists.PILOT_LIMIT,
            "sites", Lists.SITE_LIMIT,
            "devices", Lists.DEVICE_LIMIT,
            "assets", Lists.ASSET_LIMIT,
            "models", Lists.MODEL_LIMIT,
            "delivered", Lists.DELIVERY_LIMIT),
        lists.fieldNames().stream()
            .filter(each -> lists.getJsonObject(each).containsKey("maxItems"))
            .collect(
                toMap(each -> each, each -> lists.getJsonObject(each).getInteger("maxItems"))));
  }

  @Test
  void photosEndWhereItSays() {
    assertEquals(PhotoReader.BYTES_LIMIT, bodyLimit("readLabel"));
    assertEquals(PictureCopy.BYTES_LIMIT, bodyLimit("keepSitePhoto"));
  }

  private static long bodyLimit(String operation) {
    return CONTRACT.operations().stream()
        .filter(each -> each.id().equals(operation))
        .findFirst()
        .orElseThrow()
        .body()
        .orElseThrow()
        .limit();
  }

  @Test
  void everyPermissionIsNeededForSomething() {
    var needed =
        CONTRACT.operations().stream().flatMap(each -> each.permission().stream()).collect(toSet());

    assertEquals(Set.of(Permission.values()), needed);
  }

  @Test
  void whatIsOpenSaysSoToWhoReadsTheFileToo() {
    var differing = new ArrayList<String>();
    Contract.each(
        CONTRACT.document(),
        (_, _, operation) -> {
          var isOpen = operation.getString("x-permission").equals(Contract.OPEN);
          if (isOpen != new JsonArray().equals(operation.getJsonArray("security"))) {
            differing.add(operation.getString("operationId"));
          }
        });

    assertEquals(List.of(), differing);
  }

  @Test
  void whatIsChangedMustHaveBeenSeen() {
    assertEquals(
        List.of("changePilot", "changeSite", "changeUser", "endDeployment", "withdrawDeployment"),
        CONTRACT.operations().stream()
            .filter(each -> takes(each, RequestReader.IF_MATCH))
            .map(Operation::id)
            .sorted()
            .toList());
    CONTRACT.operations().stream()
        .filter(each -> Set.of(HttpMethod.PUT, HttpMethod.PATCH).contains(each.method()))
        .forEach(each -> assertTrue(takes(each, RequestReader.IF_MATCH), each::id));
  }

  @Test
  void whatIsMadeCanBeSentAgain() {
    CONTRACT.operations().stream()
        .filter(each -> each.method().equals(HttpMethod.POST))
        .forEach(
            each ->
                assertEquals(
                    !WITHOUT_KEY.contains(each.id()), takes(each, Idempotency.HEADER), each::id));
  }

  @Test
  void everyListComesInParts() {
    CONTRACT.operations().stream()
        .filter(each -> each.id().startsWith("list") && !WHOLE_LISTS.contains(each.id()))
        .forEach(
            each -> {
              assertTrue(takes(each, "limit"), each::id);
              assertTrue(takes(each, "cursor"), each::id);
            });
  }

  @Test
  void theLimitOfAListIsTheOneThatItNames() {
    var limit =
        CONTRACT
            .document()
            .getJsonObject("components")
            .getJsonObject("parameters")
            .getJsonObject("Limit")
            .getJsonObject("schema");

    assertEquals(Listing.LIMIT, limit.getInteger("maximum"));
  }

  @Test
  void everyTextOfARequestHasAnEnd() {
    var endless = new ArrayList<String>();
    Contract.each(
        CONTRACT.document(),
        (_, path, operation) ->
            Contract.parameters(CONTRACT.document(), path, operation)
                .filter(
                    each ->
                        !isBounded(
                            Contract.resolved(CONTRACT.document(), each.getJsonObject("schema"))))
                .forEach(
                    each ->
                        endless.add(
                            operation.getString("operationId") + " " + each.getString("name"))));

    assertEquals(List.of(), endless);
  }

  @Test
  void aReportOnAWorkOrderEndsWhereItSays() {
    var report =
        schemaOf(at("paths", "/api/work-orders/{order}/reports", "post", "requestBody"))
            .getJsonObject("properties");
    var reference = Contract.resolved(CONTRACT.document(), report.getJsonObject("reference"));
    var listed =
        schemaOf(at("paths", "/api/work-orders/{order}/reports", "get", "responses", "200"));

    assertEquals(Report.NOTE_LIMIT, report.getJsonObject("note").getInteger("maxLength"));
    assertEquals(Report.REFERENCE_LIMIT, reference.getInteger("maxLength"));
    assertEquals(Reports.LIMIT, listed.getInteger("maxItems"));
    assertEquals(
        Stream.of(Report.Status.values()).map(Report.Status::text).toList(),
        at("components", "schemas", "WorkOrderStatus").getJsonArray("enum").getList());
  }

  private static JsonObject schemaOf(JsonObject body) {
    return body.getJsonObject("content").getJsonObject("application/json").getJsonObject("schema");
  }

  private static JsonObject at(String... steps) {
    return Stream.of(steps)
        .reduce(CONTRACT.document(), JsonObject::getJsonObject, (first, _) -> first);
  }

  @Test
  void whatWePostNeedsNoAccountAndNamesWhereItIsAnswered() {
    var webhooks = CONTRACT.document().getJsonObject("webhooks");

    assertEquals(Set.of("workOrder"), webhooks.fieldNames());
    var post = at("webhooks", "workOrder", "post");
    assertEquals(new JsonArray(), post.getJsonArray("security"));
    assertTrue(
        CONTRACT.operations().stream()
            .filter(each -> each.id().equals("reportWorkOrder"))
            .allMatch(each -> post.getString("description").contains(each.path())));
  }

  private static boolean isBounded(JsonObject schema) {
    return !schema.getString("type").equals("string")
        || schema.containsKey("maxLength")
        || schema.containsKey("enum")
        || schema.getString("pattern", "").matches(".*\\{\\d+(,\\d+)?}.*");
  }

  private static boolean takes(Operation operation, String parameter) {
    return operation.parameters().stream().anyMatch(each -> each.name().equals(parameter));
  }
}
