package org.verdite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.support.GenericApplicationContext;

/// Starts the platform: the database, then the pages; stops both together.
final class Start {

    private Start() {}

    static int run(Options options) {
        options.nothingMore("start");
        // The directory first: who starts the same Verdite twice shall hear that, not that its port is in use.
        var directory = DataDirectory.locked(options.data());
        portIsFree(options.port());
        var server = options.external() ? null : Databases.server(directory);
        stopWithTheProcess(server);
        var store = server == null ? Databases.open(options, directory) : Databases.embedded(directory, server);
        boolean demonstration = holdsDemonstration(store);
        if (options.empty()) {
            if (demonstration) {
                store.close();
                throw new CannotStart("The data directory " + directory.root()
                        + " holds the demonstration already; ./verdite remove-demonstration starts over without it.");
            }
            directory.withoutDemonstration();
        }
        boolean wanted = directory.wantsDemonstration();
        var application = new SpringApplication(Verdite.class);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Store.class, () -> store));
        application.setDefaultProperties(settings(options, directory, wanted, demonstration));
        try {
            var context = application.run();
            // The directory's lock ends with the process; the reference keeps it from being collected before.
            context.getBeanFactory().registerSingleton("dataDirectory", directory);
            if (Boolean.getBoolean("verdite.once")) {
                return SpringApplication.exit(context);
            }
        } catch (RuntimeException e) {
            store.close();
            throw asSentence(e, options);
        }
        Commands.say("Verdite runs at http://localhost:" + options.port() + "  (data in " + directory.root()
                + ", Ctrl-C stops it)");
        signIns(store).forEach(Commands::say);
        return -1;
    }

    private static Map<String, Object> settings(
            Options options, DataDirectory directory, boolean wanted, boolean demonstration) {
        var settings = new HashMap<String, Object>();
        settings.put("server.port", options.port());
        settings.put("verdite.data", directory.root().toString());
        settings.put("verdite.demonstration", wanted);
        if (wanted || demonstration) {
            // Its passwords are known to everybody, so nobody else may reach it.
            settings.put("server.address", "127.0.0.1");
        }
        return settings;
    }

    /// After the context is closed, and also when a signal comes before there is one.
    private static void stopWithTheProcess(@Nullable EmbeddedPostgres server) {
        if (server != null) {
            SpringApplication.getShutdownHandlers().add(server::close);
        }
    }

    private static RuntimeException asSentence(RuntimeException e, Options options) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException) {
                return new CannotStart(inUse(options.port()));
            }
            if (cause instanceof org.flywaydb.core.api.FlywayException) {
                return new CannotStart("The database could not be brought up to date: "
                        + String.valueOf(cause.getMessage()).lines().limit(6).reduce("", (a, b) -> a + b + " "));
            }
            if (cause instanceof BeanCreationException && cause.getCause() == null) {
                return e;
            }
        }
        return e;
    }

    private static void portIsFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new CannotStart(inUse(port));
        }
    }

    private static String inUse(int port) {
        return "Port " + port + " is in use. Stop what listens there, or give another with --port.";
    }

    private static Connection owner(Store store) throws SQLException {
        return DriverManager.getConnection(store.url(), store.owner(), store.ownerPassword());
    }

    /// Before migration; also tells the trail on which cluster it is, before anything is written.
    private static boolean holdsDemonstration(Store store) {
        try (var connection = owner(store);
                var sql = connection.createStatement()) {
            if (Databases.has(connection, "trail.cluster")) {
                sql.execute("select trail.pub_epoch()");
            }
            if (!Databases.has(connection, "organisation.account")) {
                return false;
            }
            try (var rs = sql.executeQuery("select exists (select from organisation.account where demonstration)")) {
                return rs.next() && rs.getBoolean(1);
            }
        } catch (SQLException e) {
            store.close();
            throw new CannotStart("The database could not be read: " + e.getMessage());
        }
    }

    private static List<String> signIns(Store store) {
        var lines = new ArrayList<String>();
        try (var connection = owner(store);
                var sql = connection.createStatement();
                var rs = sql.executeQuery("""
                        select login from organisation.account where demonstration and not disabled order by id limit 20""")) {
            while (rs.next()) {
                lines.add(rs.getString(1));
            }
        } catch (SQLException e) {
            return List.of();
        }
        return lines.isEmpty()
                ? List.of()
                : List.of(
                        "Demonstration sign-ins, password verdite-demo: " + String.join(", ", lines),
                        "While they exist only this machine can reach the server.");
    }
}
