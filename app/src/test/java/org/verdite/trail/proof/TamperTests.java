package org.verdite.trail.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.verdite.trail.proof.Finding.What.*;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every attack the database's superuser can think of is found, and found at its place.
class TamperTests {

    /// Makes an entry's own hash right again, as whoever changed it would.
    private static final String REHASH = "update trail.entry e set hash = trail.fingerprint(e)";

    /// Builds all leaves, roots and the chain anew from what is there now.
    private static final String REWRITE_CHAIN = """
            do $$ declare a trail.anchor; before trail.anchor; begin
              for a in select * from trail.anchor order by id loop
                select string_agg(int8send(seq) || hash, ''::bytea order by xid, seq), count(*), min(seq), max(seq)
                  into a.leaves, a.count, a.first_seq, a.last_seq from trail.entry
                  where epoch = a.epoch and xid < a.upto and xid >= coalesce(before.upto, '0'::xid8);
                a.root := sha256(a.leaves); a.previous := coalesce(before.hash, ''); a.hash := trail.seal(a);
                update trail.anchor set leaves = a.leaves, count = a.count, first_seq = a.first_seq, last_seq = a.last_seq,
                  root = a.root, previous = a.previous, hash = a.hash where id = a.id;
                before := a;
              end loop; end $$""";

    private TrailFixture trail;

    @BeforeEach
    void fill() throws SQLException, IOException {
        trail = TrailFixture.fresh().filled();
    }

    @AfterEach
    void close() throws SQLException {
        trail.close();
    }

    @Test
    void what_nobody_touched_is_clean() throws Exception {
        var report = trail.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.entries()).isEqualTo(1 + 3 + 3 + 1 + 50 + 2);
        assertThat(report.anchors()).isEqualTo(3);
        assertThat(report.heads()).isEqualTo(3);
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void a_changed_entry_is_found_by_its_fingerprint() throws Exception {
        long seq = trail.seq("trial.sample", "1", "update");
        trail.tamper("update trail.entry set who = 'account:99' where seq = " + seq);
        assertThat(trail.verify().findings())
                .anySatisfy(f -> {
                    assertThat(f.what()).isEqualTo(ENTRY_CHANGED);
                    assertThat(f.check()).isEqualTo(Check.FINGERPRINT);
                    assertThat(f.seq()).isEqualTo(seq);
                    assertThat(f.place()).isEqualTo("trial.sample");
                    assertThat(f.key()).isEqualTo("1");
                })
                .allSatisfy(f -> assertThat(f.seq()).isEqualTo(seq));
    }

