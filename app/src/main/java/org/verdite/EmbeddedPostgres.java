package org.verdite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

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
    void start() {
        try {
            unpack();
            initialise();
            stopLeftOver();
            port = freePort();
            run(List.of(
                    binary("pg_ctl"),
                    "-D",
                    cluster.toString(),
                    "-w",
                    "-t",
                    "120",
                    "-l",
                    cluster.resolveSibling("postgres.log").toString(),
                    "-o",
                    options(),
                    "start"));
            LOG.info("PostgreSQL listens on 127.0.0.1:{}", port);
        } catch (IOException e) {
            throw new Commands.CannotStart("The embedded PostgreSQL could not be started: " + e.getMessage() + ". See "
                    + cluster.resolveSibling("postgres.log"));
        }
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
    public void close() {
        try {
            if (Files.exists(cluster.resolve("postmaster.pid"))) {
                run(List.of(binary("pg_ctl"), "-D", cluster.toString(), "-w", "-t", "60", "-m", "fast", "stop"));
            }
        } catch (IOException e) {
            LOG.error("PostgreSQL did not stop: {}", e.getMessage());
        }
    }

    private void unpack() throws IOException {
        if (Files.exists(home.resolve("bin/postgres"))) {
            return;
        }
        Path fresh = home.resolveSibling(home.getFileName() + ".new");
        deleteTree(fresh);
        Files.createDirectories(fresh);
        String name = archiveName();
        try (InputStream archive = EmbeddedPostgres.class.getResourceAsStream("/" + name)) {
            if (archive == null) {
                throw new IOException("this build carries no PostgreSQL for " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch") + "; give an external one with --db-url");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive, 1 << 16)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    extract(fresh, tar, entry);
                }
            }
        }
        Files.move(fresh, home);
    }

    private static void extract(Path target, TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("the archive names a path outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & 0100) != 0) {
            Set<PosixFilePermission> rwx = PosixFilePermissions.fromString("rwxr-xr-x");
            Files.setPosixFilePermissions(file, rwx);
        }
    }

    private static String archiveName() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String cpu = arch.contains("aarch64") || arch.contains("arm64") ? "arm_64" : "x86_64";
        return "postgres-linux-" + cpu + ".txz";
    }

    private void initialise() throws IOException {
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = cluster.resolveSibling(cluster.getFileName() + ".new");
        deleteTree(fresh);
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
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readAllLines(pidFile).getFirst().trim();
        boolean running = first.matches("\\d+")
                && ProcessHandle.of(Long.parseLong(first))
                        .flatMap(process -> process.info().command())
                        .filter(command -> command.endsWith("postgres"))
                        .isPresent();
        if (running) {
            LOG.info("Stopping the PostgreSQL that an earlier run left behind");
            run(List.of(binary("pg_ctl"), "-D", cluster.toString(), "-w", "-t", "60", "-m", "fast", "stop"));
        }
    }

    private String binary(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> command) throws IOException {
        var all = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
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

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
