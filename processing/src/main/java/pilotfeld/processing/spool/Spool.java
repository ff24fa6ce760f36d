package pilotfeld.processing.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages on disk, in the order in which they came, for as long as the database is away. Safe for
/// use from several threads; one of them writes at a time.
public final class Spool implements AutoCloseable {

  /// What one batch holds at most, beside its first entry.
  public static final int BATCH_BYTES = 4 * 1024 * 1024;

  /// Processes that one state folder serves.
  public static final int PROCESSES_LIMIT = 16;

  // Below this it is not worth giving back what the file takes.
  private static final long SHRINK_ABOVE_BYTES = 1024 * 1024;

  private static final String FIRST = "SELECT * FROM message ORDER BY number LIMIT :count";
  private static final String REMOVE = "DELETE FROM message WHERE number <= :through";
  private static final String REMOVE_ONE = "DELETE FROM message WHERE number = :number";
  private static final String SET_ASIDE =
      "INSERT INTO unreadable SELECT * FROM message WHERE number = :number";
  private static final String COUNT = "SELECT count(*) FROM message";
  private static final String COUNT_ASIDE = "SELECT count(*) FROM unreadable";
  private static final String USED =
      "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size";

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path folder;
  private final FolderLock lock;
  private final SpoolLimits limits;
  private final SpoolFile file;
  private final String name;
  private final ReentrantLock turn = new ReentrantLock();
  // Empty after an error: then it is opened anew.
  private Optional<Handle> open = Optional.empty();
  private boolean isSuspect = true;
  private boolean closed;
  private volatile long messages;

