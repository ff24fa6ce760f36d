package pilotfeld.ingest.bench;

import java.util.List;
import pilotfeld.processing.fixture.TestDatabase;
import pilotfeld.processing.store.DatabaseSettings;

/// The whole way where much is stored already, or where there are many devices. What is stored was
/// generated straight into the tables, so that it takes minutes and not hours.
final class Growth {

  /// Readings of one statement.
  private static final long STEP = 1_000_000;

  private static final String SERIES =
      """
      INSERT INTO series (subject_kind, subject, quantity, channel, unit)
      SELECT 'site', 'bench-' || n, q.quantity, '', q.unit
        FROM generate_series(0, :devices - 1) n,
             (VALUES ('soil_moisture', 'm3/m3'), ('soil_temperature', 'Cel'), ('electrical_conductivity', 'uS/cm')) q(quantity, unit)
       UNION ALL
      SELECT 'device', :prefix || lpad(to_hex(n), 8, '0'), 'battery_voltage', '', 'V' FROM generate_series(0, :devices - 1) n
      ON CONFLICT DO NOTHING
      """;

  // Every uplink has four readings, and is twenty minutes after the one before of its device; the
  // last is before those of the generator.
  private static final String UPLINKS =
      """
      INSERT INTO uplink (identity, id, frame, kind, state, source, arrived_at, time, time_source, device, model, codec_version,
                          dev_addr, frame_counter, port)
      SELECT gen_random_uuid(), -n - 1, gen_random_uuid(), 'uplink', 'stored', 'chirpstack', t, t, 'network',
             :prefix || lpad(to_hex(n % :devices), 8, '0'), :model, 'bench', '00189440', n / :devices, 1
        FROM (SELECT n, now() - interval '92 days' - (n / :devices) * interval '20 minutes' AS t
                FROM generate_series(CAST(:from AS bigint), CAST(:to AS bigint) - 1) n) u
      """;
  private static final String READINGS =
      """
      INSERT INTO reading (series_id, time, value, flag, tests, uplink_id)
      SELECT s.id, u.t, 20 + u.n % 10, 1, 1, -u.n - 1
        FROM (SELECT n, now() - interval '92 days' - (n / :devices) * interval '20 minutes' AS t
                FROM generate_series(CAST(:from AS bigint), CAST(:to AS bigint) - 1) n) u
        JOIN (SELECT id, (row_number() OVER (ORDER BY id) - 1) %% :devices AS device FROM series) s ON s.device = u.n %% :devices
      """
          .replace("%%", "%");
  private static final String LAST_30_DAYS =
      """
      SELECT count(average) FROM dash_reading_hourly
       WHERE site = 'bench-0' AND time > now() - interval '122 days' AND time <= now() - interval '92 days'
      """;

  private Growth() {}

  /// Throughput with so many readings stored before, beside that with the fewest.
  static void readings(Plan plan, Samples samples) throws Exception {
    var first = 0.0;
    for (var count : plan.growth()) {
      var figure = "growth." + count;
      var rate = round(plan, count, figure, samples);
      first = first == 0 ? rate : first;
      samples.add(figure + ".of first", "%", 100 * rate / first);
    }
  }

  /// Throughput with so many devices.
  static void fleets(Plan plan, Samples samples) throws Exception {
    for (var devices : plan.fleets()) {
      round(plan.with(devices), 0, "devices." + devices, samples);
    }
  }

  private static double round(Plan plan, long readings, String figure, Samples samples)
      throws Exception {
    var database = TestDatabase.create();
    Probes.register(plan, database);
    try (var rig = Rig.on(plan, database)) {
      fill(rig, readings, figure);
      Way.drain(rig, new Samples(), "warm up", rig.frames()::json);
      var here = new Samples();
      for (var run = 0; run < plan.runs(); run++) {
        Way.drain(rig, here, figure, rig.frames()::json);
        query(rig, here, figure);
      }
      samples.addAll(here);
      return here.figures().stream()
          .filter(each -> each.name().endsWith(".uplinks"))
          .findFirst()
          .orElseThrow()
          .median();
    }
  }

  private static void query(Rig rig, Samples samples, String figure) {
    var begun = System.nanoTime();
    rig.number(LAST_30_DAYS);
    samples.add(figure + ".30 days hourly", "ms", (System.nanoTime() - begun) / 1e6);
  }

  private static void fill(Rig rig, long readings, String figure) {
    if (readings == 0) {
      return;
    }
    write(rig, SERIES, 0, 0);
    var uplinks = readings / Frames.READINGS;
    var step = STEP / Frames.READINGS;
    for (var from = 0L; from < uplinks; from += step) {
      var to = Math.min(uplinks, from + step);
      List.of(UPLINKS, READINGS).forEach(new Slice(rig, from, to)::write);
      Bench.say("%s: %,d readings generated".formatted(figure, to * Frames.READINGS));
    }
    rig.jdbi().useHandle(handle -> handle.execute("VACUUM ANALYZE"));
    refresh(rig.database(), rig);
  }

  private static void refresh(DatabaseSettings database, Rig rig) {
    if (rig.number("SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'") == 1) {
      Bench.say("rollups of " + database.url());
      rig.jdbi()
          .useHandle(
              handle -> {
                handle.execute("CALL refresh_continuous_aggregate('reading_hourly', NULL, NULL)");
                handle.execute("CALL refresh_continuous_aggregate('reading_daily', NULL, NULL)");
              });
    }
  }

  private static void write(Rig rig, String statement, long from, long to) {
    rig.jdbi()
        .useHandle(
            handle -> {
              var update = handle.createUpdate(statement).bind("devices", rig.plan().devices());
              if (statement.contains(":prefix")) {
                update.bind("prefix", Frames.PREFIX);
              }
              if (statement.contains(":model")) {
                update.bind("model", Frames.MODEL);
              }
              if (statement.contains(":from")) {
                update.bind("from", from).bind("to", to);
              }
              update.execute();
            });
  }

  private record Slice(Rig rig, long from, long to) {

    void write(String statement) {
      Growth.write(rig, statement, from, to);
    }
  }
}
