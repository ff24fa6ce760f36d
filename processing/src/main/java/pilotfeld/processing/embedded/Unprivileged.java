package pilotfeld.processing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// PostgreSQL refuses to run as root. There it runs as another user, changed to by `setpriv`
/// (util-linux): `unshare` is refused in a plain container.
final class Unprivileged {

  // The user `nobody`. It keeps the right to pass through folders that only root may enter, such as
  // /root. Without the first option, the kernel takes that right away where PostgreSQL looks with
  // access() whether its programs are there.
  private static final int USER_ID = 65534;
  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--securebits=+no_setuid_fixup",
          "--reuid=" + USER_ID,
          "--regid=" + USER_ID,
          "--clear-groups",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override",
          "--bounding-set=-all,+dac_override",
          "--");

  private static final boolean ROOT = System.getProperty("user.name").equals("root");

  private Unprivileged() {}

  /// The command that runs a program as a user who is not root, and out of reach of the terminal:
  /// Ctrl-C ends this process, which then ends the server when nobody needs it any more.
  static List<String> command(Path program, String... arguments) {
    var command = new ArrayList<String>(List.of("setsid"));
    command.addAll(ROOT ? AS_NOBODY : List.of());
    command.add(program.toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /// Makes that user the owner of a file or an empty folder.
  static void give(Path path) throws IOException {
    if (ROOT) {
      Files.setAttribute(path, "unix:uid", USER_ID);
      Files.setAttribute(path, "unix:gid", USER_ID);
    }
  }

  /// For files that nobody else may read.
  static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
