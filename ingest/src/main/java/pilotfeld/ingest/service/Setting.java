package pilotfeld.ingest.service;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Every setting, with its name in the environment, its default and what it is for. The README's
/// table is held against this list.
public enum Setting {
  DB_URL("", "JDBC URL of PostgreSQL or TimescaleDB; not used with `--embedded`"),
  DB_USER("pilotfeld", "role that owns the schema"),
  DB_PASSWORD("", "its password, or `PILOTFELD_DB_PASSWORD_FILE`"),
  MQTT_SOURCE("chirpstack", "the name under which messages of this broker are kept"),
  MQTT_SOURCES(
      "",
      "names of further brokers, separated by blanks; each has the eight settings below as `PILOTFELD_MQTT_<NAME>_URL` and so on, with hyphens as `_`"),
  MQTT_URL("", "broker, `tcp://host:1883` or `ssl://host:8883`; empty: no MQTT"),
  MQTT_VERSION("5", "protocol of the broker, `5` or `3.1.1`; The Things Stack speaks `3.1.1`"),
  MQTT_USER("", "user at the broker"),
  MQTT_PASSWORD("", "its password, or `PILOTFELD_MQTT_PASSWORD_FILE`"),
  MQTT_CA_FILE("", "certificate authority of the broker, PEM"),
  MQTT_CLIENT_ID(
      "pilotfeld", "names the session that the broker keeps; of a further one, this and its name"),
  MQTT_TOPICS(
      "application/+/device/+/event/+",
      "topic filters, separated by blanks; no default for a further one"),
  MQTT_GROUP(
      "",
      "name of a group of processes among which the broker deals out the messages, by `$share/`; only MQTT 5"),
  MQTT_CONTROL_USER(
      "",
      "user at the first broker, a Mosquitto with its dynamic-security plugin, who gives sensors users of their own; empty: nobody does"),
  MQTT_CONTROL_PASSWORD("", "its password, or `PILOTFELD_MQTT_CONTROL_PASSWORD_FILE`"),
  MQTT_PORT("1883", "port of the embedded broker"),
  HTTP_HOST("127.0.0.1", "address on which the page listens"),
  HTTP_PORT("8080", "port of the page"),
  HTTP_CERTIFICATE_FILE(
      "",
      "certificate of the page and of webhooks, PEM, with those that lead to its authority; both then speak HTTPS; read anew when it changes"),
  HTTP_KEY_FILE("", "its key, PEM"),
  HTTP_SCHEME(
      "http",
      "`https` where people reach the page by HTTPS: its cookie then goes no other way; with a certificate it is so, before a proxy it must be set"),
  HTTP_PROXIES(
      "",
      "addresses of proxies before page and webhooks, `10.1.2.3` or `10.1.2.0/24`, separated by blanks: they are believed for whom they ask (`X-Forwarded-For`, `Forwarded`)"),
  API_RATE(
      "50",
      "requests that one client, an account or an address that is not signed in, may make in a second, and ten times as many at once; more is answered 429"),
  COAP_HOST("127.0.0.1", "address on which plain CoAP listens"),
  COAP_PORT("5683", "UDP port of plain CoAP"),
  COAP_PLAIN("loopback", "`anywhere` lets plain CoAP, which anybody may write to, leave loopback"),
  COAPS_HOST("127.0.0.1", "address on which CoAP over DTLS listens"),
  COAPS_PORT("5684", "UDP port of CoAP over DTLS"),
  HOOK_SOURCES(
      "",
      "names of network servers that post to a webhook, separated by blanks; each needs `PILOTFELD_HOOK_<NAME>_SECRET` (or `…_SECRET_FILE`), 22 to 128 letters and digits, with hyphens in the name as `_`; empty: no webhooks"),
  HOOK_HOST("127.0.0.1", "address on which webhooks listen; by HTTPS if there is a certificate"),
  HOOK_PORT("8090", "port of webhooks"),
  NETWORK_SERVERS(
      "",
      "names of network servers to which registered devices are made known, separated by blanks; each needs settings of its own, see [network servers](ingest/CONNECTING.md#network-servers); empty: none"),
  WORK_ORDER_URL(
      "",
      "where work orders are posted, `https://…`, such as a battery that is low or a device without contact; empty: none are raised"),
  WORK_ORDER_SECRET(
      "",
      "with which they are signed, `whsec_` and 24 to 64 bytes in base64, or `PILOTFELD_WORK_ORDER_SECRET_FILE`"),
  SECRET_KEY(
      "",
      "what keys of devices are encrypted with, 32 random bytes in base64, or `PILOTFELD_SECRET_KEY_FILE`; empty: no DTLS, but `--embedded` makes one"),
  SECRET_KEY_BEFORE(
      "",
      "the earlier one, or `PILOTFELD_SECRET_KEY_BEFORE_FILE`, until `secret rotate` has encrypted anew what it encrypted"),
  ADMIN_PASSWORD(
      "",
      "password of the first administrator, or `PILOTFELD_ADMIN_PASSWORD_FILE`; empty: one is made and shown once"),
  OIDC_ISSUER(
      "",
      "the organisation's own provider of OpenID Connect, where people may sign in, too; its redirect address is `https://<host>/sign-on/callback`; empty: accounts here only"),
  OIDC_CLIENT_ID("", "under which Pilotfeld is known there"),
  OIDC_CLIENT_SECRET(
      "", "its secret, or `PILOTFELD_OIDC_CLIENT_SECRET_FILE`; empty for a public client"),
  OIDC_ROLE_CLAIM(
      "roles",
      "claim of the ID token that has roles or groups; dots lead into objects, such as `realm_access.roles`"),
  OIDC_ROLES(
      "",
      "which of them stands for which role here, such as `pilots-admin=administrator pilots-field=technician`; empty: the names of roles here"),
  METRICS_TOKEN(
      "",
      "what opens `/metrics` (`Authorization: Bearer …`), or `PILOTFELD_METRICS_TOKEN_FILE`; empty: only this machine reads it"),
  MODELS("", "folder of further device models"),
  STATE(".pilotfeld", "folder of the spool and of what the embedded parts keep"),
  SPOOL_BYTES(
      "1073741824",
      "bytes that may wait on disk while the database is away; more is left to the senders"),
  SPOOL_FREE_BYTES("268435456", "bytes that the spool leaves free on its disk"),
  TIME_PAST(
      "P92D",
      "how long before its arrival a time is believed, ISO 8601; at most `P92D`, for which the tables are made"),
  TIME_FUTURE("PT2M", "how long after its arrival a time is believed, at most `P1D`"),
  ZONE("Europe/Berlin", "time zone of dates and exports");

