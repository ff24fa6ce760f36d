package pilotfeld.ingest.service;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pilotfeld.processing.registry.ModelFolders;
import pilotfeld.processing.registry.Registrar;
import pilotfeld.processing.registry.Registry;
import pilotfeld.processing.store.Database;
import pilotfeld.processing.store.StoreUnavailable;

/// What must be done once before anything goes into the tables: an older program may have made
/// them, and what is registered decides what a message is.
final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

  private final Settings settings;
  private final Database database;
  private final Registrar registrar;
  private final Registry registry;
  private final List<ModelFolders.Source> models;
  private boolean done;

  Preparation(Settings settings, Database database, Registrar registrar, Registry registry) {
    this.settings = settings;
    this.database = database;
    this.registrar = registrar;
    this.registry = registry;
    this.models = ModelFolders.builtInAnd(settings.models());
  }

  /// Does it, unless it is done.
  ///
  /// @throws StoreUnavailable if the database is away, or someone must see to it
  void run() {
    if (done) {
      return;
    }
    database.prepare();
    registrar.models(models);
    sayWhatIsOnlyProposed(ModelFolders.proposed(settings.models()));
    registry.refresh();
    done = true;
  }

  /// Does it now, or leaves it for later where the database is away and that can be borne.
  ///
  /// @param canWait whether this process can do something before it is done
  /// @return why it is left for later
  /// @throws StoreUnavailable if it cannot be left for later
  Optional<StoreUnavailable> runUnlessAway(boolean canWait) {
    try {
      run();
      return Optional.empty();
    } catch (StoreUnavailable e) {
      if (canWait && e.isPassing()) {
        return Optional.of(e);
      }
      throw e;
    }
  }

  boolean isDone() {
    return done;
  }

  private static void sayWhatIsOnlyProposed(List<String> models) {
    if (!models.isEmpty()) {
      LOG.warn(
          "not used, as nobody has confirmed these proposed device models: {}; look at each model.yaml in {}, then take its line “proposed: true” away",
          String.join(", ", models),
          Setting.MODELS.variable());
    }
  }
}
