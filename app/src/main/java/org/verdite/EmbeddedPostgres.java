package org.verdite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that Verdite brings along: unpacked once, on loopback only, with passwords, with fsync.
///
/// Ours rather than zonky's class, which trusts every local user and switches fsync off.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    static final String SUPERUSER = "verdite_super";

    private final Path home;
    private final Path cluster;
    private final Properties secrets;
    private final List<String> extraSettings;
    private int port;

    EmbeddedPostgres(Path home, Path cluster, Properties secrets, List<String> extraSettings) {
        this.home = home;
        this.cluster = cluster;
        this.secrets = secrets;
        this.extraSettings = extraSettings;
    }

    int port() {
        return port;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, secrets.getProperty("super"));
    }

    /// Unpacks and initialises where needed, clears what a killed process left, starts the server.
    synchronized void start() {
        try {
            mayRunServer();
            PostgresBinaries.unpack(home);
            initialise();
            stopLeftOver();
            for (int attempt = 1; ; attempt++) {
                port = freePort();
                try {
                    run(List.of(
                            binary("pg_ctl"),
                            "-D",
                            cluster.toString(),
                            "-w",
                            "-t",
                            "120",
                            "-l",
                            log().toString(),
                            "-o",
                            options(),
                            "start"));
                    break;
                } catch (IOException e) {
                    // What a killed server left in memory takes a moment to go; a port may be taken meanwhile.
                    if (attempt == 4) {
                        throw e;
                    }
                    pause();
                }
            }
            LOG.debug("PostgreSQL listens on 127.0.0.1:{}", port);
        } catch (IOException e) {
            throw new CannotStart("The embedded PostgreSQL could not be started: "
                    + String.valueOf(e.getMessage()).lines().limit(3).collect(java.util.stream.Collectors.joining(" "))
                    + (Files.exists(log()) ? " See " + log() + "." : ""));
        }
    }

    /// A server for benchmarks and trials in a directory of its own, with passwords made for it.
    public static EmbeddedPostgres temporary(Path directory) {
        var data = new DataDirectory(directory);
        if (!data.tryLock()) {
            throw new IllegalStateException(directory + " is in use");
        }
        var server = new EmbeddedPostgres(
                directory.resolve("postgres-18"), data.postgres(), data.secrets(), List.of("max_connections=100"));
        server.start();
        return server;
    }

    /// As the superuser of a temporary server.
    public Connection connect(String database) throws SQLException {
        return superuser(database);
    }

    /// Finds the server that another process of ours runs.
    void running() {
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            port = Integer.parseInt(lines.get(3).strip());
        } catch (IOException | RuntimeException e) {
            throw new CannotStart("Another Verdite holds the data directory, but its database does not run (yet). "
                    + "Try again in a moment, or stop it first.");
        }
    }

    private Path log() {
        return cluster.resolveSibling("postgres.log");
    }

    private static void pause() {
        try {
            Thread.sleep(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// As root a server runs in a user namespace of its own; some containers forbid that.
    private static void mayRunServer() {
        if (!isRoot()) {
            return;
        }
        try {
            var process = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return;
            }
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL refuses to run as root, and unshare (util-linux) is not there to run it"
                    + " otherwise. Start Verdite as an ordinary user.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStart("PostgreSQL refuses to run as root, and this container forbids user namespaces (unshare"
                + " -U). Start Verdite as an ordinary user, or use an external PostgreSQL with --db-url.");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String options() {
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=256MB",
                "max_wal_size=2GB",
                "timezone=UTC",
                "jit=off",
                "wal_compression=on",
                "io_method=sync"));
        settings.addAll(extraSettings);
        return "-p " + port + " -c " + String.join(" -c ", settings);
    }

    /// Stops at once but cleanly: open transactions roll back.
    @Override
    public synchronized void close() {
        try {
            if (LeftOver.of(cluster).runs()) {
                stop();
            }
        } catch (IOException e) {
            LOG.error("PostgreSQL did not stop: {}", e.getMessage());
        }
    }

    private void initialise() throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.exists(version)) {
            if (!Files.readString(version).strip().equals("18")) {
                throw new CannotStart("The data directory's database was made by PostgreSQL "
                        + Files.readString(version).strip() + "; this Verdite brings 18.");
            }
            return;
        }
        if (Files.exists(cluster)) {
            throw new CannotStart("The data directory is broken: " + cluster
                    + " holds no database. Restore it from a backup, or move it away to begin anew.");
        }
        Path fresh = cluster.resolveSibling(cluster.getFileName() + ".new");
        PostgresBinaries.deleteTree(fresh);
        Files.createDirectories(fresh.getParent());
        Path password = Files.createTempFile(
                fresh.getParent(),
                "initdb",
                ".pw",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(password, secrets.getProperty("super"), StandardCharsets.UTF_8);
            // The builtin locale is the same everywhere, so that copied data never meets another libc's sort order.
            run(List.of(
                    binary("initdb"),
                    "-D",
                    fresh.toString(),
                    "-U",
                    SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile=" + password,
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            Files.move(fresh, cluster);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    /// A killed process leaves its server running; the directory's lock is ours, so that server is ours to stop.
    private void stopLeftOver() throws IOException {
        var leftOver = LeftOver.of(cluster);
        if (leftOver.runs()) {
            LOG.info("Stopping the PostgreSQL that an earlier run left behind");
            stop();
        } else {
            leftOver.forget();
        }
    }

    private void stop() throws IOException {
        run(List.of(binary("pg_ctl"), "-D", cluster.toString(), "-w", "-t", "60", "-m", "fast", "stop"));
    }

    private String binary(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> command) throws IOException {
        var all = new ArrayList<String>();
        if (isRoot()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is.
            all.addAll(List.of("unshare", "-U"));
        }
        all.addAll(command);
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().keySet().removeIf(k -> k.startsWith("PG") || k.startsWith("LC_") || k.equals("LANG"));
        Path output = Files.createTempFile("verdite-pg", ".out");
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not answer in 180 seconds");
            }
            if (process.exitValue() != 0) {
                throw new IOException(Path.of(command.getFirst()).getFileName() + " said: "
                        + Files.readString(output).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst(), e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