  /// How the settings of the first broker begin.
  static final String MQTT_PREFIX = "PILOTFELD_MQTT_";

  /// How the settings of hooks begin.
  static final String HOOK_PREFIX = "PILOTFELD_HOOK_";

  /// How the settings of network servers begin.
  static final String NETWORK_PREFIX = "PILOTFELD_NETWORK_";

  private final String fallback;
  private final String purpose;

  Setting(String fallback, String purpose) {
    this.fallback = fallback;
    this.purpose = purpose;
  }

  /// Its name in the environment.
  public String variable() {
    return "PILOTFELD_" + name();
  }

  /// Its name after the beginning that all settings of a broker have, such as `URL`.
  String ofBroker() {
    return variable().substring(MQTT_PREFIX.length());
  }

  /// How the settings of a further source begin, such as `PILOTFELD_MQTT_TTS_`.
  static String prefix(String source) {
    return MQTT_PREFIX + source.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  /// The secret of a hook, such as `PILOTFELD_HOOK_TTS_SECRET`.
  static String hookSecret(String source) {
    return hookPrefix(source) + "SECRET";
  }

  /// How the settings of a hook begin.
  static String hookPrefix(String source) {
    return HOOK_PREFIX + source.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  /// How the settings of a network server begin, such as `PILOTFELD_NETWORK_CHIRPSTACK_`.
  static String networkPrefix(String server) {
    return NETWORK_PREFIX + server.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
  }

  /// Whether a setting of MQTT would look as if it belonged to a source of this name.
  static boolean isOfMqtt(String source) {
    return Stream.of(values()).anyMatch(each -> prefix(source).equals(each.variable() + "_"));
  }

  /// What holds where it is not set; empty if nothing does.
  public Optional<String> fallback() {
    return Optional.of(fallback).filter(text -> !text.isEmpty());
  }

  /// One line for the README.
  public String purpose() {
    return purpose;
  }
}
