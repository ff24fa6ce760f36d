package pilotfeld.processing.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.TreeMap;

/// A work order as [CloudEvents](https://cloudevents.io) 1.0.2 in structured JSON.
final class CloudEvent {

  static final String CONTENT_TYPE = "application/cloudevents+json; charset=utf-8";

  private static final String SOURCE = "/pilotfeld/work-orders";

  private CloudEvent() {}

  /// @param at when it was raised
  static String of(Matter matter, Instant at) {
    var event = JsonNodeFactory.instance.objectNode();
    event
        .put("specversion", "1.0")
        .put("id", matter.id().toString())
        .put("source", SOURCE)
        .put("type", matter.kind().type())
        .put("subject", matter.subject())
        .put("time", at.toString())
        .put("datacontenttype", "application/json");
    event.set("data", data(matter));
    return event.toString();
  }

  private static ObjectNode data(Matter matter) {
    var data = JsonNodeFactory.instance.objectNode();
    data.put("work_order", matter.id().toString()).put("kind", matter.kind().text());
    data.put("began_at", matter.beganAt().toString());
    matter.asset().ifPresent(asset -> data.put("asset", asset));
    data.put("pilot", matter.pilot());
    var site = data.putObject("site").put("id", matter.site().id());
    site.put("name", matter.site().name());
    matter.site().latitude().ifPresent(each -> site.put("latitude", each));
    matter.site().longitude().ifPresent(each -> site.put("longitude", each));
    data.putObject("device").put("id", matter.device()).put("model", matter.model());
    var figures = data.putObject("figures");
    new TreeMap<>(matter.figures()).forEach(figures::putPOJO);
    return data;
  }
}
