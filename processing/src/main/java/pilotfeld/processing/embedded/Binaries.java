package pilotfeld.processing.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// The PostgreSQL of io.zonky.test.postgres, unpacked: initdb, pg_ctl and postgres, nothing else.
final class Binaries {

  private static final String COMPLETE = "unpacked";

  private Binaries() {}

  /// @param folder where they are unpacked, if they are not there yet
  /// @return the folder of the programs
  /// @throws IOException if there are none for this machine, or the disk does not take them
  static Path unpack(Path folder) throws IOException {
    if (!Files.exists(folder.resolve(COMPLETE))) {
      var name = "/postgres-linux-%s.txz".formatted(architecture());
      try (var packed = Binaries.class.getResourceAsStream(name)) {
        if (packed == null) {
          throw new IOException(
              "no PostgreSQL for this machine comes along ("
                  + name
                  + "): set PILOTFELD_DB_URL to one of your own");
        }
        unpack(new TarArchiveInputStream(new XZCompressorInputStream(packed)), folder);
      }
      Files.writeString(folder.resolve(COMPLETE), "");
    }
    return folder.resolve("bin");
  }

  private static String architecture() {
    var name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return name.equals("amd64") ? "x86_64" : name.equals("aarch64") ? "arm_64" : name;
  }

  private static void unpack(TarArchiveInputStream archive, Path folder) throws IOException {
    for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
      var target = folder.resolve(entry.getName()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException("the archive leaves its folder: " + entry.getName());
      }
      write(archive, entry, target);
    }
  }

  private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.deleteIfExists(target);
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(target, permissions((entry.getMode() & 0100) != 0));
  }

  private static Set<PosixFilePermission> permissions(boolean executable) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (executable) {
      permissions.addAll(
          Set.of(
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_EXECUTE));
    }
    return permissions;
  }
}
