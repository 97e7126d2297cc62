package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.TestDatabase;
import org.verdite.shared.Scope;
import org.verdite.trail.RecordSource;
import org.verdite.trail.proof.Finding;
import org.verdite.trail.proof.Heads;
import org.verdite.trail.proof.Report;
import org.verdite.trail.proof.Verifier;

/// The trail of the whole demonstration group: every kind of record has a history that reads well, and what was judged
/// can't be turned unseen.
@DemonstrationTest
class TrailOfTheGroupTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    ApplicationContext context;

    private <T> T all(Supplier<T> work) {
        return Scope.system("test").get(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private record Example(String place, String key) {}

    /// The newest row of every table that has entries.
    private List<Example> examples() {
        return all(() -> jdbc.sql(
                        "select distinct on (place) place, row_key from trail.entry where operation <> 'root' order by place, seq desc")
                .query((rs, _) -> new Example(rs.getString(1), rs.getString(2)))
                .list());
    }

    @Test
    void every_kind_of_record_has_a_history_with_a_way_back_in_both_languages() throws Exception {
        var examples = examples();
        assertThat(examples).hasSizeGreaterThan(25);
        var wrong = new ArrayList<String>();
        for (Example example : examples) {
            String path = "/trail/records/" + example.place() + "/" + example.key();
            for (String language : List.of("en", "zh-CN")) {
                var answer = Scope.system("test")
                        .call(() -> mvc.get()
                                .uri(path)
                                .header("Accept-Language", language)
                                .exchange());
                assertThat(answer).as(path).hasStatusOk();
                // the words that scripts fill in keep their places
                String page = answer.getResponse().getContentAsString().replaceFirst(" data-words=\"[^\"]*\"", "");
                if (page.contains("note is-bad") || page.contains("{0}")) {
                    wrong.add(path + " in " + language);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_watched_table_is_known_by_its_room() {
        var sources = context.getBeansOfType(RecordSource.class).values();
        var frames = context.getBean(org.verdite.ui.Frames.class);
        var t = frames.texts(new org.springframework.mock.web.MockHttpServletRequest());
        var unknown = new ArrayList<String>();
        for (Example example : examples()) {
            var row = new org.verdite.trail.RecordKey(example.place(), example.key());
            boolean known = all(() -> sources.stream()
                    .anyMatch(s -> s.record(row, t).isPresent()
                            && !s.name(row, t).orElse("").isBlank()));
            if (!known) {
                unknown.add(example.place());
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void the_group_s_trail_is_clean_and_a_turned_verdict_is_found() throws Exception {
        assertThat(verify().findings()).isEmpty();
        var exceeded = all(() -> jdbc.sql("""
                        select j.judging_id, format('series_id = %s and started = %L and judging_id = %s', j.series_id, j.started, j.judging_id),
                          j.limit_id
                        from monitoring.judgement j join monitoring.result r on r.series_id = j.series_id and r.started = j.started
                          and r.ended = j.ended and r.sample = j.sample and r.replicate = j.replicate and r.run = j.run
                          and r.revision = j.revision and r.judging_id = j.judging_id
                        where j.verdict = 3 and j.kind = 'COMPLIANCE' and r.verdict = 3 order by j.series_id, j.started limit 1""")
                .query((rs, _) -> List.of(rs.getString(1), rs.getString(2), rs.getString(3)))
                .single());
        turned(exceeded.getFirst(), "monitoring.judgement", exceeded.get(1) + " and limit_id = " + exceeded.getLast());
        turned(exceeded.getFirst(), "monitoring.result", exceeded.get(1));
    }

    /// Turns a verdict past every trigger, verifies, and puts it back.
    private void turned(String judging, String table, String where) throws Exception {
        try (var superuser = TestDatabase.superuser(context);
                var sql = superuser.createStatement()) {
            sql.execute("set session_replication_role = replica");
            assertThat(sql.executeUpdate("update " + table + " set verdict = 2 where verdict = 3 and " + where))
                    .isEqualTo(1);
            try {
                assertThat(verify().findings()).singleElement().satisfies(f -> {
                    assertThat(f.what()).isEqualTo(Finding.What.BATCH_CHANGED);
                    assertThat(f.place()).isEqualTo("monitoring.judging");
                    assertThat(f.key()).isEqualTo(judging);
                });
            } finally {
                sql.executeUpdate("update " + table + " set verdict = 3 where verdict = 2 and " + where);
            }
        }
    }

    private Report verify() throws Exception {
        try (var superuser = TestDatabase.superuser(context)) {
            superuser.setAutoCommit(false);
            return Verifier.database(superuser, Heads.none(), _ -> {});
        }
    }
}
