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
    private static final String ENTERED = """
            select place, count(*) as entries, min(at) as since,
                   (array_agg(operation || ' ' || row_key || ' by ' || who order by seq))[1:3] as examples
            from trail.entry
            where who not like 'system:%' and who not like 'database:%'
              and place not in ('organisation.sign_in', 'organisation.session', 'organisation.api_token')
              and not (place = 'organisation.account' and operation = 'update')
            group by place order by place""";

    private RemoveDemonstration() {}

    static int run(Options options) {
        options.nothingMore("remove-demonstration");
        DataDirectory.existing(options.data(), options.external());
        var directory = DataDirectory.locked(options.data());
        try (directory) {
            if (options.external()) {
                try (var owner = Databases.externalOwner(options)) {
                    refuseIfEntered(owner);
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
                refuseIfEntered(owner);
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

    private static void refuseIfEntered(Connection owner) throws SQLException {
        if (!Databases.has(owner, "trail.entry")) {
            return;
        }
        var found = new ArrayList<String>();
        try (var sql = owner.createStatement();
                var rs = sql.executeQuery(ENTERED)) {
            while (rs.next()) {
                var examples = (String[]) rs.getArray("examples").getArray();
                found.add("  " + rs.getString("place") + ": " + rs.getLong("entries")
                        + (rs.getLong("entries") == 1 ? " change" : " changes") + ", for example "
                        + String.join("; ", examples));
            }
        }
        if (!found.isEmpty()) {
            throw new CannotStart("Something that is not of the demonstration was entered, so it stays:\n"
                    + String.join("\n", found)
                    + "\nBack it up and start anew with another --data directory if you want an empty Verdite.");
        }
    }

    /// The owner of an external database need not be allowed to drop it, so its schemas go.
    private static void dropRooms(Connection owner) throws SQLException {
        var schemas = new ArrayList<String>();
        try (var sql = owner.createStatement();
                var rs = sql.executeQuery("""
                        select quote_ident(nspname) from pg_namespace
                        where nspowner = (select oid from pg_roles where rolname = current_user)
                          and nspname !~ '^pg_' and nspname not in ('information_schema', 'public')""")) {
            while (rs.next()) {
                schemas.add(rs.getString(1));
            }
        }
        owner.setAutoCommit(false);
        try (var sql = owner.createStatement()) {
            for (String schema : schemas) {
                sql.execute("drop schema " + schema + " cascade");
            }
        }
        owner.commit();
    }
}
