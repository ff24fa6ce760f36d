package pilotfeld.ingest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// How much processor time processes have used, as Linux counts it in `/proc/<pid>/stat`.
final class Clocks {

  /// `USER_HZ`, which every Linux on amd64 and arm64 has.
  private static final double TICKS_PER_SECOND = 100;

  // Of what follows the name in brackets, counted from 0: parent, then user and system time of the
  // process, then those of children that have ended.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int CHILDREN_SYSTEM = 14;

  private static final Path PROC = Path.of("/proc");

  private Clocks() {}

  /// Seconds that a process has used, and its children that have ended.
  static double seconds(long pid) throws IOException {
    return seconds(PROC.resolve(Long.toString(pid)), CHILDREN_SYSTEM);
  }

  /// Seconds that a process and all its children have used.
  static double secondsOfTree(long pid) throws IOException {
    var sum = seconds(pid);
    for (var child : children(pid)) {
      sum += seconds(child);
    }
    return sum;
  }

  /// Seconds that the threads of a process have used, by the beginning of their names.
  static Map<String, Double> secondsOfThreads(long pid) throws IOException {
    var sums = new TreeMap<String, Double>();
    try (var threads = Files.list(PROC.resolve(pid + "/task"))) {
      for (var thread : threads.toList()) {
        sums.merge(group(name(thread)), seconds(thread, USER + 1), Double::sum);
      }
    }
    return sums;
  }

  /// The process that a PostgreSQL's connection belongs to.
  static long parent(long pid) throws IOException {
    return Long.parseLong(fields(PROC.resolve(Long.toString(pid)))[PARENT]);
  }

  /// The most memory that a process has had, and each of its children, in MiB.
  static double peakMebibytesOfTree(long pid) throws IOException {
    var sum = peakMebibytes(pid);
    for (var child : children(pid)) {
      sum += peakMebibytes(child);
    }
    return sum;
  }

  private static double peakMebibytes(long pid) throws IOException {
    return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> children(long pid) throws IOException {
    var children = new ArrayList<Long>();
    try (Stream<Path> processes = Files.list(PROC)) {
      for (var each : processes.filter(path -> isNumber(path)).toList()) {
        var fields = fields(each);
        if (fields.length > PARENT && fields[PARENT].equals(Long.toString(pid))) {
          children.add(Long.valueOf(each.getFileName().toString()));
        }
      }
    }
    return children;
  }

  private static boolean isNumber(Path path) {
    return path.getFileName().toString().chars().allMatch(Character::isDigit);
  }

  // A thread that ends between two looks has no time any more; there are few.
  private static double seconds(Path process, int last) throws IOException {
    var fields = fields(process);
    var ticks = 0L;
    for (var index = USER; index <= last && index < fields.length; index++) {
      ticks += Long.parseLong(fields[index]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static String[] fields(Path process) throws IOException {
    try {
      var stat = Files.readString(process.resolve("stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (NoSuchFileException e) {
      return new String[0];
    } catch (IOException e) {
      // ESRCH: it ended while it was read.
      return new String[0];
    }
  }

  private static String name(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException e) {
      return "ended";
    }
  }

  private static String group(String name) {
    if (name.startsWith("MQTT")) {
      return "Paho";
    }
    if (name.startsWith("C1") || name.startsWith("C2") || name.startsWith("Sweeper")) {
      return "compiler";
    }
    if (name.startsWith("GC") || name.startsWith("G1") || name.startsWith("VM ")) {
      return "garbage collector";
    }
    if (name.startsWith("ForkJoin")) {
      return "virtual threads";
    }
    if (name.startsWith("codec")) {
      return "codec";
    }
    return name.startsWith("commit-") ? "commit" : "other";
  }
}
