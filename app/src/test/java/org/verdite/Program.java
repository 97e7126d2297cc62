package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// The real program as child processes, with a place for their files.
final class Program implements AutoCloseable {

    /// @param said standard output and errors together
    record Ended(int exit, String said) {}

    private final List<Process> children = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Path work;

    Program() throws IOException {
        work = Files.createTempDirectory("verdite-process");
    }

    Path file(String name) {
        return work.resolve(name);
    }

    Map<String, String> environment() {
        return environment;
    }

    /// @param more what is said beside port and data directory
    Process start(Path data, int port, String... more) throws IOException {
        var args = new ArrayList<>(List.of("start", "--port", String.valueOf(port), "--data", data.toString()));
        args.addAll(List.of(more));
        return process(args);
    }

    Ended run(String... args) throws Exception {
        var child = process(List.of(args));
        assertThat(child.waitFor(300, TimeUnit.SECONDS))
                .as(String.join(" ", args))
                .isTrue();
        return new Ended(child.exitValue(), said(child));
    }

    private Process process(List<String> args) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx700m",
                "-Xshare:auto",
                "-Dverdite.noTestDatabase=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.verdite.Verdite"));
        command.addAll(args);
        Path out = Files.createTempFile(work, "said", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process child = builder.start();
        children.add(child);
        Files.createSymbolicLink(output(child), out);
        return child;
    }

    private Path output(Process child) {
        return work.resolve(child.pid() + ".out");
    }

    String said(Process child) {
        try {
            return Files.readString(output(child));
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Waits until it does.
    void answers(Process verdite, int port) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            for (int i = 0; i < 1200; i++) {
                assertThat(verdite.isAlive()).as(() -> said(verdite)).isTrue();
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            < 500) {
                        return;
                    }
                } catch (IOException e) {
                    // Not listening yet.
                }
                Thread.sleep(200);
            }
        }
        throw new AssertionError("no answer: " + said(verdite));
    }

    /// As a signal stops it, with its database.
    static void stop(Process verdite) throws InterruptedException {
        verdite.destroy();
        assertThat(verdite.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }

    /// The number of an installation's embedded server.
    static long postgres(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /// Into an installation's running embedded server.
    static Connection superuser(Path data) throws IOException, SQLException {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/verdite",
                EmbeddedPostgres.SUPERUSER,
                secrets.getProperty("super"));
    }

    static boolean alive(long pid) {
        // In a container nobody may collect the ended process; what has no command any more runs no more.
        return ProcessHandle.of(pid).flatMap(p -> p.info().command()).isPresent();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        for (Process child : children) {
            child.destroy();
        }
        for (Process child : children) {
            child.waitFor(30, TimeUnit.SECONDS);
            child.destroyForcibly();
        }
        PostgresBinaries.deleteTree(work);
    }
}
