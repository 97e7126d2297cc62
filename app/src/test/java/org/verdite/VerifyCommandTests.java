package org.verdite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.HeadsWriter;

/// What the shell answers about a trail that somebody altered, with and without a copy of the heads that left the
/// machine.
class VerifyCommandTests {

    @TempDir
    Path elsewhere;

    private final TestDatabase.Scratch database = TestDatabase.scratch("trail");

    private void superuser(String... statements) throws SQLException {
        try (var superuser = database.superuser();
                var sql = superuser.createStatement()) {
            sql.execute("set session_replication_role = replica");
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private void heads() throws SQLException, IOException {
        try (Connection owner = database.owner()) {
            owner.setAutoCommit(false);
            new HeadsWriter(database.data()).append(owner);
        }
    }

    private void filled() throws SQLException, IOException {
        try (Connection owner = database.owner();
                var sql = owner.createStatement()) {
            sql.execute("call verdite.room('trial')");
            sql.execute("create table trial.sample (id int primary key, unit_id int not null, amount int)");
            sql.execute("call verdite.scoped('trial.sample')");
            sql.execute("call trail.pub_watch('trial.sample', 'id')");
            sql.execute("insert into trial.sample values (1, 1, 10), (2, 1, 20)");
            TestDatabase.Scratch.sealed(owner);
            sql.execute("update trial.sample set amount = 11 where id = 1");
            TestDatabase.Scratch.sealed(owner);
        }
        heads();
    }

    private int verify(String outside) throws SQLException, IOException {
        try (Connection owner = database.owner()) {
            return VerifyCommand.verify(owner, database.data(), outside);
        }
    }

    @Test
    void the_shell_answers_one_when_something_was_altered() throws Exception {
        filled();
        assertThat(verify("")).isZero();
        superuser("update trail.entry set who = 'account:9' where operation = 'update'");
        assertThat(verify("")).isEqualTo(1);
    }

    @Test
    void a_chain_rewritten_together_with_the_heads_here_is_found_by_the_heads_that_left() throws Exception {
        filled();
        Path copy = elsewhere.resolve("copy.log");
        Files.copy(database.data().resolve(Heads.FILE), copy);
        assertThat(verify(copy.toString())).isZero();
        superuser(
                "update trail.entry set who = 'account:9' where operation = 'update'",
                "update trail.entry e set hash = trail.fingerprint(e)",
                """
                update trail.anchor a set leaves = (select string_agg(int8send(e.seq) || e.hash, ''::bytea order by e.xid, e.seq)
                  from trail.entry e where e.seq between a.first_seq and a.last_seq)""",
                "update trail.anchor set root = sha256(leaves)",
                "update trail.anchor a set hash = trail.seal(a) where id = 1",
                "update trail.anchor a set previous = (select b.hash from trail.anchor b where b.id = 1) where id = 2",
                "update trail.anchor a set hash = trail.seal(a) where id = 2");
        Files.delete(database.data().resolve(Heads.FILE));
        Files.delete(database.data().resolve(Heads.MARKS));
        heads();
        assertThat(verify("")).as("nothing on this machine tells").isZero();
        assertThat(verify(copy.toString())).isEqualTo(1);
    }

    @Test
    void an_anchor_that_left_and_is_gone_here_is_found() throws Exception {
        filled();
        Path copy = elsewhere.resolve("copy.log");
        var lines = Files.readAllLines(database.data().resolve(Heads.FILE));
        Files.writeString(copy, lines.getLast() + "\n");
        superuser("delete from trail.anchor where id = 2", "delete from trail.entry where operation = 'update'");
        superuser("update trial.sample set amount = 10 where id = 1");
        Files.delete(database.data().resolve(Heads.FILE));
        Files.delete(database.data().resolve(Heads.MARKS));
        heads();
        assertThat(verify("")).isZero();
        assertThat(verify(copy.toString())).isEqualTo(1);
    }
}
