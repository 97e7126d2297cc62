package org.verdite.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
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
}
