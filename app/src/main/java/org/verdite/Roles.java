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

    /// For an external PostgreSQL. Roles belong to the whole server and may serve another Verdite's database there, so
    /// one that exists keeps its password: a new one would lock that Verdite out.
    ///
    /// @param appPassword of `verdite_app`, when it is made here
    /// @return false when the roles are missing and this owner may not make them
    static boolean prepareExternal(Connection owner, String appPassword) throws SQLException {
        try (Statement sql = owner.createStatement()) {
            boolean app = exists(sql, "select from pg_roles where rolname = '" + APP + "'");
            boolean all = exists(sql, "select from pg_roles where rolname = '" + ALL + "'");
            if (!(app && all)
                    && !exists(
                            sql, "select from pg_roles where rolname = current_user and (rolcreaterole or rolsuper)")) {
                return false;
            }
            createRole(sql, APP, "login noinherit password '" + literal(appPassword) + "'");
            createRole(sql, ALL, "nologin");
            if (!exists(
                    sql,
                    "select from pg_auth_members where roleid = '" + ALL + "'::regrole and member = '" + APP
                            + "'::regrole")) {
                sql.execute("grant " + ALL + " to " + APP);
            }
            onlyForUs(sql);
            return true;
        }
    }

    /// Who does not own the database can't say who connects; then its owner has to.
    private static void onlyForUs(Statement sql) throws SQLException {
        try (var rs = sql.executeQuery("""
                select quote_ident(datname) from pg_database
                where datname = current_database() and pg_has_role(datdba, 'usage')""")) {
            if (!rs.next()) {
                return;
            }
            String database = rs.getString(1);
            sql.execute("revoke all on database " + database + " from public");
            sql.execute("grant connect on database " + database + " to " + APP + ", " + ALL);
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
