package org.verdite.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.verdite.Verdite;

/// A Verdite inside the benchmark's own process, for benchmarks that call a room's doors instead of its pages.
public final class InProcess implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final AtomicReference<ConfigurableApplicationContext> STARTED = new AtomicReference<>();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context.getParent() == null) {
            STARTED.set(context);
        }
    }

    /// Starts an empty one on a data directory and answers its beans.
    static ConfigurableApplicationContext start(Path data) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Verdite.main(new String[] {"start", "--port", Integer.toString(port), "--data", data.toString(), "--empty"});
        return STARTED.get();
    }

    static void stop(ConfigurableApplicationContext context) {
        SpringApplication.exit(context, () -> 0);
    }

    static Connection superuser(Path data) throws IOException, SQLException {
        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/verdite", "verdite_super", secrets.getProperty("super"));
    }

    static void delete(Path data) throws IOException {
        try (var all = Files.walk(data)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
