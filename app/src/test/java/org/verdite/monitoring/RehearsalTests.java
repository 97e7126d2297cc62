package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.obligations.LimitRehearsal.Difference;
import org.verdite.obligations.NewLimit;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.job.JobRun;

/// What a changed limit would do is shown before it is done, and is what it does.
@SpringBootTest
@AutoConfigureMockMvc
class RehearsalTests {

    private static final LocalDate SINCE = LocalDate.of(2024, 1, 1);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    LimitRehearsal rehearsal;

    @Autowired
    WhenLimitsChange accepted;

    @Autowired
    MockMvcTester mvc;

    private River river;
    private int copper;
    private long limit;

    @BeforeEach
    void a_river_with_five_days_and_a_limit_of_half_a_milligram() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
        limit = river.permit("P" + river.code, "0.5", SINCE);
        river.results(
                copper,
                "2026-03-01",
                "0.2",
                "2026-03-02",
                "0.45",
                "2026-03-03",
                "0.7",
                "2026-03-04",
                "<0.35",
                "2026-03-05",
                "0.6");
        river.judge(copper);
    }

    private long revision() {
        return river.get(() -> jdbc.sql(
                        "select revision from obligations.limit where id = :id and superseded_at is null order by valid_from desc limit 1")
                .param("id", limit)
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    private <T> T system(Supplier<T> work) {
        return Scope.system("test").get(work);
    }

    private Difference rehearsed(String upper) {
        long revision = revision();
        return system(() -> rehearsal.rehearse(() -> limits.correct(revision, null, new BigDecimal(upper), "")));
    }

    private List<Integer> verdicts() {
        return river.get(() -> jdbc.sql("select verdict from monitoring.result where series_id = :id order by started")
                .param("id", copper)
                .query((rs, _) -> rs.getInt(1))
                .list());
    }

    @Test
    void a_stricter_limit_says_how_many_would_be_exceeded_and_changes_nothing() {
        assertThat(verdicts()).containsExactly(1, 2, 3, 1, 3);
        var episodes = river.episodes(copper);
        var difference = rehearsed("0.4");
        assertThat(difference.judged()).isEqualTo(5);
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.exceeded()).as("0.45").isEqualTo(1);
            assertThat(line.cleared()).isZero();
            assertThat(line.path()).isEqualTo("/monitoring/series/" + copper);
        });
        assertThat(verdicts()).containsExactly(1, 2, 3, 1, 3);
        assertThat(river.episodes(copper)).isEqualTo(episodes);
        // exceeded days are compared with another bound, which is another judging of them
        assertThat(difference.changed()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void what_was_rehearsed_is_what_happens() {
        var difference = rehearsed("0.65");
        long revision = revision();
        int judged = system(() -> {
            limits.correct(revision, null, new BigDecimal("0.65"), "");
            return again.series(copper, SINCE, "test");
        });
        assertThat(difference.changed()).isEqualTo(judged);
        assertThat(difference.cleared()).as("0.6 keeps 0.65").isEqualTo(1);
        assertThat(verdicts()).containsExactly(1, 1, 3, 1, 2);
    }

    /// A rehearsed register must not be taken for the real one by whoever judges next.
    @Test
    void another_change_after_a_rehearsal_is_judged_by_its_own_bound() {
        rehearsed("0.1");
        long revision = revision();
        system(() -> {
            limits.correct(revision, null, new BigDecimal("0.65"), "");
            return again.series(copper, SINCE, "test");
        });
        assertThat(verdicts()).containsExactly(1, 1, 3, 1, 2);
    }

    /// A group has thousands of series of one parameter, each with ten years of results: a permit concerns its site's.
    @Test
    void a_permit_is_judged_again_at_its_own_site_only() {
        var other = new River(jdbc, transactions, limits, again);
        other.results(other.series("w20122", "DAY_MEAN"), "2026-03-01", "0.2");
        long revision = revision();
        system(() -> {
            limits.correct(revision, null, new BigDecimal("0.65"), "");
            return true;
        });
        var read = new Read(river.get(() -> jdbc.sql("""
                        select argument from ui.job where kind = 'monitoring.judgeAgain' order by id desc limit 1""").query(String.class).single()));
        system(() -> {
            accepted.run(read);
            return true;
        });
        assertThat(read.series).isEqualTo(1);
        assertThat(verdicts()).containsExactly(1, 1, 3, 1, 2);
    }

    /// What a job was told, and of how many series it says that it read them.
    private static final class Read implements JobRun {
        private final String argument;
        private long series;

        Read(String argument) {
            this.argument = argument;
        }

        @Override
        public long id() {
            return 0;
        }

        @Override
        public String argument() {
            return argument;
        }

        @Override
        public UnitId unit() {
            return new UnitId(0);
        }

        @Override
        public void progress(long done, long total) {
            series = total;
        }

        @Override
        public void result(String path) {}
    }

    @Test
    void what_the_register_refuses_is_refused_in_a_rehearsal_too() {
        long revision = revision();
        assertThatThrownBy(() -> system(() ->
                        rehearsal.rehearse(() -> limits.change(revision, LocalDate.of(2026, 3, 3), null, null, ""))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_limit_on_means_shows_what_the_means_would_say() {
        var difference = system(() -> rehearsal.rehearse(() -> limits.addLimit(NewLimit.permitMaximum(
                river.get(() -> (long) river.id("select max(set_id) from obligations.limit where id = " + limit)),
                "w20122",
                LocalText.of("en", "Total copper"),
                "MONTH_MEAN",
                new BigDecimal("0.3"),
                "mg/L",
                "DW001",
                "",
                SINCE))));
        assertThat(difference.exceeded())
                .as("March: 0.2, 0.45, 0.7, below 0.35, 0.6")
                .isEqualTo(1);
        assertThat(river.get(() -> river.id("select count(*) from monitoring.series where derived_from = " + copper)))
                .isZero();
    }

    /// The means of a limit that was entered a moment ago are still to be put together: that is no doing of the next.
    @Test
    void what_an_earlier_change_has_still_to_put_together_is_not_told_of_another() {
        var earlier = new River(jdbc, transactions, limits, again);
        int measured = earlier.series("w20122", "VALUE");
        earlier.results(measured, "2026-03-01", "0.7", "2026-03-12", "0.9");
        long set = earlier.get(() -> (long) earlier.id("select max(set_id) from obligations.limit where id = "
                + earlier.permit("Q" + earlier.code, "2", SINCE)));
        system(() -> limits.addLimit(mean(set)));
        var other = new River(jdbc, transactions, limits, again);
        long permit = other.get(() -> (long) other.id(
                "select max(set_id) from obligations.limit where id = " + other.permit("R" + other.code, "2", SINCE)));
        assertThat(system(() -> rehearsal.rehearse(() -> limits.addLimit(mean(permit))))
                        .lines())
                .isEmpty();
    }

    private static NewLimit mean(long set) {
        return NewLimit.permitMaximum(
                set,
                "w20122",
                LocalText.of("en", "Total copper"),
                "MONTH_MEAN",
                new BigDecimal("0.3"),
                "mg/L",
                "",
                "",
                SINCE);
    }

    @Test
    void the_form_shows_the_difference_first_and_changes_the_limit_when_it_is_accepted() {
        long revision = revision();
        var shown = post(revision, "");
        assertThat(shown).hasStatusOk();
        assertThat(shown).bodyText().contains("What would be judged otherwise", "name=\"accept\"", "DW001");
        assertThat(revision()).isEqualTo(revision);
        assertThat(post(revision, "true")).hasStatus(302);
        assertThat(revision()).isNotEqualTo(revision);
    }

    private MvcTestResult post(long revision, String accept) {
        return system(() -> mvc.post()
                .uri("/obligations/limits/" + revision)
                .with(user("test"))
                .with(csrf())
                .param("how", "correct")
                .param("upper", "0.4")
                .param("accept", accept)
                .exchange());
    }

    @Test
    void a_limit_for_a_point_that_is_not_there_says_that_it_binds_no_point_until_there_is_one() {
        long set = river.get(() -> jdbc.sql("select set_id from obligations.limit where id = :id limit 1")
                .param("id", limit)
                .query((rs, _) -> rs.getLong(1))
                .single());
        String page = "/obligations/sets/" + set;
        assertThat(answer(page, "en")).doesNotContain("binds no point", "bind no point");
        system(() -> limits.addLimit(NewLimit.permitMaximum(
                set,
                "w20122",
                LocalText.of("en", "Total copper"),
                "SAMPLE",
                new BigDecimal("0.3"),
                "mg/L",
                "DW-TYPO",
                "",
                SINCE)));
        assertThat(answer(page, "en")).contains("One limit here binds no point", "binds no point</span>");
        assertThat(answer(page, "zh-CN")).contains("有 1 条限值未对应任何点位");
        assertThat(answer("/api" + page, "en")).containsOnlyOnce("\"bindsNoPoint\":true");
        river.get(() -> jdbc.sql("""
                        insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                        select unit_id, facility_id, site_id, 'DW-TYPO', name, kind, time_zone from monitoring.point
                        where id = (select point_id from monitoring.series where id = :series)""").param("series", copper).update());
        assertThat(answer("/api" + page, "en")).doesNotContain("\"bindsNoPoint\":true");
    }

    private String answer(String path, String language) {
        try {
            return system(() -> mvc.get()
                            .uri(path)
                            .with(user("test"))
                            .cookie(new jakarta.servlet.http.Cookie("language", language))
                            .exchange())
                    .getResponse()
                    .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
