package pilotfeld.ingest.bench;

/// Something that is measured, several times.
interface Part {

  String name();

  /// How often; the first time only warms up where there is more than one.
  default int runs(Plan plan) {
    return plan.runs() + 1;
  }

  /// One run on what is running; ratios are taken inside of it.
  void run(Rig rig, Samples samples) throws Exception;
}
