package org.verdite;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.verdite.trail.proof.Heads;

/// A new, empty database in the demonstration's place. Refused when anybody entered anything of their own.
final class RemoveDemonstration {

    /// What signing in leaves behind is nobody's work: sessions, attempts, tokens, and changes of the account itself.
    /// A change past the application (`database:…`) counts unless a migration made it.
    private static final String ENTERED = """
            select place, count(*) as entries, min(at) as since,
                   (array_agg(operation || ' ' || row_key || ' by ' || who order by seq))[1:3] as examples
            from trail.entry e
            where who not like 'system:%' and not (who like 'database:%' and exists (
                select from pg_temp.verdite_migrated m where e.at between m.began and m.ended))
              and place not in ('organisation.sign_in', 'organisation.session', 'organisation.api_token')
              and not (place = 'organisation.account' and operation = 'update')
            group by place order by place""";

    /// Flyway notes in local time when a migration had ended and how long it took.
    private static final String MIGRATED = """
            insert into pg_temp.verdite_migrated
            select (installed_on - execution_time * interval '1 millisecond') at time zone current_setting('TimeZone')
                     - interval '2 seconds', installed_on at time zone current_setting('TimeZone') + interval '2 seconds'
            from flyway.%s""";

    private RemoveDemonstration() {}

    static int run(Options options) {
        options.nothingMore("remove-demonstration");
        DataDirectory.existing(options.data(), options.external());
        var directory = DataDirectory.locked(options.data());
        try (directory) {
            if (options.external()) {
                try (var owner = Databases.externalOwner(options)) {
                    mayRemove(owner);
                    dropRooms(owner);
                }
            } else {
                embedded(directory);
            }
            PostgresBinaries.deleteTree(directory.files());
            for (String file : List.of(Heads.FILE, Heads.MARKS, "trail-heads-daily.log")) {
                Files.deleteIfExists(directory.root().resolve(file));
            }
            directory.withoutDemonstration();
        } catch (SQLException | IOException e) {
            throw new CannotStart("The demonstration could not be removed: " + e.getMessage());
        }
        Commands.say("The demonstration is gone. ./verdite start opens a page for the first administrator.");
        return 0;
    }

    private static void embedded(DataDirectory directory) throws SQLException {
        var server = Databases.server(directory);
        try (server) {
            server.start();
            try (var owner = Databases.runningOwner(directory, server)) {
                mayRemove(owner);
            }
            try (var superuser = server.superuser("postgres");
                    var sql = superuser.createStatement()) {
                sql.execute("drop database " + Databases.NAME + " with (force)");
                Roles.prepareEmbedded(
                        superuser,
                        Databases.NAME,
                        directory.secrets().getProperty("owner"),
                        directory.secrets().getProperty("app"));
            }
        }
    }

    /// @throws CannotStart when there is no demonstration, or something else beside it
    static void mayRemove(Connection owner) throws SQLException {
        if (!holdsDemonstration(owner)) {
            throw new CannotStart("There is no demonstration in this database, so nothing was removed.");
        }
        var found = entered(owner);
        if (!found.isEmpty()) {
            throw new CannotStart("Something that is not of the demonstration was entered, so it stays:\n"
                    + String.join("\n", found)
                    + "\nBack it up and start anew with another --data directory if you want an empty Verdite.");
        }
    }

    /// Also one whose load was cut off before its sign-ins.
    private static boolean holdsDemonstration(Connection owner) throws SQLException {
        if (!Databases.has(owner, "demonstration.load") || !Databases.has(owner, "organisation.account")) {
            return false;
        }
        try (var sql = owner.createStatement();
                var rs = sql.executeQuery("""
                        select exists (select from demonstration.load)
                          or exists (select from organisation.account where demonstration)""")) {
            return rs.next() && rs.getBoolean(1);
        }
    }

    private static List<String> entered(Connection owner) throws SQLException {
        if (!Databases.has(owner, "trail.entry")) {
            return List.of();
        }
        var found = new ArrayList<String>();
        try (var sql = owner.createStatement()) {
            sql.execute("create temporary table verdite_migrated (began timestamptz, ended timestamptz)");
            for (String table : histories(owner)) {
                sql.execute(MIGRATED.formatted(table));
            }
            try (var rs = sql.executeQuery(ENTERED)) {
                while (rs.next()) {
                    var examples = (String[]) rs.getArray("examples").getArray();
                    found.add("  " + rs.getString("place") + ": " + rs.getLong("entries")
                            + (rs.getLong("entries") == 1 ? " change" : " changes") + ", for example "
                            + String.join("; ", examples));
                }
            }
            sql.execute("drop table pg_temp.verdite_migrated");
        }
        return found;
    }

    /// One for the ground and one for each room.
    private static List<String> histories(Connection owner) throws SQLException {
        return names(owner, """
                select quote_ident(tablename) from pg_tables
                where schemaname = 'flyway' and tablename like 'flyway_schema_history%'""");
    }

    /// The owner of an external database need not be allowed to drop it, so its schemas go: those that Verdite has
    /// migrated there, and no other application's.
    static void dropRooms(Connection owner) throws SQLException {
        var schemas = names(owner, """
                select quote_ident(nspname) from pg_namespace
                where nspname in ('verdite', 'jobs', 'events', 'flyway')
                  or exists (select from pg_tables
                    where schemaname = 'flyway' and tablename = 'flyway_schema_history_' || nspname)""");
        owner.setAutoCommit(false);
        try (var sql = owner.createStatement()) {
            for (String schema : schemas) {
                sql.execute("drop schema " + schema + " cascade");
            }
        }
        owner.commit();
    }

    private static List<String> names(Connection owner, String query) throws SQLException {
        var names = new ArrayList<String>();
        try (var sql = owner.createStatement();
                var rs = sql.executeQuery(query)) {
            while (rs.next()) {
                names.add(rs.getString(1));
            }
        }
        return names;
    }
}