    @Test
    void a_changed_entry_with_its_fingerprint_made_right_is_found_by_the_leaves() throws Exception {
        long seq = trail.seq("trial.sample", "2", "update");
        trail.tamper("update trail.entry set at = at - interval '1 year' where seq = " + seq, REHASH);
        assertThat(trail.verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.what()).isEqualTo(ENTRY_CHANGED);
            assertThat(f.check()).isEqualTo(Check.LEAVES);
            assertThat(f.seq()).isEqualTo(seq);
            assertThat(f.anchor()).isEqualTo(3);
        });
    }

    @Test
    void a_changed_entry_with_the_whole_chain_written_anew_is_found_by_what_lies_outside() throws Exception {
        long seq = trail.seq("trial.part", "7", "insert");
        trail.tamper("update trail.entry set who = 'account:1' where seq = " + seq, REHASH, REWRITE_CHAIN);
        var findings = trail.verify().findings();
        assertThat(findings).anySatisfy(f -> {
            assertThat(f.what()).isEqualTo(ENTRY_CHANGED);
            assertThat(f.check()).isEqualTo(Check.MARKS);
            assertThat(f.seq()).isEqualTo(seq);
            assertThat(f.place()).isEqualTo("trial.part");
            assertThat(f.key()).isEqualTo("7");
        });
        assertThat(findings)
                .filteredOn(f -> f.what() == ANCHOR_CHANGED)
                .extracting(Finding::anchor)
                .containsExactly(2L, 3L);
    }

    @Test
    void a_deleted_entry_is_found_with_its_row() throws Exception {
        long seq = trail.number(
                "select min(seq) from trail.entry where place = 'trial.sample' and operation = 'update' and row_key = '2'");
        trail.tamper("delete from trail.entry where seq = " + seq);
        assertThat(trail.verify().findings())
                .anySatisfy(f -> {
                    assertThat(f.what()).isEqualTo(ENTRY_DELETED);
                    assertThat(f.seq()).isEqualTo(seq);
                    assertThat(f.place()).isEqualTo("trial.sample");
                    assertThat(f.key()).isEqualTo("2");
                })
                .anySatisfy(f -> assertThat(f.what()).isEqualTo(STORY_BROKEN));
    }

    @Test
    void an_inserted_entry_is_found() throws Exception {
        trail.tamper("""
                insert into trail.entry (seq, xid, at, who, request, place, row_key, unit_id, operation, old, new, hash, epoch)
                overriding system value
                select 900001, xid, at, 'account:5', request, place, row_key, unit_id, 'update', new, new || '{"amount": 99}', hash, epoch
                from trail.entry where place = 'trial.sample' and row_key = '2' and operation = 'update' order by seq desc limit 1""", REHASH);
        assertThat(trail.verify().findings()).anySatisfy(f -> {
            assertThat(f.what()).isEqualTo(ENTRY_INSERTED);
            assertThat(f.seq()).isEqualTo(900001);
            assertThat(f.who()).isEqualTo("account:5");
            assertThat(f.key()).isEqualTo("2");
        });
    }

    @Test
    void a_row_changed_with_the_trigger_switched_off_is_found() throws Exception {
        trail.tamper(
                "update trial.sample set amount = 5000 where id = 1",
                "insert into trial.word values ('x', 'sneaked in')");
        trail.tamper("delete from trial.many where id = 50");
        assertThat(trail.verify().findings())
                .hasSize(3)
                .anySatisfy(f -> {
                    assertThat(f.what()).isEqualTo(ROW_CHANGED);
                    assertThat(f.key()).isEqualTo("1");
                    assertThat(f.expected()).isEqualTo("amount 11.10");
                    assertThat(f.found()).isEqualTo("amount 5000.00");
                })
                .anySatisfy(f -> {
                    assertThat(f.what()).isEqualTo(ROW_INSERTED);
                    assertThat(f.place()).isEqualTo("trial.word");
                    assertThat(f.key()).isEqualTo("x");
                })
                .anySatisfy(f -> {
                    assertThat(f.what()).isEqualTo(ROW_DELETED);
                    assertThat(f.place()).isEqualTo("trial.many");
                    assertThat(f.key()).isEqualTo("50");
                });
    }

    @Test
    void a_changed_anchor_is_found() throws Exception {
        trail.tamper("update trail.anchor set count = count + 1 where id = 2");
        assertThat(trail.verify().findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.anchor()).isEqualTo(2));
    }

    @Test
    void the_newest_anchor_deleted_with_its_entries_is_found_by_the_heads() throws Exception {
        long seq = trail.seq("trial.sample", "3", "delete");
        trail.tamper(
                "delete from trail.entry where xid >= (select upto from trail.anchor where id = 2)",
                "delete from trail.anchor where id = 3");
        var findings = trail.verify().findings();
        assertThat(findings).anySatisfy(f -> {
            assertThat(f.what()).isEqualTo(ANCHOR_DELETED);
            assertThat(f.anchor()).isEqualTo(3);
            assertThat(f.check()).isEqualTo(Check.HEADS);
        });
        assertThat(findings).anySatisfy(f -> {
            assertThat(f.what()).isEqualTo(ENTRY_DELETED);
            assertThat(f.seq()).isEqualTo(seq);
        });
    }

    @Test
    void the_youngest_entries_are_covered_before_any_seal() throws Exception {
        trail.run("update trial.sample set amount = 77 where id = 1");
        assertThat(trail.verify().unsealed()).isEqualTo(1);
        long seq = trail.seq("trial.sample", "1", "update");
        trail.tamper("update trail.entry set new = jsonb_set(new, '{amount}', '1.00') where seq = " + seq, REHASH);
        assertThat(trail.verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.what()).isEqualTo(ROW_CHANGED);
            assertThat(f.seq()).isEqualTo(seq);
        });
    }

    @Test
    void a_trigger_taken_away_is_found() throws Exception {
        trail.tamper("alter table trial.word disable trigger remember", "drop trigger remember on trial.part");
        assertThat(trail.verify().findings())
                .extracting(Finding::what, Finding::place)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(WATCH_REMOVED, "trial.word"),
                        org.assertj.core.groups.Tuple.tuple(WATCH_REMOVED, "trial.part"));
    }

    @Test
    void an_export_is_proved_without_the_database() throws Exception {
        assertThat(Verifier.export(new ByteArrayInputStream(export()), Heads.in(trail.database.data()))
                        .findings())
                .isEmpty();
        long seq = trail.seq("trial.sample", "1", "update");
        trail.tamper("update trail.entry set who = 'account:9' where seq = " + seq, REHASH);
        assertThat(Verifier.export(new ByteArrayInputStream(export()), Heads.none())
                        .findings())
                .extracting(Finding::seq)
                .containsExactly(seq);
        byte[] half =
                new String(export(), StandardCharsets.UTF_8).substring(0, 3000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Verifier.export(new ByteArrayInputStream(half), Heads.none()))
                .isInstanceOf(IOException.class);
    }

    private byte[] export() throws SQLException, IOException {
        var out = new ByteArrayOutputStream();
        try (var connection = trail.database.owner()) {
            connection.setAutoCommit(false);
            Export.write(connection, out);
        }
        return out.toByteArray();
    }

    @Test
    void a_column_added_by_a_migration_is_no_finding() throws Exception {
        trail.run("alter table trial.sample add column remark text not null default ''");
        trail.run("update trial.sample set remark = 'new' where id = 1");
        trail.run("alter table trial.sample alter column amount type numeric(14, 4)");
        trail.run("alter table trial.sample drop column ratio");
        trail.seal();
        assertThat(trail.verify().findings()).isEmpty();
    }

    @Test
    void half_a_line_that_a_crash_left_in_the_heads_is_written_again() throws Exception {
        var file = trail.database.data().resolve(Heads.FILE);
        String all = Files.readString(file);
        Files.writeString(file, all.substring(0, all.length() - 20));
        trail.seal();
        assertThat(Files.readString(file)).isEqualTo(all);
    }

    @Test
    void another_cluster_begins_a_new_epoch() throws Exception {
        trail.run("update trial.sample set amount = 3 where id = 1");
        trail.tamper("update trail.cluster set identity = 'elsewhere'");
        assertThat(trail.number("select trail.pub_epoch()")).isEqualTo(2);
        trail.run("update trial.sample set amount = 4 where id = 1");
        trail.seal();
        var report = trail.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.anchors()).isEqualTo(5);
        assertThat(report.unsealed()).isZero();
    }

    @Test
    void eight_writers_at_once_lose_nothing() throws Exception {
        try (var writers = Executors.newFixedThreadPool(8)) {
            for (int w = 0; w < 8; w++) {
                int writer = w;
                writers.submit(() -> {
                    try (var connection = trail.database.owner();
                            var sql = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        for (int i = 0; i < 100; i++) {
                            sql.execute("insert into trial.sample (id, unit_id, name) values ("
                                    + (1000 + writer * 100 + i) + ", 1, 'by " + writer + "')");
                            if (i % 10 == 9) {
                                connection.rollback();
                            } else {
                                connection.commit();
                            }
                        }
                    }
                    return true;
                });
            }
            for (int i = 0; i < 20; i++) {
                trail.anchor();
            }
        }
        trail.seal();
        var report = trail.verify();
        assertThat(report.findings()).isEmpty();
        assertThat(report.unsealed()).isZero();
        assertThat(trail.number(
                        "select count(*) from trail.entry where place = 'trial.sample' and row_key::int >= 1000"))
                .isEqualTo(720);
    }

    @Test
    void the_application_can_only_append() throws Exception {
        try (var app = trail.database.app();
                var sql = app.createStatement()) {
            for (String attack : new String[] {
                "update trail.entry set who = 'x'",
                "delete from trail.entry",
                "truncate trail.entry",
                "insert into trail.entry overriding system value select * from trail.entry",
                "delete from trail.anchor",
                "update trail.cluster set epoch = 9",
                "select trail.keep(null)",
                "select trail.seal_up_to(1, '5')",
                "alter table trial.sample disable trigger remember"
            }) {
                assertThatThrownBy(() -> sql.execute(attack)).as(attack).hasMessageFindingMatch("denied|must be owner");
            }
        }
        assertThatThrownBy(() -> trail.run("delete from trail.entry")).hasMessageContaining("append-only");
    }

    @Test
    void history_is_read_within_the_scope() throws Exception {
        try (var app = trail.database.app();
                var sql = app.createStatement()) {
            app.setAutoCommit(false);
            sql.execute("select set_config('role', 'verdite_app', true), set_config('verdite.units', '{2}', true)");
            try (var rs = sql.executeQuery(
                    "select string_agg(distinct place || ' ' || row_key, ', ' order by place || ' ' || row_key) from trail.entry")) {
                rs.next();
                assertThat(rs.getString(1)).isEqualTo("trial.part 7, trial.sample 2, trial.word before");
            }
            sql.execute("select set_config('verdite.units', '', true)");
            try (var rs = sql.executeQuery("select count(*) from trail.entry")) {
                rs.next();
                assertThat(rs.getInt(1)).isZero();
            }
        }
    }

    @Test
    void a_batch_enters_the_chain_as_one_entry_and_is_asked_for_again() throws Exception {
        trail.run("select trail.pub_root('trial.batch', '1', 2, sha256('rows'), 1000)");
        trail.run(
                "create function trial.pub_root_of(place text, key text) returns bytea language sql stable as $$ select sha256('rows') $$");
        trail.seal();
        assertThat(trail.verify().findings()).isEmpty();
        trail.run(
                "create or replace function trial.pub_root_of(place text, key text) returns bytea language sql stable as $$ select sha256('other rows') $$");
        assertThat(trail.verify().findings()).singleElement().satisfies(f -> {
            assertThat(f.what()).isEqualTo(BATCH_CHANGED);
            assertThat(f.place()).isEqualTo("trial.batch");
        });
    }
}
