package org.verdite;

import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/// What can be asked of Verdite from a shell.
final class Commands {

    static final String DATABASE = "verdite";

    /// Says in one sentence why a command can't be carried out.
    static final class CannotStart extends RuntimeException {
        CannotStart(String sentence) {
            super(sentence);
        }
    }

    private Commands() {}

    static void run(String[] args) {
        String command = args.length == 0 ? "start" : args[0];
        var options = List.of(args).subList(Math.min(1, args.length), args.length);
        try {
            switch (command) {
                case "start" -> start(Options.of(options));
                default ->
                    throw new CannotStart("Unknown command " + command + ". ./verdite alone prints what it can do.");
            }
        } catch (CannotStart e) {
            say(System.err, "verdite: " + e.getMessage());
            System.exit(2);
        }
    }

    /// @param empty no demonstration: a first-run page creates the first administrator
    /// @param dbUrl JDBC address of an external PostgreSQL, empty for the embedded one
    record Options(int port, Path data, boolean empty, String dbUrl, String dbUser, List<String> rest) {

        static Options of(List<String> args) {
            int port = 8080;
            Path data = Path.of("data");
            boolean empty = false;
            String dbUrl = "";
            String dbUser = "";
            var rest = new ArrayList<String>();
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                switch (arg) {
                    case "--port" -> port = number(arg, value(args, ++i, arg));
                    case "--data" -> data = Path.of(value(args, ++i, arg));
                    case "--empty" -> empty = true;
                    case "--db-url" -> dbUrl = value(args, ++i, arg);
                    case "--db-user" -> dbUser = value(args, ++i, arg);
                    default -> {
                        if (arg.startsWith("--")) {
                            throw new CannotStart("Unknown option " + arg
                                    + ". Known are --port N, --data DIR, --empty, --db-url URL, --db-user NAME.");
                        }
                        rest.add(arg);
                    }
                }
            }
            return new Options(port, data, empty, dbUrl, dbUser, List.copyOf(rest));
        }

        private static String value(List<String> args, int i, String option) {
            if (i >= args.size()) {
                throw new CannotStart(option + " needs a value.");
            }
            return args.get(i);
        }

        private static int number(String option, String text) {
            try {
                int port = Integer.parseInt(text);
                if (port > 0 && port < 65536) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw new CannotStart(option + " needs a port number from 1 to 65535, not " + text + ".");
            }
            throw new CannotStart(option + " needs a port number from 1 to 65535, not " + text + ".");
        }
    }

    private static void start(Options options) {
        portIsFree(options.port());
        var directory = lock(options.data());
        var store = open(options, directory);
        var application = new SpringApplication(Verdite.class);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Store.class, () -> store));
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", options.port());
        settings.put("verdite.data", directory.root().toString());
        settings.put("verdite.demonstration", !options.empty());
        application.setDefaultProperties(settings);
        try {
            ConfigurableApplicationContext context = application.run();
            // The directory's lock ends with the process; the reference keeps it from being collected before.
            context.getBeanFactory().registerSingleton("dataDirectory", directory);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    static DataDirectory lock(Path data) {
        var directory = new DataDirectory(data);
        if (!directory.tryLock()) {
            throw new CannotStart("Another Verdite is using the data directory " + directory.root()
                    + ". Stop it first, or give another directory with --data.");
        }
        return directory;
    }

    /// Opens the database, embedded or external, with its roles in place.
    static Store open(Options options, DataDirectory directory) {
        Properties secrets = directory.secrets();
        return options.dbUrl().isEmpty() ? embedded(directory, secrets) : external(options, directory, secrets);
    }

    private static Store embedded(DataDirectory directory, Properties secrets) {
        var postgres =
                new EmbeddedPostgres(directory.root().resolve("postgres-18"), directory.postgres(), secrets, List.of());
        postgres.start();
        try (var superuser = postgres.superuser("postgres")) {
            Roles.prepareEmbedded(superuser, DATABASE, secrets.getProperty("owner"), secrets.getProperty("app"));
        } catch (SQLException e) {
            postgres.close();
            throw new CannotStart("The roles of the embedded PostgreSQL could not be made: " + e.getMessage());
        }
        return new Store(
                postgres.url(DATABASE),
                Roles.OWNER,
                secrets.getProperty("owner"),
                Roles.APP,
                secrets.getProperty("app"),
                directory.root(),
                postgres);
    }

    private static Store external(Options options, DataDirectory directory, Properties secrets) {
        String password = System.getenv().getOrDefault("VERDITE_DB_PASSWORD", "");
        String appPassword = System.getenv().getOrDefault("VERDITE_DB_APP_PASSWORD", "");
        String user = options.dbUser().isEmpty() ? Roles.OWNER : options.dbUser();
        try (var owner = DriverManager.getConnection(options.dbUrl(), user, password)) {
            if (owner.getMetaData().getDatabaseMajorVersion() < 15) {
                throw new CannotStart("PostgreSQL " + owner.getMetaData().getDatabaseProductVersion()
                        + " is too old: Verdite needs 15 or newer.");
            }
            String app = appPassword.isEmpty() ? secrets.getProperty("app") : appPassword;
            if (!Roles.prepareExternal(owner, app)) {
                throw new CannotStart("The roles verdite_app and verdite_all are missing and " + user
                        + " may not create roles. The README has the SQL that makes them beforehand.");
            }
            return new Store(options.dbUrl(), user, password, Roles.APP, app, directory.root(), null);
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database " + options.dbUrl() + " can't be used as " + user + ": " + e.getMessage());
        }
    }

    private static void portIsFree(int port) {
        try (var socket = new java.net.ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new CannotStart("Port " + port + " is in use. Stop what listens there, or give another with --port.");
        }
    }

    static void say(PrintStream out, String sentence) {
        out.println(sentence);
    }
}