  private Spool(Path folder, FolderLock lock, SpoolLimits limits) throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.limits = limits;
    this.file = new SpoolFile(folder);
    this.name = file.name();
  }

  /// Opens the spool in a folder, which is made. What is in it and cannot be read is set aside,
  /// with a warning that names it.
  ///
  /// @throws SpoolUnavailable if the folder cannot be written, or another process uses it
  public static Spool open(Path folder, SpoolLimits limits) {
    return opened(folder, limits)
        .orElseThrow(
            () ->
                new SpoolUnavailable(
                    "the spool %s cannot be opened: another process uses it, give each a PILOTFELD_STATE of its own"
                        .formatted(folder)));
  }

  /// Opens the first of the folders `spool`, `spool-2`, `spool-3` and so on that no other process
  /// uses. So those that start on one state folder find after a restart what they left there.
  ///
  /// @throws SpoolUnavailable if it cannot be written, or there are too many
  public static Spool openFree(Path state, SpoolLimits limits) {
    return folders(state)
        .flatMap(folder -> opened(folder, limits).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new SpoolUnavailable(
                    "%d processes use the folder %s: no more can"
                        .formatted(PROCESSES_LIMIT, state)));
  }

  private static Stream<Path> folders(Path state) {
    return IntStream.rangeClosed(1, PROCESSES_LIMIT)
        .mapToObj(number -> state.resolve(number == 1 ? "spool" : "spool-" + number));
  }

  private static Optional<Spool> opened(Path folder, SpoolLimits limits) {
    try {
      SpoolFile.prepare(folder);
      var lock = FolderLock.of(folder);
      if (lock.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(new Spool(folder, lock.get(), limits).checked());
    } catch (IOException e) {
      throw new SpoolUnavailable("the spool " + folder + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private Spool checked() {
    try {
      return on(_ -> this);
    } catch (SpoolUnavailable e) {
      close();
      throw e;
    }
  }

  /// Whether there has been a spool in a folder before.
  public static boolean isIn(Path folder) {
    return Files.exists(SpoolFile.name(folder));
  }

  /// By which the tables know this spool; stays the same over restarts.
  public String name() {
    return name;
  }

  /// Whether nothing waits; costs nothing.
  public boolean isEmpty() {
    return messages == 0;
  }

  /// How full it is.
  ///
  /// @throws SpoolUnavailable if the file cannot be read
  public SpoolStanding standing() {
    return on(
        handle ->
            new SpoolStanding(
                messages,
                used(handle),
                rows(handle, 1).stream()
                    .flatMap(row -> row.entry().stream())
                    .map(entry -> entry.message().arrivedAt())
                    .findFirst(),
                count(handle, COUNT_ASIDE)));
  }

  /// Keeps all of them, behind those that are here already. Returning means that they are on disk.
  ///
  /// @throws SpoolUnavailable if there is no room, or the disk does not take them; none is kept
  ///   then
  public void add(List<SpoolEntry> entries) {
    var rows = entries.stream().map(SpoolRow::of).toList();
    var wanted = rows.stream().mapToLong(SpoolRow::bytes).sum();
    on(
        handle -> {
          checkDisk(wanted);
          checkLimit(used(handle) + wanted);
          handle.useTransaction(
              each -> {
                Rows.insert(each, rows);
                checkLimit(used(each));
              });
          messages += rows.size();
          return handle;
        });
  }

  private void checkLimit(long bytes) {
    if (bytes > limits.bytes()) {
      throw new SpoolUnavailable(
          "the spool %s is full: with this it would hold %d bytes, and may hold %d"
              .formatted(folder, bytes, limits.bytes()));
    }
  }

  private void checkDisk(long wanted) {
    var free = freeBytes();
    if (free - wanted < limits.freeBytes()) {
      throw new SpoolUnavailable(
          "the disk of the spool %s has %d bytes left, and %d must stay free"
              .formatted(folder, free, limits.freeBytes()));
    }
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new SpoolUnavailable("the spool " + folder + " is gone: " + e.getMessage(), e);
    }
  }

  /// The oldest entries. They stay until they are removed; what is not what was written is set
  /// aside in the file.
  ///
  /// @param count at most; fewer if they are large
  /// @throws SpoolUnavailable if the file cannot be read
  public SpoolBatch first(int count) {
    return on(
        handle -> {
          var rows = rows(handle, count);
          setAside(handle, rows.stream().filter(row -> row.entry().isEmpty()).toList());
          return batch(rows);
        });
  }

  private static List<SpoolRow> rows(Handle handle, int count) {
    var rows = new ArrayList<SpoolRow>();
    var bytes = 0L;
    try (var found = handle.createQuery(FIRST).bind("count", count).map(Rows.MAPPER).iterator()) {
      while (found.hasNext() && bytes < BATCH_BYTES) {
        rows.add(found.next());
        bytes += rows.getLast().bytes();
      }
    }
    return rows;
  }

  private static SpoolBatch batch(List<SpoolRow> rows) {
    return new SpoolBatch(
        rows.isEmpty() ? 0 : rows.getLast().number(),
        rows.stream().map(SpoolRow::entry).flatMap(Optional::stream).toList());
  }

  private void setAside(Handle handle, List<SpoolRow> unreadable) {
    for (var row : unreadable) {
      setAside(handle, row.number());
      LOG.warn(
          "{}: message {} is not what was written, it is set aside in the table unreadable there",
          folder,
          row.number());
    }
  }

  private void setAside(Handle handle, long number) {
    handle.useTransaction(
        each -> {
          each.createUpdate(SET_ASIDE).bind("number", number).execute();
          each.createUpdate(REMOVE_ONE).bind("number", number).execute();
        });
    messages--;
  }

  /// Puts one entry out of the way of the others, within the file: nobody can take it in.
  ///
  /// @param number as a batch has it that holds nothing else
  /// @throws SpoolUnavailable if the disk does not take it
  public void setAside(long number) {
    on(
        handle -> {
          setAside(handle, number);
          return handle;
        });
  }

  /// Removes what is in the tables.
  ///
  /// @param through number of the last one, as a batch has it
  /// @throws SpoolUnavailable if the disk does not take it; then they are there still
  public void removeThrough(long through) {
    on(
        handle -> {
          messages -= handle.createUpdate(REMOVE).bind("through", through).execute();
          shrinkIfEmpty(handle);
          return handle;
        });
  }

  private void shrinkIfEmpty(Handle handle) {
    if (messages == 0 && pageBytes(handle) > SHRINK_ABOVE_BYTES) {
      handle.execute("VACUUM");
    }
  }

  private static long pageBytes(Handle handle) {
    return handle
        .createQuery("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        .mapTo(Long.class)
        .one();
  }

  private static long used(Handle handle) {
    return count(handle, USED);
  }

  private static long count(Handle handle, String query) {
    return handle.createQuery(query).mapTo(Long.class).one();
  }

  private <T> T on(Function<Handle, T> work) {
    turn.lock();
    try {
      return work.apply(handle());
    } catch (JdbiException e) {
      isSuspect |= SpoolFile.isDamage(e);
      abandon();
      throw new SpoolUnavailable(
          "the spool %s cannot be used: %s".formatted(folder, SpoolFile.reason(e)), e);
    } catch (IOException e) {
      throw new SpoolUnavailable(
          "the spool %s cannot be opened: %s".formatted(folder, e.getMessage()), e);
    } finally {
      turn.unlock();
    }
  }

  private Handle handle() throws IOException {
    if (closed) {
      throw new SpoolUnavailable("the spool " + folder + " is closed");
    }
    if (open.isEmpty()) {
      open = Optional.of(isSuspect ? file.openChecked() : file.reopen());
      isSuspect = false;
      messages = count(open.get(), COUNT);
    }
    return open.get();
  }

  // An error may have left a transaction half-way: a fresh connection knows of none.
  private void abandon() {
    try {
      open.ifPresent(Handle::close);
    } catch (JdbiException e) {
      LOG.warn("{}: {}", folder, SpoolFile.reason(e));
    }
    open = Optional.empty();
  }

  /// Closes the file; what is in it waits there.
  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      abandon();
      lock.close();
    } catch (IOException e) {
      LOG.warn("{}: {}", folder, e.getMessage());
    } finally {
      turn.unlock();
    }
  }
}
