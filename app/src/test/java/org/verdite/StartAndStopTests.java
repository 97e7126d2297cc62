package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// The real program as a child process, with a small mine entered through its doors: started, backed up, killed in the
/// middle of a load, started again, restored. One story in order, so that it needs few starts.
@Tag("process")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
@BesideOthers
class StartAndStopTests {

    private static final SmallMine.LaboratoryFile SMALL = SmallMine.file(LocalDate.of(2014, 12, 1), 20);

    private final SmallMine mine = new SmallMine();
    private Program program;
    private Path data;
    private Path backup;
    private Process verdite;
    private Visitor visitor;

    /// What a database knows, counted past the application.
    private record Counted(long results, long keys, long judged, long exceeded, long episodes) {}

    @BeforeAll
    void place() throws Exception {
        program = new Program();
        data = program.file("data");
        backup = program.file("backup.tar.gz");
    }

    @AfterAll
    void end() throws Exception {
        program.close();
    }

    @Test
    @Order(1)
    void starts_for_a_first_administrator_and_backs_up_while_running() throws Exception {
        int port = Program.freePort();
        verdite = program.start(data, port, "--empty");
        program.answers(verdite, port);
        // Without a demonstration on every address of this machine.
        DemonstrationProcessTests.connect("127.0.0.2", port);
        assertThat(Files.getPosixFilePermissions(data.resolve("secrets.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        var second = program.run("start", "--empty", "--port", String.valueOf(port), "--data", data.toString());
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.said()).contains("Another Verdite is using the data directory");
        Path other = program.file("other");
        var samePort = program.run("start", "--port", String.valueOf(port), "--data", other.toString());
        assertThat(samePort.said()).contains("Port " + port + " is in use");

        visitor = new Visitor(port);
        // the page answers a little before everything is ready
        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> program.said(verdite).contains("set-up code "));
        mine.begin(visitor, program.said(verdite));
        mine.enter(visitor);
        assertThat(mine.load(visitor, SMALL).path("loaded").asInt()).isEqualTo(SMALL.lines());

        var made = program.run("backup", backup.toString(), "--data", data.toString());
        assertThat(made.said()).contains("Backup written to");
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Order(2)
    void a_load_that_was_killed_with_its_database_is_all_there_after_the_next_start() throws Exception {
        var file = SmallMine.file(LocalDate.of(2015, 1, 1), 3_000);
        String path = mine.upload(visitor, file);
        long job = visitor.post(path + "/load?wait=false", "").path("job").asLong();
        try (var database = Program.superuser(data)) {
            assertThat(inTheMiddle(database, job, file.lines())).isTrue();
        }
        var postgres = ProcessHandle.of(Program.postgres(data)).orElseThrow();
        verdite.destroyForcibly();
        postgres.destroyForcibly();
        verdite.waitFor();

        int port = Program.freePort();
        verdite = program.start(data, port, "--empty");
        program.answers(verdite, port);
        visitor = visitor.at(port);
        mine.isHeldBy(visitor);
        try (var database = Program.superuser(data)) {
            assertThat(counted(database).results()).isIn((long) SMALL.lines(), (long) SMALL.lines() + file.lines());
            var done = SmallMine.settled(visitor, path);
            assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("LOADED");
            assertThat(done.path("result").path("loaded").asInt()).isEqualTo(file.lines());
            var all = counted(database);
            assertThat(all.results()).isEqualTo(SMALL.lines() + file.lines());
            assertThat(all.keys()).isEqualTo(all.results());
            assertThat(all.exceeded()).isEqualTo(SMALL.exceeded() + file.exceeded());
            assertThat(all.judged()).isEqualTo(all.exceeded());
            assertThat(all.episodes()).isBetween(1L, all.exceeded());

            var again = mine.load(visitor, file);
            assertThat(again.path("unchanged").asInt()).isEqualTo(file.lines());
            assertThat(again.path("loaded").asInt()).isZero();
            assertThat(again.path("revised").asInt()).isZero();
            assertThat(counted(database)).isEqualTo(all);
        }
    }

    /// Waits until the job has told of lines and not of all, and nothing of them is committed.
    private static boolean inTheMiddle(Connection database, long job, int lines) throws Exception {
        for (int i = 0; i < 3_000; i++) {
            try (var sql = database.createStatement();
                    var rs = sql.executeQuery("select done, ended_at is null from ui.job where id = " + job)) {
                rs.next();
                if (rs.getLong(1) > 0 || !rs.getBoolean(2)) {
                    // the middle is short: nothing is counted here that takes long
                    return rs.getLong(1) < lines && rs.getBoolean(2) && results(sql) == SMALL.lines();
                }
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return false;
    }

    private static long results(Statement sql) throws SQLException {
        try (var rs = sql.executeQuery("select count(*) from monitoring.result")) {
            rs.next();
            return rs.getLong(1);
        }
    }

    private static Counted counted(Connection database) throws SQLException {
        try (var sql = database.createStatement();
                var rs = sql.executeQuery("""
                        select count(*), count(distinct (series_id, started, ended, sample, replicate, run)),
                          (select count(distinct (series_id, started, ended, sample, replicate, run)) from monitoring.judgement
                           where verdict = 3),
                          count(*) filter (where verdict = 3), (select count(*) from monitoring.exceedance)
                        from monitoring.result""")) {
            rs.next();
            return new Counted(rs.getLong(1), rs.getLong(2), rs.getLong(3), rs.getLong(4), rs.getLong(5));
        }
    }

    @Test
    @Order(3)
    void a_database_left_alone_by_its_killed_application_is_stopped_by_the_next_command() throws Exception {
        verdite.destroyForcibly().waitFor();
        assertThat(Program.alive(Program.postgres(data))).isTrue();
        var verified = program.run("verify", "--data", data.toString());
        assertThat(verified.said()).contains("nothing was altered");
        assertThat(verified.exit()).isZero();
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    @Order(4)
    void a_restored_backup_verifies_starts_and_holds_what_was_entered() throws Exception {
        Path elsewhere = program.file("elsewhere");
        var refused = program.run("restore", backup.toString(), "--data", data.toString());
        assertThat(refused.said()).contains("is not empty");
        assertThat(program.run("restore", backup.toString(), "--data", elsewhere.toString())
                        .said())
                .contains("Restored to");
        assertThat(program.run("verify", "--data", elsewhere.toString()).said()).contains("nothing was altered");
        var cold = program.file("cold.tar.gz");
        assertThat(program.run("backup", cold.toString(), "--data", elsewhere.toString())
                        .said())
                .contains("Backup written to");
        Path twice = program.file("twice");
        program.run("restore", cold.toString(), "--data", twice.toString());
        var removed = program.run("remove-demonstration", "--data", twice.toString());
        assertThat(removed.exit()).isEqualTo(2);
        assertThat(removed.said()).contains("There is no demonstration");

        int port = Program.freePort();
        var restored = program.start(twice, port);
        program.answers(restored, port);
        mine.isHeldBy(visitor.at(port));
        try (var database = Program.superuser(twice)) {
            var all = counted(database);
            assertThat(List.of(all.results(), all.exceeded()))
                    .containsExactly((long) SMALL.lines(), (long) SMALL.exceeded());
        }
        long postgres = Program.postgres(twice);
        Program.stop(restored);
        assertThat(Program.alive(postgres)).isFalse();
        assertThat(twice.resolve("postgres/postmaster.pid")).doesNotExist();
    }
}
