package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the commands refuse, each in one sentence; and an external PostgreSQL, whose part a second embedded server
/// plays.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsTests {

    /// As the README has it.
    private static final String ROLES_BEFOREHAND = """
            create role verdite_owner login password 'change-me';
            create role verdite_app login noinherit password 'change-me-too';
            create role verdite_all nologin;
            grant verdite_all to verdite_app;
            create database verdite owner verdite_owner;
            revoke all on database verdite from public;
            grant connect on database verdite to verdite_app, verdite_all;""";

    @TempDir
    Path work;

    private EmbeddedPostgres outside;

    @BeforeAll
    void serve() throws IOException, SQLException {
        outside = bare(Files.createTempDirectory("verdite-outside"));
        try (var superuser = outside.superuser("postgres");
                var sql = superuser.createStatement()) {
            for (String statement : ROLES_BEFOREHAND.split(";")) {
                sql.execute(statement);
            }
        }
    }

    /// A server with nothing in it.
    static EmbeddedPostgres bare(Path data) {
        var secrets = new Properties();
        secrets.setProperty("super", "secret");
        var server = new EmbeddedPostgres(
                Path.of("target", "postgres-18").toAbsolutePath(),
                data.resolve("postgres"),
                secrets,
                List.of("fsync=off"));
        server.start();
        return server;
    }

    @AfterAll
    void end() {
        outside.close();
    }

    @Test
    void options_say_what_they_need() {
        refused("needs a port number", "--port", "many");
        refused("needs a port number", "--port", "70000");
        refused("needs a value", "--data");
        refused("Unknown option --prot", "--prot", "1");
        refused("needs an address", "--db-url", "mysql://x");
        assertThat(Options.of(List.of("--db-url", "postgresql://h/verdite")).dbUrl())
                .isEqualTo("jdbc:postgresql://h/verdite");
    }

    private static void refused(String sentence, String... args) {
        assertThatThrownBy(() -> Options.of(List.of(args)))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_broken_data_directory_is_named() throws IOException {
        Path file = Files.createFile(work.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.locked(file)).hasMessageContaining("is a file");
        Path lost = work.resolve("lost");
        Files.createDirectories(lost.resolve("postgres"));
        assertThatThrownBy(() -> Databases.server(new DataDirectory(lost))).hasMessageContaining("not its passwords");
        Path damaged = work.resolve("damaged");
        Files.createDirectories(damaged);
        Files.writeString(damaged.resolve("secrets.properties"), "super=x\n");
        assertThatThrownBy(() -> new DataDirectory(damaged).secrets()).hasMessageContaining("lacks the password");
        assertThatThrownBy(() -> VerifyCommand.run(
                        Options.of(List.of("--data", work.resolve("none").toString()))))
                .hasMessageContaining("There is no Verdite data in");
        assertThat(work.resolve("none")).doesNotExist();
    }

    @Test
    void a_backup_that_names_a_path_outside_is_refused_and_leaves_nothing() throws IOException {
        Path target = work.resolve("target");
        for (String escape : List.of("../outside", "/etc/outside", "a/../../outside")) {
            Path file = tar(Backup.LABEL, escape, Backup.END);
            assertThatThrownBy(() -> restore(file, target)).hasMessageContaining("outside of itself");
            assertThat(target).isEmptyDirectory();
        }
        assertThatThrownBy(() -> restore(tar("something"), target)).hasMessageContaining("not a backup of Verdite");
        assertThatThrownBy(() -> restore(tar(Backup.LABEL, "secrets.properties"), target))
                .hasMessageContaining("is not whole");
        assertThat(target).isEmptyDirectory();
        assertThat(work.resolve("outside")).doesNotExist();
    }

    private static int restore(Path file, Path target) {
        return Restore.run(Options.of(List.of(file.toString(), "--data", target.toString())));
    }

    private Path tar(String... names) throws IOException {
        Path file = Files.createTempFile(work, "backup", ".tar.gz");
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (String name : names) {
                var entry = new TarArchiveEntry(name, true);
                entry.setSize(1);
                tar.putArchiveEntry(entry);
                tar.write('x');
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    @Test
    void a_wrong_password_and_a_silent_server_are_said() {
        var options = Options.of(List.of("--db-url", outside.url("verdite"), "--data", work.toString()));
        assertThatThrownBy(() -> Databases.externalOwner(options)).hasMessageContaining("refused the password");
        var silent = Options.of(List.of("--db-url", "jdbc:postgresql://127.0.0.1:1/verdite"));
        assertThatThrownBy(() -> Databases.externalOwner(silent)).hasMessageContaining("No PostgreSQL answers");
    }

    @Test
    void roles_made_beforehand_are_enough_and_keep_their_passwords() throws SQLException {
        try (var owner = DriverManager.getConnection(outside.url("verdite"), Roles.OWNER, "change-me")) {
            assertThat(Roles.prepareExternal(owner, "something else")).isTrue();
        }
        try (var app = DriverManager.getConnection(outside.url("verdite"), Roles.APP, "change-me-too")) {
            assertThat(app.isValid(5)).isTrue();
        }
    }

    @Test
    void the_note_of_a_killed_server_whose_number_went_to_another_program_is_no_obstacle() throws Exception {
        Path data = Files.createTempDirectory("verdite-reused");
        bare(data).close();
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            Files.write(
                    data.resolve("postgres/postmaster.pid"),
                    List.of(
                            Long.toString(stranger.pid()),
                            data.resolve("postgres").toString(),
                            "1700000000",
                            "5432",
                            "",
                            "127.0.0.1"));
            try (var again = bare(data);
                    var superuser = again.superuser("postgres")) {
                assertThat(superuser.isValid(5)).isTrue();
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
            PostgresBinaries.deleteTree(data);
        }
    }
}
