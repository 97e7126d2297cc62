package org.verdite.monitoring.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// "No data" is an event: found by the clock in the test's hand, on the database.
@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class GapsTests {

    private static int number;

    @Autowired
    SmallGroup g;

    @Autowired
    Gaps gaps;

    @Autowired
    Expectations expectations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private int point;

    /// Later than any day the machine's own clock shows.
    @BeforeEach
    void a_point_of_the_valley() {
        g.clock.to("2031-05-10T01:00:00Z");
        point = seeing(() -> {
            int site = one("select id from organisation.site where unit_id = " + g.valley);
            int facility = one("""
                    insert into organisation.facility (site_id, unit_id, code, name, kind)
                    values (%d, %s, 'G%d', '{"_":"en","en":"Outfall"}', 'OUTFALL') returning id""".formatted(site, g.valley, ++number));
            return one("""
                    insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone)
                    values (%s, %d, %d, 'G%d', '{"_":"en","en":"Gap point %d","zh":"缺测点 %d"}', 'OUTFALL', 'Asia/Shanghai') returning id""".formatted(g.valley, facility, site, number, number, number));
        });
    }

    private int series(String parameter, String mode) {
        return seeing(() -> one("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%s, %d, '%s', 'VALUE', '%s', 'mg/L') returning id""".formatted(g.valley, point, parameter, mode)));
    }

    private int one(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private <T> T seeing(Supplier<T> work) {
        return Objects.requireNonNull(Scope.system("test").get(() -> within.execute(_ -> work.get())));
    }

    private void expect(int series, Rhythm rhythm, int times, int grace, String from) {
        Scope.system("test").run(() -> expectations.expect(series, rhythm, times, grace, LocalDate.parse(from)));
    }

    private void came(int series, String at, boolean dateOnly) {
        var started = dateOnly ? LocalDate.parse(at).atStartOfDay().atOffset(ZoneOffset.UTC) : OffsetDateTime.parse(at);
        seeing(() -> {
            jdbc.sql("select monitoring.ensure_partitions(:day, :day)")
                    .param("day", started.toLocalDate())
                    .query((_, _) -> true)
                    .list();
            jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, date_only, value, original, intake_id, line)
                            values (:series, :unit, :started, :started, :dateOnly, 0.1, '0.1', 0, 0)""")
                    .param("series", series)
                    .param("unit", g.valley.value())
                    .param("started", started)
                    .param("dateOnly", dateOnly)
                    .update();
            return jdbc.sql("""
                            insert into monitoring.latest (series_id, unit_id, started, date_only, value, censor, original, verdict, recorded_at)
                            select series_id, unit_id, started, date_only, value, censor, original, verdict, verdite.now() from monitoring.result
                            where series_id = :series order by started desc limit 1
                            on conflict (series_id) do update set started = excluded.started""").param("series", series).update();
        });
    }

    private void lookAt(String instant) {
        g.clock.to(instant);
        gaps.look();
    }

    /// "OPEN 2031-05-10T02:00:00Z 0/1"
    private List<String> of(int series) {
        return seeing(() -> jdbc.sql("select * from monitoring.gap where series_id = :series order by started")
                .param("series", series)
                .query((rs, _) ->
                        rs.getString("state") + " " + rs.getTimestamp("started").toInstant() + " " + rs.getInt("found")
                                + "/" + rs.getInt("expected"))
                .list());
    }

    private List<String> told() {
        return seeing(() -> jdbc.sql("""
                        select n.kind || ' ' || n.state || ' ' || verdite.text(n.message, 'en') from notices.notice n
                        where verdite.text(n.message, 'en') ~ (:point || '( |,|$)') or n.origin_kind = 'point' and n.origin_id = :id order by n.id""")
                .param("point", "Gap point " + number)
                .param("id", String.valueOf(point))
                .query(String.class)
                .list());
    }

    @Test
    void nothing_is_expected_of_means_that_are_put_together_from_another_series() {
        int measured = series("w20122", "ONLINE");
        int means = seeing(() -> one("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit, derived_from)
                select unit_id, point_id, parameter_code, 'DAY_MEAN', mode, unit, id from monitoring.series where id = %d returning id""".formatted(measured)));
        assertThatThrownBy(() -> expect(means, Rhythm.DAY, 1, 0, "2031-05-01"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("monitoring.expect.derived");
    }

    @Test
    void an_online_series_that_falls_silent_is_a_gap_after_its_grace_and_data_end_it() {
        int copper = series("w20122", "ONLINE");
        expect(copper, Rhythm.HOUR, 1, 2, "2031-05-01");
        came(copper, "2031-05-10T01:00:00Z", false);
        lookAt("2031-05-10T04:59:00Z");
        assertThat(of(copper)).isEmpty();
        lookAt("2031-05-10T05:00:00Z");
        assertThat(of(copper)).containsExactly("OPEN 2031-05-10T02:00:00Z 0/1");
        assertThat(told())
                .containsExactly(
                        "ALARM OPEN No data: Total copper at Gap point " + number + " since 10 May 2031, 10:00");
        lookAt("2031-05-10T09:00:00Z");
        assertThat(of(copper)).as("one silence is one gap").hasSize(1);
        came(copper, "2031-05-10T09:30:00Z", false);
        lookAt("2031-05-10T10:00:00Z");
        assertThat(of(copper)).containsExactly("FILLED 2031-05-10T02:00:00Z 1/1");
        assertThat(told()).singleElement().asString().startsWith("ALARM SETTLED");
    }

    @Test
    void a_laboratory_month_without_its_results_is_a_gap_and_late_data_fill_it() {
        int copper = series("w20122", "LABORATORY");
        expect(copper, Rhythm.MONTH, 2, 240, "2031-04-01");
        came(copper, "2031-04-03", true);
        lookAt("2031-05-10T15:59:00Z");
        assertThat(of(copper)).as("the laboratory has ten days to report").isEmpty();
        lookAt("2031-05-10T16:00:00Z");
        assertThat(of(copper))
                .as("April begins at midnight where the point stands")
                .containsExactly("OPEN 2031-03-31T16:00:00Z 1/2");
        assertThat(told()).singleElement().asString().endsWith("Apr 2031: 1 of 2 results");
        came(copper, "2031-04-30", true);
        lookAt("2031-05-20T00:00:00Z");
        assertThat(of(copper)).containsExactly("FILLED 2031-03-31T16:00:00Z 2/2");
        assertThat(told()).singleElement().asString().startsWith("ALARM SETTLED");
    }

    @Test
    void after_months_without_a_server_each_period_is_looked_at_once() {
        int copper = series("w20122", "LABORATORY");
        expect(copper, Rhythm.MONTH, 1, 0, "2031-05-01");
        lookAt("2031-06-01T00:00:00Z");
        assertThat(of(copper)).hasSize(1);
        lookAt("2031-09-02T00:00:00Z");
        lookAt("2031-09-02T01:00:00Z");
        assertThat(of(copper)).as("May to August").hasSize(4);
    }

    @Test
    void a_whole_point_that_falls_silent_is_one_alarm() {
        int copper = series("w20122", "ONLINE");
        int zinc = series("w20123", "ONLINE");
        expect(copper, Rhythm.HOUR, 1, 0, "2031-05-10");
        expect(zinc, Rhythm.HOUR, 1, 0, "2031-05-10");
        lookAt("2031-05-10T03:00:00Z");
        assertThat(told()).containsExactly("ALARM OPEN No data of 2 series at Gap point " + number);
        came(copper, "2031-05-10T03:10:00Z", false);
        lookAt("2031-05-10T03:30:00Z");
        assertThat(told()).singleElement().asString().as("zinc is still silent").startsWith("ALARM OPEN");
        came(zinc, "2031-05-10T03:40:00Z", false);
        lookAt("2031-05-10T03:45:00Z");
        assertThat(told()).singleElement().asString().startsWith("ALARM SETTLED");
    }

    @Test
    void what_is_long_past_informs_once_for_all() {
        int copper = series("w20122", "LABORATORY");
        expect(copper, Rhythm.MONTH, 1, 0, "2030-01-01");
        lookAt("2031-05-10T02:00:00Z");
        assertThat(of(copper)).hasSize(16);
        assertThat(seeing(() -> jdbc.sql(
                                "select verdite.text(message, 'en') || kind from notices.notice where told_at = timestamptz '2031-05-10T02:00:00Z' and kind = 'INFORM'")
                        .query(String.class)
                        .list()))
                .contains("15 stretches of earlier days are without dataINFORM");
        assertThat(told()).as("April was due nine days ago").hasSize(1);
    }

    @Test
    void a_point_that_was_given_up_expects_nothing_and_a_changed_expectation_holds_from_its_day() {
        int copper = series("w20122", "ONLINE");
        expect(copper, Rhythm.DAY, 1, 0, "2031-05-01");
        seeing(() -> jdbc.sql("update monitoring.point set valid_to = date '2031-04-01' where id = " + point)
                .update());
        lookAt("2031-05-10T02:00:00Z");
        assertThat(of(copper)).isEmpty();
        seeing(() -> jdbc.sql("update monitoring.point set valid_to = null where id = " + point)
                .update());
        expect(copper, Rhythm.WEEK, 3, 24, "2031-05-12");
        assertThat(Scope.system("test").get(() -> expectations.of(copper)))
                .extracting(Expectations.Expected::rhythm, Expectations.Expected::from, Expectations.Expected::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Rhythm.WEEK, LocalDate.parse("2031-05-12"), null),
                        org.assertj.core.groups.Tuple.tuple(
                                Rhythm.DAY, LocalDate.parse("2031-05-01"), LocalDate.parse("2031-05-12")));
    }

    @Test
    void somebody_says_why_there_are_none_once_and_with_a_reason() {
        int copper = series("w20122", "ONLINE");
        expect(copper, Rhythm.HOUR, 1, 0, "2031-05-10");
        lookAt("2031-05-10T03:00:00Z");
        int id = seeing(() -> one("select id from monitoring.gap where series_id = " + copper));
        assertThatThrownBy(() -> g.lin.scope().run(() -> gaps.close(id, " "))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.wu.scope().run(() -> gaps.close(id, "Stood still")))
                .isInstanceOf(NotPermitted.class);
        g.lin.scope().run(() -> gaps.close(id, "The plant stands still"));
        assertThatThrownBy(() -> g.lin.scope().run(() -> gaps.close(id, "Again")))
                .isInstanceOf(Refused.class);
        lookAt("2031-05-12T03:00:00Z");
        assertThat(of(copper))
                .as("a silence that is explained isn't opened again")
                .hasSize(1);
        assertThat(told()).singleElement().asString().startsWith("ALARM SETTLED");
        assertThat(g.lin.scope()
                        .get(() -> mvc.get().uri("/monitoring/gaps/" + id).exchange()))
                .bodyText()
                .contains("closed with a reason", "The plant stands still", "Lin Qiao");
    }

    @Test
    void pages_and_programs_set_and_list_it() {
        int copper = series("w20122", "LABORATORY");
        var manager = g.director;
        var saved = manager.scope()
                .get(() -> mvc.post()
                        .uri("/monitoring/series/" + copper + "/expectation")
                        .param("rhythm", "MONTH")
                        .param("times", "1")
                        .param("grace", "0")
                        .param("from", "2031-04-01")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
        assertThat(saved).hasStatus(302);
        lookAt("2031-05-10T02:00:00Z");
        assertThat(manager.scope()
                        .get(() -> mvc.get()
                                .uri("/monitoring/series/" + copper + "/expectation")
                                .exchange()))
                .bodyText()
                .contains("one result each month");
        assertThat(manager.scope()
                        .get(() -> mvc.get()
                                .uri("/monitoring/gaps?series=" + copper)
                                .exchange()))
                .bodyText()
                .contains("No data: Total copper at Gap point " + number, "Apr 2031", "0 of 1");
        assertThat(manager.scope()
                        .get(() -> mvc.get()
                                .uri("/api/monitoring/gaps?series=" + copper)
                                .exchange()))
                .bodyJson()
                .extractingPath("$.items[0].rhythm")
                .isEqualTo("MONTH");
        var wrong = manager.scope()
                .get(() -> mvc.put()
                        .uri("/api/monitoring/series/" + copper + "/expectation")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"rhythm\":\"HOUR\",\"times\":3}")
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .exchange());
        assertThat(wrong).hasStatus(422).bodyText().contains("Every hour and every day expect one result");
        assertThat(Instant.parse("2031-05-10T02:00:00Z")).isEqualTo(g.clock.instant());
    }
}
