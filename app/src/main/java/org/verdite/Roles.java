package org.verdite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The three roles of an installation: `verdite_owner` owns and migrates, `verdite_app` works within its scope,
/// `verdite_all` is what `verdite_app` becomes for a transaction that may see everything.
final class Roles {

    static final String OWNER = "verdite_owner";
    static final String APP = "verdite_app";
    static final String ALL = "verdite_all";

    private Roles() {}

    /// Makes or renews all roles and the database; the connection is the embedded server's superuser.
    static void prepareEmbedded(Connection superuser, String database, String ownerPassword, String appPassword)
            throws SQLException {
        try (Statement sql = superuser.createStatement()) {
            createRole(sql, OWNER, "login createrole");
            createRole(sql, APP, "login noinherit");
            createRole(sql, ALL, "nologin");
            sql.execute("grant " + ALL + " to " + APP);
            sql.execute("alter role " + OWNER + " password '" + literal(ownerPassword) + "'");
            sql.execute("alter role " + APP + " password '" + literal(appPassword) + "'");
            if (!exists(sql, "select from pg_database where datname = '" + literal(database) + "'")) {
                sql.execute("create database " + database + " owner " + OWNER);
            }
            sql.execute("revoke all on database " + database + " from public");
            sql.execute("grant connect on database " + database + " to " + APP + ", " + ALL);
        }
    }

    /// For an external PostgreSQL whose owner may create roles.
    ///
    /// @return false when the roles are missing and this owner may not make them
    static boolean prepareExternal(Connection owner, String appPassword) throws SQLException {
        try (Statement sql = owner.createStatement()) {
            boolean mayCreate =
                    exists(sql, "select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)");
            boolean present = exists(sql, "select from pg_roles where rolname = '" + APP + "'")
                    && exists(sql, "select from pg_roles where rolname = '" + ALL + "'");
            if (!mayCreate) {
                return present;
            }
            createRole(sql, APP, "login noinherit");
            createRole(sql, ALL, "nologin");
            sql.execute("grant " + ALL + " to " + APP);
            sql.execute("alter role " + APP + " password '" + literal(appPassword) + "'");
            try (var rs = sql.executeQuery("select quote_ident(current_database())")) {
                rs.next();
                String database = rs.getString(1);
                sql.execute("grant connect on database " + database + " to " + APP + ", " + ALL);
            }
            return true;
        }
    }

    private static void createRole(Statement sql, String role, String attributes) throws SQLException {
        if (!exists(sql, "select from pg_roles where rolname = '" + role + "'")) {
            sql.execute("create role " + role + " " + attributes);
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (var rs = sql.executeQuery(query)) {
            return rs.next();
        }
    }

    private static String literal(String text) {
        return text.replace("'", "''");
    }
}
