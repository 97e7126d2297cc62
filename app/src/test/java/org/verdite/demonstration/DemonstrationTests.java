package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.json.AbstractJsonContentAssert;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.organisation.DemonstrationLoading;
import org.verdite.shared.Scope;

@DemonstrationTest
class DemonstrationTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    DemonstrationLoading loading;

    @Autowired
    Clock clock;

    @Test
    void the_year_2022_reads_as_published() {
        progress(2022).isLenientlyEqualTo("""
                {"year": 2022,
                 "investment": {"amount": 1467000000, "currency": "CNY", "changePercent": 3.3},
                 "iso14001": {"certified": 39, "inScope": 40, "percent": 97.5},
                 "recognitions": {"NATIONAL_GREEN_MINE": 13, "NATIONAL_GREEN_FACTORY": 5, "NATIONAL_MINE_PARK": 1,
                   "PROVINCIAL_GREEN_MINE": 1, "PROVINCIAL_GREEN_FACTORY": 5},
                 "targets": [TARGETS]}""".replace("TARGETS", targets()));
    }

    /// The three promises, as the demonstration's file says them.
    private static String targets() {
        return InputFiles.rows("targets.csv").stream()
                .map(t -> "{\"code\": \"" + t.text("code") + "\", \"dueYear\": " + t.number("due_year") + "}")
                .collect(java.util.stream.Collectors.joining(", "));
    }

    @Test
    void the_years_before_read_as_published() {
        progress(2021).isLenientlyEqualTo("""
                {"year": 2021, "investment": {"amount": 1420000000, "changePercent": 30.0},
                 "iso14001": {"certified": 35, "inScope": 40, "percent": 87.5}}""");
        progress(2020).isLenientlyEqualTo("""
                {"year": 2020, "investment": {"amount": 1092000000},
                 "iso14001": {"certified": 19, "inScope": 38, "percent": 50.0}}""");
    }

    @Test
    void every_sign_in_comes_in_and_nobody_waits_any_more() {
        assertThat(loading.waiting()).isFalse();
        for (Row account : InputFiles.rows("accounts.csv")) {
            assertThat(mvc.get()
                            .uri("/desk")
                            .session(signIn(account.text("login")))
                            .exchange())
                    .as(account.text("login"))
                    .hasStatusOk();
        }
    }

    @Test
    void the_site_manager_of_egret_valley_sees_that_mine_alone() {
        int[] seen = {0, 0};
        var holder = system(() -> jdbc.sql("select id from organisation.pub_site where code = 'EVC'")
                .query((rs, _) -> rs.getInt(1))
                .single());
        var units = system(() -> jdbc.sql("""
                select array_agg(s) from organisation.pub_subtree(
                  (select unit_id from organisation.pub_site where id = :site), :today) s""")
                .param("site", holder)
                .param("today", LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC))
                .query((rs, _) -> (Integer[]) rs.getArray(1).getArray())
                .single());
        Scope.system("test")
                .narrowedTo(java.util.Arrays.stream(units)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .run(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                    seen[0] = count("select count(*) from organisation.pub_site");
                    seen[1] = count("select count(*) from monitoring.pub_point");
                }));
        assertThat(seen[0]).isEqualTo(1);
        assertThat(seen[1]).isEqualTo(3);
    }

    @Test
    void exceedances_were_found_by_judging_and_the_newest_at_egret_valley_waits_for_somebody() {
        int episodes = system(() -> count("""
                select count(*) from monitoring.exceedance where kind = 'COMPLIANCE'
                  and detected_at <= (select ended_at from demonstration.load)"""));
        assertThat(episodes).isBetween(8, 20);
        int judgedOnArrival = system(() -> count("""
                select count(*) from monitoring.judgement j join monitoring.judging g on g.id = j.judging_id
                where j.kind = 'COMPLIANCE' and j.verdict = 3 and g.intake_id is not null"""));
        assertThat(judgedOnArrival).isGreaterThanOrEqualTo(episodes);
        List<String> waiting = system(() -> jdbc.sql("""
                select s.code || '/' || p.code || '/' || e.parameter || '/' || e.results
                from monitoring.pub_exceedance e join monitoring.pub_point p on p.id = e.point_id
                join organisation.pub_site s on s.id = e.site_id
                where e.kind = 'COMPLIANCE' and e.acknowledged_at is null""").query(String.class).list());
        assertThat(waiting).containsExactly("EVC/DW001/w20122/4");
    }

    @Test
    void real_rivers_and_air_are_judged_by_guidelines_that_make_nobody_non_compliant() {
        int ambient = system(() -> count("""
                select count(*) from monitoring.pub_exceedance e join monitoring.pub_point p on p.id = e.point_id
                where p.kind in ('SURFACE_WATER', 'AMBIENT_AIR') and e.kind = 'OBJECTIVE'"""));
        int binding = system(() -> count("""
                select count(*) from monitoring.pub_exceedance e join monitoring.pub_point p on p.id = e.point_id
                where p.kind in ('SURFACE_WATER', 'AMBIENT_AIR') and e.kind = 'COMPLIANCE'"""));
        assertThat(ambient).isPositive();
        assertThat(binding).isZero();
        int rivers = system(() -> count("""
                select count(*) from monitoring.result r join monitoring.pub_series s on s.id = r.series_id
                join monitoring.pub_point p on p.id = s.point_id where p.kind = 'SURFACE_WATER' and r.intake_id > 0"""));
        assertThat(rivers)
                .as("what was measured, without means that were put together")
                .isEqualTo(46_535);
        assertThat(exceeded("w20119")).as("total arsenic above 5 µg/L").isEqualTo(2);
        assertThat(exceeded("w20125")).as("total iron above 1 mg/L").isEqualTo(429);
    }

    @Test
    void every_line_of_the_laboratories_came_in() {
        List<String> files = system(
                () -> jdbc.sql("select file_name from monitoring.intake where rejected > 0 and who like 'system:%'")
                        .query(String.class)
                        .list());
        assertThat(files).containsExactly("bc-rivers-laboratory.csv");
    }

    @Test
    void corrections_stand_at_every_step_and_two_came_from_exceedances() {
        List<String> states = system(() -> jdbc.sql("select distinct state from rectification.pub_item")
                .query(String.class)
                .list());
        assertThat(states)
                .contains("OPEN", "PLAN_SUBMITTED", "IN_PROGRESS", "DONE_SUBMITTED", "VERIFIED", "CLOSED_EFFECTIVE");
        assertThat(system(() -> count("""
                select count(*) from rectification.item_origin o join rectification.item i on i.id = o.item_id
                where o.room = 'monitoring' and o.kind = 'exceedance' and i.client_key like 'demonstration-%'"""))).isEqualTo(2);
    }

    @Test
    void a_load_that_was_cut_off_goes_on_where_it_stopped() {
        var played = new ArrayList<String>();
        var broken = new DemonstrationLoader(
                false,
                List.of(step("one", played, false), step("two", played, true)),
                loading,
                jdbc,
                transactions,
                clock);
        var whole = new DemonstrationLoader(
                false,
                List.of(step("one", played, false), step("two", played, false)),
                loading,
                jdbc,
                transactions,
                clock);
        var day = LocalDate.of(2026, 11, 23);
        Cast.SYSTEM.run(() -> {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> broken.load(day))
                    .hasMessage("cut off");
            whole.load(day);
            whole.load(day);
        });
        assertThat(played).containsExactly("one", "two", "two");
    }

    private static Step step(String name, List<String> played, boolean fails) {
        return new Step() {
            @Override
            public String name() {
                return "test-" + name;
            }

            @Override
            public String brings() {
                return name;
            }

            @Override
            public void load(LocalDate day) {
                played.add(name);
                if (fails) {
                    throw new IllegalStateException("cut off");
                }
            }
        };
    }

    private int exceeded(String parameter) {
        return system(() -> jdbc.sql("""
                select count(*) from monitoring.result r join monitoring.pub_series s on s.id = r.series_id
                join monitoring.pub_point p on p.id = s.point_id
                where p.kind = 'SURFACE_WATER' and r.intake_id > 0 and r.verdict = 3 and s.parameter_code = :parameter""")
                .param("parameter", parameter)
                .query((rs, _) -> rs.getInt(1))
                .single());
    }

    private AbstractJsonContentAssert<?> progress(int year) {
        var answer = mvc.get()
                .uri("/api/reporting/progress?year=" + year)
                .session(signIn("director"))
                .exchange();
        return assertThat(answer).hasStatusOk().bodyJson();
    }

    private MockHttpSession signIn(String login) {
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", login)
                .param("password", AccountsStep.PASSWORD)
                .exchange();
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(false));
    }

    private int count(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private <T> T system(Supplier<T> work) {
        return Scope.system("test")
                .get(() -> Objects.requireNonNull(new TransactionTemplate(transactions).execute(_ -> work.get())));
    }
}
