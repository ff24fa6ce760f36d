package pilotfeld.ingest.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What a command that has commands of its own says when none of them is named.
final class Usage {

  private Usage() {}

  /// @return with which the program ends
  static int show(CommandSpec spec) {
    spec.commandLine().usage(spec.commandLine().getOut());
    return CommandLine.ExitCode.USAGE;
  }
}
