package org.verdite.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// A Verdite of its own for a benchmark: started as a process on a fresh data directory, like a user's.
final class Installation implements AutoCloseable {

    private final Path data;
    private final int port;
    private final List<String> command;
    private Process process;

    private Installation(Path data, int port, List<String> command) {
        this.data = data;
        this.port = port;
        this.command = command;
    }

    /// @param empty without the demonstration group
    /// @param java options of the virtual machine, as `./verdite start` gives them
    static Installation fresh(boolean empty, List<String> java) throws IOException {
        Path data = Files.createTempDirectory("verdite-bench");
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(java);
        command.addAll(List.of("start", "--port", Integer.toString(port), "--data", data.toString()));
        if (empty) {
            command.add("--empty");
        }
        return new Installation(data, port, command);
    }

    /// The program of this build, from its classes.
    static List<String> fromClasses() {
        return List.of(
                "-XX:+UseSerialGC", "-Xmx1g", "-cp", System.getProperty("java.class.path"), "org.verdite.Verdite");
    }

    /// Starts and waits for the first page.
    ///
    /// @return milliseconds from the call to a page
    long start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("bench.log").toFile())
                .start();
        var client = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create(address("/sign-in"))).build();
        while (true) {
            if (!process.isAlive()) {
                throw new IOException("did not start: " + Files.readString(data.resolve("bench.log")));
            }
            try {
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500) {
                    return (System.nanoTime() - begin) / 1_000_000;
                }
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
                continue;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor(60, TimeUnit.SECONDS);
    }

    String address(String path) {
        return "http://localhost:" + port + path;
    }

    Connection superuser() throws IOException, SQLException {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        String postgresPort = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort + "/verdite",
                "verdite_super",
                secrets.getProperty("super"));
    }

    /// Resident memory of the program and of every process of its database, in MiB (Linux only; 0 elsewhere).
    double residentMiB() throws IOException {
        long kib = resident(process.pid());
        Path pidFile = data.resolve("postgres/postmaster.pid");
        long postmaster = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        kib += proportional(postmaster);
        kib += ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(p -> proportional(p.pid()))
                .sum();
        return Math.round(kib / 102.4) / 10.0;
    }

    private static long resident(long pid) {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    }

    /// Shared buffers counted once: the proportional set size where the system tells it.
    private static long proportional(long pid) {
        long pss = field(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
        return pss > 0 ? pss : resident(pid);
    }

    private static long field(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (process != null && process.isAlive()) {
            stop();
        }
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
