package pilotfeld.processing.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.SerializableTransactionRunner;

/// The database, with its schema brought up to date. Two pools: the commit never waits for a page
/// or an export.
public final class Database implements AutoCloseable {

  /// Connections for everything but the commit.
  public static final int QUERY_CONNECTIONS = 8;

  /// Connections that commit messages, one group each.
  public static final int COMMIT_CONNECTIONS = 2;

  /// Connections that drain what waited on disk, beside those.
  public static final int DRAIN_CONNECTIONS = 1;

  /// Connections that give messages in the tables another meaning, beside those.
  public static final int REVISION_CONNECTIONS = 2;

  /// All of those that write messages.
  public static final int WRITING_CONNECTIONS =
      COMMIT_CONNECTIONS + DRAIN_CONNECTIONS + REVISION_CONNECTIONS;

  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
  private static final Duration QUERY_PATIENCE = Duration.ofSeconds(60);
  private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
  // How long after its own patience a server that says nothing is taken to be gone.
  private static final Duration SILENCE_PATIENCE = Duration.ofSeconds(15);
  private static final String COMMITTING =
      UplinkRows.STAGING
          + "; "
          + ReadingRows.STAGING
          // The tables grow too fast for a plan that was made a while ago.
          + "; SET plan_cache_mode = force_custom_plan; SET lock_timeout = %d; SET statement_timeout = %d"
              .formatted(LOCK_PATIENCE.toMillis(), COMMIT_PATIENCE.toMillis());

  // The class of SQLSTATEs for deadlocks and serialization failures.
  private static final String TRANSACTION_ROLLBACK = "40";

  // SQLSTATE cannot_connect_now.
  private static final String NOT_YET = "57P03";

  private final DatabaseSettings settings;
  private final HikariDataSource queries;
  private final HikariDataSource commits;
  private volatile boolean prepared;
  private volatile boolean timescale;

  private Database(DatabaseSettings settings, HikariDataSource queries, HikariDataSource commits) {
    this.settings = settings;
    this.queries = queries;
    this.commits = commits;
  }

  /// Connects, and migrates the schema.
  ///
  /// @throws StoreUnavailable if the database does not answer or its schema cannot be brought up to
  ///   date
  public static Database open(DatabaseSettings settings) {
    var database = at(settings);
    try {
      database.prepare();
      return database;
    } catch (StoreUnavailable e) {
      database.close();
      throw e;
    }
  }

  /// The same for whoever can do without it for a while: it has no connection for anybody before
  /// `prepare`.
  public static Database at(DatabaseSettings settings) {
    var queries =
        pool(
            settings,
            "queries",
            QUERY_CONNECTIONS,
            "SET statement_timeout = " + QUERY_PATIENCE.toMillis(),
            QUERY_PATIENCE);
    var commits = pool(settings, "commits", WRITING_CONNECTIONS, COMMITTING, COMMIT_PATIENCE);
    return new Database(settings, queries, commits);
  }

  /// Migrates the schema.
  ///
  /// @throws StoreUnavailable if the database does not answer or its schema cannot be brought up to
  ///   date
  public void prepare() {
    timescale = Schema.migrate(settings);
    prepared = true;
  }

  /// The level of the schema to which `open` brings a database.
  ///
  /// @throws StoreUnavailable if the database does not answer
  public static int newestMigration(DatabaseSettings settings) {
    return Schema.newest(settings);
  }

  /// Whether TimescaleDB would run a database on that server, or plain PostgreSQL.
  ///
  /// @throws StoreUnavailable if the database does not answer
  public static boolean runsTimescale(DatabaseSettings settings) {
    return Schema.runsTimescale(settings);
  }

  private static HikariDataSource pool(
      DatabaseSettings settings, String name, int size, String onConnect, Duration patience) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(onConnect);
    config.addDataSourceProperty("ApplicationName", "pilotfeld " + name);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty(
        "socketTimeout", Long.toString(patience.plus(SILENCE_PATIENCE).toSeconds()));
    return new HikariDataSource(config);
  }

  /// For the queries that are no hot path. A transaction that the server gave up, because it met
  /// another in a circle such as TimescaleDB's compression, is run anew a few times.
  public Jdbi jdbi() {
    var jdbi = Jdbi.create(() -> connection(queries));
    jdbi.registerArrayType(Long.class, "bigint");
    jdbi.registerArrayType(Instant.class, "timestamptz");
    jdbi.setTransactionHandler(new SerializableTransactionRunner());
    jdbi.getConfig(SerializableTransactionRunner.Configuration.class)
        .setSerializationFailureSqlState(TRANSACTION_ROLLBACK);
    return jdbi;
  }

  /// Whether TimescaleDB runs it, or plain PostgreSQL.
  public boolean isTimescale() {
    return timescale;
  }

  /// Connections for commits that are in use.
  public int busyCommitConnections() {
    return commits.getHikariPoolMXBean().getActiveConnections();
  }

  /// Connections for queries that are in use.
  public int busyQueryConnections() {
    return queries.getHikariPoolMXBean().getActiveConnections();
  }

  /// For a commit.
  Connection commits() throws SQLException {
    return connection(commits);
  }

  // The tables may be those of an older program still.
  private Connection connection(HikariDataSource pool) throws SQLException {
    if (!prepared) {
      throw new SQLException(
          "it was away when this process started, and its schema is not up to date yet", NOT_YET);
    }
    return pool.getConnection();
  }

  @Override
  public void close() {
    List.of(commits, queries).forEach(HikariDataSource::close);
  }
}
