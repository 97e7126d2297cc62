package org.verdite;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/// Opens an installation's database, embedded or external, for the commands.
final class Databases {

    static final String NAME = "verdite";

    private Databases() {}

    /// With its roles in place, ready for the application.
    static Store open(Options options, DataDirectory directory) {
        return options.external() ? external(options, directory) : embedded(directory, server(directory));
    }

    static EmbeddedPostgres server(DataDirectory directory) {
        if (Files.exists(directory.postgres()) && !directory.hasSecrets()) {
            throw new CannotStart(
                    "The data directory " + directory.root()
                            + " is broken: it has a database but not its passwords (secrets.properties). Restore it from a backup.");
        }
        return new EmbeddedPostgres(
                directory.root().resolve("postgres-18"), directory.postgres(), directory.secrets(), List.of());
    }

    static Store embedded(DataDirectory directory, EmbeddedPostgres postgres) {
        Properties secrets = directory.secrets();
        postgres.start();
        try (var superuser = postgres.superuser("postgres")) {
            Roles.prepareEmbedded(superuser, NAME, secrets.getProperty("owner"), secrets.getProperty("app"));
        } catch (SQLException e) {
            postgres.close();
            throw new CannotStart(
                    "28P01".equals(e.getSQLState())
                            ? "The password in " + directory.root().resolve("secrets.properties")
                                    + " is not that of the database beside it. Restore both from one backup."
                            : "The roles of the embedded PostgreSQL could not be made: " + e.getMessage());
        }
        return new Store(
                postgres.url(NAME),
                Roles.OWNER,
                secrets.getProperty("owner"),
                Roles.APP,
                secrets.getProperty("app"),
                directory.root(),
                postgres);
    }

    private static Store external(Options options, DataDirectory directory) {
        String appPassword = System.getenv().getOrDefault("VERDITE_DB_APP_PASSWORD", "");
        String user = user(options);
        try (var owner = externalOwner(options)) {
            String app = appPassword.isEmpty() ? directory.secrets().getProperty("app") : appPassword;
            if (!Roles.prepareExternal(owner, app)) {
                throw new CannotStart("The roles verdite_app and verdite_all are missing and " + user
                        + " may not create roles. The README has the SQL that makes them beforehand.");
            }
            var store = new Store(options.dbUrl(), user, password(), Roles.APP, app, directory.root(), null);
            appMayConnect(store);
            return store;
        } catch (SQLException e) {
            throw refused(options.dbUrl(), user, e);
        }
    }

    private static void appMayConnect(Store store) {
        try (var app = DriverManager.getConnection(store.url(), store.app(), store.appPassword())) {
            app.isValid(5);
        } catch (SQLException e) {
            throw new CannotStart(
                    "28P01".equals(e.getSQLState())
                            ? "The role verdite_app of this server has another password than "
                                    + store.data().resolve("secrets.properties")
                                    + " says: it was made beforehand, or by another Verdite. Give its password in"
                                    + " VERDITE_DB_APP_PASSWORD (the other Verdite has it as “app” in its own"
                                    + " secrets.properties). If nobody knows it, a superuser can set a new one: alter role"
                                    + " verdite_app password '…'."
                            : "The database " + store.url() + " can't be used as verdite_app: " + e.getMessage());
        }
    }

    static Connection externalOwner(Options options) {
        String user = user(options);
        try {
            var owner = DriverManager.getConnection(options.dbUrl(), user, password());
            if (owner.getMetaData().getDatabaseMajorVersion() < 15) {
                String version = owner.getMetaData().getDatabaseProductVersion();
                owner.close();
                throw new CannotStart("PostgreSQL " + version + " is too old: Verdite needs 15 or newer.");
            }
            return owner;
        } catch (SQLException e) {
            throw refused(options.dbUrl(), user, e);
        }
    }

    private static CannotStart refused(String url, String user, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return new CannotStart(
                switch (state) {
                    case "28P01", "28000", "08004" ->
                        "The database " + url + " refused the password of " + user
                                + ". Give the right one in VERDITE_DB_PASSWORD.";
                    case "08001" -> "No PostgreSQL answers at " + url + ". Check the address and that the server runs.";
                    case "3D000" -> "There is no such database at " + url + ". Create it first, owned by " + user + ".";
                    default -> "The database " + url + " can't be used as " + user + ": " + e.getMessage();
                });
    }

    private static String user(Options options) {
        return options.dbUser().isEmpty() ? Roles.OWNER : options.dbUser();
    }

    private static String password() {
        return System.getenv().getOrDefault("VERDITE_DB_PASSWORD", "");
    }

    /// As the owner, while another process runs the embedded server.
    static Connection runningOwner(DataDirectory directory, EmbeddedPostgres server) throws SQLException {
        return DriverManager.getConnection(
                server.url(NAME), Roles.OWNER, directory.secrets().getProperty("owner"));
    }

    static boolean has(Connection connection, String relation) throws SQLException {
        try (var statement = connection.prepareStatement("select to_regclass(?) is not null")) {
            statement.setString(1, relation);
            try (var rs = statement.executeQuery()) {
                return rs.next() && rs.getBoolean(1);
            }
        }
    }
}
