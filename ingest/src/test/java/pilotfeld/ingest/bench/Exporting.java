package pilotfeld.ingest.bench;

/// The export of the whole pilot as CSV, over HTTP.
final class Exporting implements Part {

  @Override
  public String name() {
    return "export";
  }

  @Override
  public void run(Rig rig, Samples samples) throws Exception {
    Way.drain(rig, new Samples(), "before", rig.frames()::json);
    try (var reader = new PageReader(rig.service())) {
      var begun = System.nanoTime();
      var rows = reader.lines("/export.csv?pilot=" + Probes.PILOT);
      samples.add("export.rows", "rows/s", rows * 1e9 / (System.nanoTime() - begun));
    }
  }
}
