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
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The real program as a child process: started, killed, started again, backed up and restored. One story in order, so
/// that it needs few starts.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class StartAndStopTests {

    private final List<Process> children = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path work;
    private Path data;
    private Path backup;

    private record Ended(int exit, String said) {}

    @BeforeAll
    void place() throws IOException {
        work = Files.createTempDirectory("verdite-process");
        data = work.resolve("data");
        backup = work.resolve("backup.tar.gz");
    }

    @AfterAll
    void end() throws Exception {
        for (Process child : children) {
            child.destroy();
            child.waitFor(30, TimeUnit.SECONDS);
            child.destroyForcibly();
        }
        PostgresBinaries.deleteTree(work);
    }

    @Test
    @Order(1)
    void starts_serves_backs_up_while_running_and_stops_with_its_database() throws Exception {
        int port = freePort();
        var verdite = start(data, port);
        answers(verdite, port);
        assertThat(Files.getPosixFilePermissions(data.resolve("secrets.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        var second = run("start", "--empty", "--port", String.valueOf(freePort()), "--data", data.toString());
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.said()).contains("Another Verdite is using the data directory");
        var samePort = run(
                "start",
                "--port",
                String.valueOf(port),
                "--data",
                work.resolve("other").toString());
        assertThat(samePort.said()).contains("Port " + port + " is in use");

        var made = run("backup", backup.toString(), "--data", data.toString());
        assertThat(made.said()).contains("Backup written to");
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var verified = run("verify", "--data", data.toString());
        assertThat(verified.said()).contains("nothing was altered");
        assertThat(verified.exit()).isZero();

        long postgres = postgres(data);
        verdite.destroy();
        assertThat(verdite.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(alive(postgres)).isFalse();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(2)
    void recovers_after_both_were_killed() throws Exception {
        int port = freePort();
        var verdite = start(data, port);
        answers(verdite, port);
        long postgres = postgres(data);
        ProcessHandle.of(postgres).orElseThrow().destroyForcibly();
        verdite.destroyForcibly().waitFor();

        var again = start(data, port);
        answers(again, port);
        // The application alone is killed: its database lives on and is stopped by the next command.
        again.destroyForcibly().waitFor();
        var verified = run("verify", "--data", data.toString());
        assertThat(verified.said()).contains("nothing was altered");
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(3)
    void a_restored_backup_verifies_and_starts() throws Exception {
        Path elsewhere = work.resolve("elsewhere");
        var refused = run("restore", backup.toString(), "--data", data.toString());
        assertThat(refused.said()).contains("is not empty");
        assertThat(run("restore", backup.toString(), "--data", elsewhere.toString())
                        .said())
                .contains("Restored to");
        assertThat(run("verify", "--data", elsewhere.toString()).said()).contains("nothing was altered");
        var cold = work.resolve("cold.tar.gz");
        assertThat(run("backup", cold.toString(), "--data", elsewhere.toString())
                        .said())
                .contains("Backup written to");
        assertThat(run("remove-demonstration", "--data", elsewhere.toString()).said())
                .contains("The demonstration is gone");
        int port = freePort();
        var verdite = start(elsewhere, port);
        answers(verdite, port);
    }

    @Test
    @Order(4)
    void an_external_database_with_roles_made_beforehand_is_enough() throws Exception {
        Path beside = work.resolve("beside");
        try (var server = CommandsTests.external()) {
            environment.put("VERDITE_DB_PASSWORD", "change-me");
            environment.put("VERDITE_DB_APP_PASSWORD", "change-me-too");
            String url = server.url("verdite");
            int port = freePort();
            var verdite = process(
                    "start", "--empty", "--port", String.valueOf(port), "--data", beside.toString(), "--db-url", url);
            children.add(verdite);
            answers(verdite, port);
            assertThat(beside.resolve("postgres")).doesNotExist();
            assertThat(run("verify", "--data", beside.toString(), "--db-url", url)
                            .said())
                    .contains("nothing was altered");
            Path file = work.resolve("external.tar.gz");
            assertThat(run("backup", file.toString(), "--data", beside.toString(), "--db-url", url)
                            .said())
                    .contains("backed up by its own tools")
                    .contains("Backup written to");
            verdite.destroy();
            assertThat(verdite.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(run("remove-demonstration", "--data", beside.toString(), "--db-url", url)
                            .said())
                    .contains("The demonstration is gone");
        } finally {
            environment.clear();
        }
    }

    private Process start(Path directory, int port) throws IOException {
        var child = process("start", "--empty", "--port", String.valueOf(port), "--data", directory.toString());
        children.add(child);
        return child;
    }

    private Ended run(String... args) throws Exception {
        var child = process(args);
        children.add(child);
        assertThat(child.waitFor(60, TimeUnit.SECONDS))
                .as(String.join(" ", args))
                .isTrue();
        return new Ended(child.exitValue(), Files.readString(output(child)));
    }

    private Path output(Process child) {
        return work.resolve(child.hashCode() + ".out");
    }

    private Process process(String... args) throws IOException {
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
        command.addAll(List.of(args));
        Path out = Files.createTempFile(work, "said", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process child = builder.start();
        Files.createSymbolicLink(output(child), out);
        return child;
    }

    private void answers(Process verdite, int port) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sign-in"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            for (int i = 0; i < 300; i++) {
                assertThat(verdite.isAlive()).as(() -> read(output(verdite))).isTrue();
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
        throw new AssertionError("no answer: " + read(output(verdite)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static long postgres(Path directory) throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static boolean alive(long pid) {
        // In a container nobody may collect the ended process; what has no command any more runs no more.
        return ProcessHandle.of(pid).flatMap(p -> p.info().command()).isPresent();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
