package org.verdite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// One real PostgreSQL for the whole test run; each application context gets an empty database of its own, copied from
/// one that all rooms migrated once.
public class TestDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static EmbeddedPostgres server;
    private static DataDirectory directory;
    private static @Nullable Scratch migrated;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getBeanFactory().containsBeanDefinition("store") || Boolean.getBoolean("verdite.noTestDatabase")) {
            return;
        }
        var store = migrated();
        ((GenericApplicationContext) context).registerBean("store", Store.class, () -> store);
        // A data directory of its own, as every database has one; and no idle connections, for the contexts of all test
        // classes share one server.
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "verdite.test",
                        Map.of(
                                "verdite.data",
                                store.data().toString(),
                                "spring.datasource.hikari.minimum-idle",
                                "0",
                                "spring.datasource.hikari.idle-timeout",
                                "10000")));
    }

    /// A database that all rooms migrated and nobody wrote to, on the shared server.
    private static synchronized Store migrated() {
        if (migrated == null) {
            migrated = scratch(
                    Rooms.inOrder().stream().filter(r -> !r.equals("shared")).toArray(String[]::new));
        }
        return store(migrated.copy().name());
    }

    /// An empty database with the three roles, on the shared server.
    static synchronized Store fresh() {
        server();
        return store("test" + NUMBER.incrementAndGet());
    }

    private static Store store(String name) {
        var postgres = server();
        var secrets = directory.secrets();
        try (Connection superuser = postgres.superuser("postgres")) {
            Roles.prepareEmbedded(superuser, name, secrets.getProperty("owner"), secrets.getProperty("app"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new Store(
                postgres.url(name),
                Roles.OWNER,
                secrets.getProperty("owner"),
                Roles.APP,
                secrets.getProperty("app"),
                directory.root().resolve(name),
                null);
    }

    /// A migrated database without an application around it.
    ///
    /// @param data its data directory, not there yet
    public record Scratch(String url, Path data, Properties secrets) {

        public Connection owner() throws SQLException {
            return DriverManager.getConnection(url, Roles.OWNER, secrets.getProperty("owner"));
        }

        public Connection app() throws SQLException {
            return DriverManager.getConnection(url, Roles.APP, secrets.getProperty("app"));
        }

        public Connection superuser() throws SQLException {
            return DriverManager.getConnection(url, EmbeddedPostgres.SUPERUSER, secrets.getProperty("super"));
        }

        private String name() {
            return url.substring(url.lastIndexOf('/') + 1);
        }

        /// A copy of it, made in a moment; nobody may be connected to the original.
        public Scratch copy() {
            String copy = "test" + NUMBER.incrementAndGet();
            try (Connection superuser = server().superuser("postgres");
                    var sql = superuser.createStatement()) {
                sql.execute("create database " + copy + " owner " + Roles.OWNER + " template " + name());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Scratch(server().url(copy), data.resolveSibling(copy), secrets);
        }

        /// Anchors until every entry of the trail is sealed. One anchor may not be enough: it stops before the oldest
        /// transaction of the whole cluster, and tests beside this one have theirs.
        public static void sealed(Connection owner) throws SQLException {
            try (var sql = owner.createStatement()) {
                for (int attempt = 0; attempt < 600; attempt++) {
                    sql.execute("select trail.pub_anchor()");
                    try (var open = sql.executeQuery(
                            "select from trail.entry where xid >= coalesce((select max(upto) from trail.anchor), '0') limit 1")) {
                        if (!open.next()) {
                            return;
                        }
                    }
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
            throw new IllegalStateException("a transaction beside this test did not end");
        }

        /// A copy with more rooms, migrated in this order.
        public Scratch with(List<String> rooms) {
            var copy = copy();
            migrate(copy.url(), secrets.getProperty("owner"), rooms);
            return copy;
        }
    }

    /// The ground and the given rooms, migrated in this order.
    public static Scratch scratch(String... rooms) {
        var store = fresh();
        migrate(
                store.url(),
                store.ownerPassword(),
                Stream.concat(Stream.of("__root"), Arrays.stream(rooms)).toList());
        return new Scratch(store.url(), store.data(), directory.secrets());
    }

    // With the history that the application keeps, so that it finds nothing left to do.
    private static void migrate(String url, String password, List<String> rooms) {
        try (var connections = MigrationConnections.of(url, Roles.OWNER, password)) {
            for (String room : rooms) {
                Flyway.configure()
                        .dataSource(connections)
                        .defaultSchema("flyway")
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .table("flyway_schema_history" + (room.equals("__root") ? "" : "_" + room))
                        .locations("classpath:db/migration/" + room)
                        .load()
                        .migrate();
            }
        }
    }

    /// As the superuser of an application's database.
    public static Connection superuser(ApplicationContext context) throws SQLException {
        return superuser(context.getBean(Store.class));
    }

    /// As the superuser: what no application role can do, for tests of tampering.
    static Connection superuser(Store store) throws SQLException {
        return server().superuser(store.url().substring(store.url().lastIndexOf('/') + 1));
    }

    private static synchronized EmbeddedPostgres server() {
        if (server == null) {
            try {
                Path root = Files.createTempDirectory("verdite-tests");
                directory = new DataDirectory(root);
                if (!directory.tryLock()) {
                    throw new IllegalStateException("the test directory is in use");
                }
                Path unpacked = Path.of("target", "postgres-18").toAbsolutePath();
                server = new EmbeddedPostgres(
                        unpacked,
                        directory.postgres(),
                        directory.secrets(),
                        // copies are made often and kept by nobody: nothing of them is worth a journal or a sweep
                        List.of(
                                "fsync=off",
                                "full_page_writes=off",
                                "synchronous_commit=off",
                                "wal_compression=off",
                                "wal_level=minimal",
                                "max_wal_senders=0",
                                "autovacuum_naptime=5min",
                                "max_connections=200"));
                server.start();
                // After all contexts are closed: a pool whose database is gone would wait for it.
                SpringApplication.getShutdownHandlers().add(() -> {
                    server.close();
                    directory.close();
                    try {
                        PostgresBinaries.deleteTree(root);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return server;
    }
}
