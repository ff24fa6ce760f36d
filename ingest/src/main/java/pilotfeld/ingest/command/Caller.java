package pilotfeld.ingest.command;

import pilotfeld.processing.account.Actor;

/// Who calls a command, as far as the operating system knows.
final class Caller {

  private Caller() {}

  static Actor actor() {
    return Actor.atCommandLine(System.getProperty("user.name"));
  }
}
