package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The real program on an external PostgreSQL, whose part a second embedded server plays: first an owner who may create
/// roles, then one who may not, both on one server at the same time.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@BesideOthers
class ExternalDatabaseTests {

    private Program program;
    private EmbeddedPostgres server;
    private Path first;
    private Process verdite;
    private int port;

    @BeforeAll
    void serve() throws Exception {
        program = new Program();
        first = program.file("first");
        server = CommandsTests.bare(program.file("outside"));
        superuser("create role making login createrole password 'change-me'");
        superuser("create role plain login password 'change-me'");
        superuser("create database one owner making");
        superuser("create database two owner plain");
        program.environment().put("VERDITE_DB_PASSWORD", "change-me");
    }

    @AfterAll
    void end() throws Exception {
        // it writes below what is taken away then
        server.close();
        program.close();
    }

    private void superuser(String statement) throws SQLException {
        try (var superuser = server.superuser("postgres");
                var sql = superuser.createStatement()) {
            sql.execute(statement);
        }
    }

    private Connection owner(String database, String name) throws SQLException {
        return DriverManager.getConnection(server.url(database), name, "change-me");
    }

    @Test
    @Order(1)
    void an_owner_who_may_create_roles_needs_nothing_else() throws Exception {
        String url = server.url("one");
        port = Program.freePort();
        verdite = program.start(first, port, "--empty", "--db-url", url, "--db-user", "making");
        program.answers(verdite, port);
        assertThat(first.resolve("postgres")).doesNotExist();
        assertThat(program.run("verify", "--data", first.toString(), "--db-url", url, "--db-user", "making")
                        .said())
                .contains("nothing was altered");
        String file = program.file("external.tar.gz").toString();
        assertThat(program.run("backup", file, "--data", first.toString(), "--db-url", url, "--db-user", "making")
                        .said())
                .contains("backed up by its own tools")
                .contains("Backup written to");
        assertThatThrownBy(() -> DriverManager.getConnection(url, "plain", "change-me"))
                .as("who has no business there does not come in")
                .hasMessageContaining("permission denied");
    }

    @Test
    @Order(2)
    void a_second_verdite_on_the_server_uses_the_same_roles_and_locks_nobody_out() throws Exception {
        Path second = program.file("second");
        String[] more = {"--empty", "--db-url", server.url("two"), "--db-user", "plain"};
        int other = Program.freePort();
        var refused = program.start(second, other, more);
        assertThat(refused.waitFor()).isEqualTo(2);
        assertThat(program.said(refused)).contains("another password").contains("VERDITE_DB_APP_PASSWORD");

        var secrets = new Properties();
        try (var reader = Files.newBufferedReader(first.resolve("secrets.properties"))) {
            secrets.load(reader);
        }
        program.environment().put("VERDITE_DB_APP_PASSWORD", secrets.getProperty("app"));
        var both = program.start(second, other, more);
        program.answers(both, other);
        program.environment().remove("VERDITE_DB_APP_PASSWORD");
        Program.stop(both);
        try (var app = DriverManager.getConnection(server.url("one"), Roles.APP, secrets.getProperty("app"))) {
            assertThat(app.isValid(5)).isTrue();
        }
        program.answers(verdite, port);
    }

    @Test
    @Order(3)
    void only_a_demonstration_without_own_work_is_removed_and_no_other_applications_tables() throws Exception {
        Program.stop(verdite);
        String[] command = {
            "remove-demonstration", "--data", first.toString(), "--db-url", server.url("one"), "--db-user", "making"
        };
        try (var owner = owner("one", "making");
                var sql = owner.createStatement()) {
            sql.execute("create schema payroll");
            sql.execute("create table payroll.salary (amount int)");
            assertThat(program.run(command).said()).contains("There is no demonstration");
            sql.execute("insert into demonstration.load (day) values (current_date)");
            owner.setAutoCommit(false);
            sql.execute("""
                    insert into organisation.unit (code, name, kind, opened)
                    values ('OWN', '{"_":"en","en":"Own"}', 'GROUP', current_date)""");
            assertThatThrownBy(() -> RemoveDemonstration.mayRemove(owner))
                    .hasMessageContaining("organisation.unit: 1 change")
                    .hasMessageContaining("by database:making");
            owner.rollback();
            owner.setAutoCommit(true);
            assertThat(program.run(command).said()).contains("The demonstration is gone");
            assertThat(schemas(owner)).containsExactlyInAnyOrder("payroll", "public");
        }
    }

    private static List<String> schemas(Connection owner) throws SQLException {
        var found = new java.util.ArrayList<String>();
        try (var sql = owner.createStatement();
                var rs = sql.executeQuery("""
                        select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'""")) {
            while (rs.next()) {
                found.add(rs.getString(1));
            }
        }
        return found;
    }
}
