package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.Statements;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.obligations.LimitRegister;
import org.verdite.shared.Scope;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Box plots, the calendar of what was exceeded, the map at a chosen time, and long charts.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Statements.class)
class ChartsTests {

    private static final List<String> STANDINGS = List.of("NO_LIMIT", "WITHIN", "WARNING", "EXCEEDED", "NOT_JUDGED");

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    LimitBook book;

    @Autowired
    JudgeAgain again;

    @Autowired
    MockMvcTester mvc;

    private River river;
    private int copper;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
    }

    private MvcTestResult get(String path) {
        return get(path, here());
    }

    private MvcTestResult get(String path, Scope scope) {
        return scope.get(() -> mvc.get()
                .uri(path)
                .with(user("test"))
                .locale(Locale.ENGLISH)
                .cookie(new jakarta.servlet.http.Cookie("language", "en"))
                .exchange());
    }

    private JsonNode json(String path) {
        var answer = get(path);
        assertThat(answer).hasStatusOk();
        return JsonMapper.shared()
                .readTree(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private Scope here() {
        return Scope.system("reader").narrowedTo(new int[] {river.unit});
    }

    @Test
    void box_plots_of_another_number_of_months_are_refused_where_no_page_shows_how_many_were_taken() {
        month(copper, "2026-01", "2", "4", "4");
        String boxes = "/monitoring/series/" + copper + "/boxes";
        for (String months : List.of("0", "9999", "-12")) {
            assertThat(get("/api" + boxes + "?months=" + months))
                    .hasStatus(422)
                    .bodyText()
                    .contains("12, 36 or 120 months, not of " + months);
            assertThat(get(boxes + "/export?months=" + months)).hasStatus(422);
            assertThat(get(boxes + "?months=" + months)).hasStatusOk();
        }
        assertThat(get("/api" + boxes + "?months=120")).hasStatusOk();
    }

    private Scope stranger() {
        return Scope.system("x").narrowedTo(new int[] {river.unit + 1_000_000});
    }

    /// One result a day from the month's first.
    private void month(int series, String month, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            river.result(series, "%s-%02d".formatted(month, i + 1), texts[i]);
        }
    }

    /// Five quantiles of a column: `0.2` where claimed, `low..high` where not.
    private static List<String> five(JsonNode column) {
        return StreamSupport.stream(column.path("quantiles").spliterator(), false)
                .map(q -> q.path("exact").asBoolean()
                        ? number(q.path("high"))
                        : number(q.path("low")) + ".." + number(q.path("high")))
                .toList();
    }

    private static String number(JsonNode n) {
        return new java.math.BigDecimal(n.asDouble())
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    private JsonNode column(JsonNode boxes, String key) {
        return StreamSupport.stream(boxes.path("items").spliterator(), false)
                .filter(c -> c.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /// Worked by hand by the rule of `percentile_cont`: the value at (n − 1) × p, between neighbours by
    /// proportion.
    @Test
    void quartiles_by_month_are_those_worked_by_hand_and_nothing_is_claimed_below_a_detection_limit() {
        month(copper, "2026-01", "2", "4", "4", "5", "7", "9", "100R");
        month(copper, "2026-02", "<0.10", "<0.10", "0.20", "0.30", "0.40", "0.50", "<0.05", "0.60");
        month(copper, "2026-03", "<1", "0.2", "0.3", "0.4", "0.5", "3");
        month(copper, "2026-04", "<0.02", "<0.02", "<0.02", "<0.02", "<0.02");
        month(copper, "2026-06", "1", "<0.5", "2", "3");
        month(copper, "2026-07", "<10", "5", "5", "5", "5", "5", "20");
        var boxes = json("/api/monitoring/series/" + copper + "/boxes?months=12");
        assertThat(five(column(boxes, "2026-01"))).containsExactly("2", "4", "4.5", "6.5", "9");
        assertThat(five(column(boxes, "2026-02"))).containsExactly("0..0.05", "0..0.1", "0.25", "0.425", "0.6");
        assertThat(five(column(boxes, "2026-03")))
                .containsExactly("0..0.2", "0.225..0.325", "0.35..0.45", "0.475..0.875", "3");
        assertThat(five(column(boxes, "2026-04"))).containsOnly("0..0.02");
        assertThat(five(column(boxes, "2026-05"))).isEmpty();
        assertThat(column(boxes, "2026-05").path("results").asInt()).isZero();
        assertThat(five(column(boxes, "2026-06"))).isEmpty();
        assertThat(column(boxes, "2026-06").path("values")).hasSize(4);
        assertThat(five(column(boxes, "2026-07"))).containsExactly("0..5", "5..5", "5..5", "5..7.5", "20");
        assertThat(column(boxes, "2026-02").path("notDetected").asInt()).isEqualTo(3);
        assertThat(column(boxes, "2026-02").path("highestDetectionLimit").asDouble())
                .isEqualTo(0.1);

        var seasons = json("/api/monitoring/series/" + copper + "/boxes?by=SEASON&months=12");
        assertThat(five(column(seasons, "01"))).containsExactly("2", "4", "4.5", "6.5", "9");
        assertThat(get("/monitoring/series/" + copper + "/boxes?by=SEASON&scale=log"))
                .hasStatusOk();

        assertThat(get("/monitoring/series/" + copper + "/boxes?months=12"))
                .hasStatusOk()
                .bodyText()
                .contains("<svg id=\"boxes\"", "≤\u202f0.1", "0.35 to 0.45", "fewer than 5 results", "no result");
        assertThat(get("/monitoring/series/" + copper + "/boxes/export?months=12"))
                .hasStatusOk()
                .bodyText()
                .contains("2026-02,8,3,0,0,0.1,≤\u202f0.05,≤\u202f0.1,0.25,0.425,0.6,mg/L");
    }

    @Test
    void boxes_by_point_show_the_same_measured_alike_at_each_point_of_the_site_and_only_what_is_seen() {
        month(copper, "2026-03", "1", "2", "3", "4", "5");
        int other = beside("DW002", 25.01, 100.02);
        month(other, "2026-03", "2", "4", "6", "8", "10");
        var boxes = json("/api/monitoring/series/" + copper + "/boxes?by=POINT");
        assertThat(five(column(boxes, "DW001"))).containsExactly("1", "2", "3", "4", "5");
        assertThat(five(column(boxes, "DW002"))).containsExactly("2", "4", "6", "8", "10");
        assertThat(get("/monitoring/series/" + copper + "/boxes?by=POINT"))
                .bodyText()
                .contains("Total copper at each point", "DW002");
        for (String path : new String[] {"/monitoring/series/%d/boxes", "/api/monitoring/series/%d/boxes"}) {
            assertThat(get(path.formatted(copper), stranger())).hasStatus(404);
        }
    }

    @Test
    void what_a_person_took_out_stays_in_the_chart_as_marked_and_is_in_no_box() {
        month(copper, "2026-03", "1", "2", "3", "4", "5", "900");
        river.run(() -> jdbc.sql("update monitoring.result set status = 1 where series_id = :series and value = 900")
                .param("series", copper)
                .update());
        var boxes = json("/api/monitoring/series/" + copper + "/boxes");
        assertThat(five(column(boxes, "2026-03"))).containsExactly("1", "2", "3", "4", "5");
        var point = json("/monitoring/series/" + copper + "/chart.json?from=2026-03-01&to=2026-03-31")
                .path("series")
                .path(0)
                .path("points")
                .path(5);
        assertThat(point.path("v").asDouble()).isEqualTo(900);
        assertThat(point.path("s").asString()).isEqualTo("flagged");
        assertThat(point.path("note").asString()).isEqualTo("Left out");
    }

    @Test
    void boxes_are_made_of_what_was_known_on_a_day() {
        month(copper, "2026-03", "1", "2", "3", "4", "5");
        String yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(3).toString();
        var boxes = json("/api/monitoring/series/" + copper + "/boxes?known=" + yesterday);
        // results without a load are there since ever; what matters is that the way is open and agrees
        assertThat(five(column(boxes, "2026-03"))).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void each_days_number_in_the_calendar_is_the_length_of_its_list_and_all_of_them_are_the_episodes_results() {
        river.permit("PW-A", "0.50", LocalDate.of(2026, 1, 1));
        river.permit("PW-B", "0.30", LocalDate.of(2026, 1, 1));
        river.results(
                copper,
                "2026-11-12",
                "0.10",
                "2026-11-13",
                "0.34",
                "2026-11-14",
                "0.61",
                "2026-11-15",
                "0.55",
                "2026-11-17",
                "0.20",
                "2026-11-19",
                "0.70");
        river.judge(copper);
        // corrected: what it exceeded does not stand any more
        river.result(copper, "2026-11-19", "0.07");
        river.judge(copper);
        var days = json("/api/monitoring/calendar?year=2026&series=" + copper).path("items");
        assertThat(days).hasSize(365);
        int sum = 0;
        for (JsonNode day : days) {
            String date = day.path("day").asString();
            int exceeded = day.path("exceeded").asInt();
            sum += exceeded;
            if (exceeded > 0 || date.startsWith("2026-11-1")) {
                String list =
                        "/monitoring/calendar/exceeded/export?series=%d&from=%s&to=%s".formatted(copper, date, date);
                assertThat(lines(list)).as(date).isEqualTo(exceeded);
            }
        }
        assertThat(sum).isEqualTo(5);
        assertThat(sum)
                .isEqualTo(river.episodes(copper).stream()
                        .filter(e -> List.of("ONGOING", "ENDED").contains(e.state()))
                        .mapToInt(River.Ep::results)
                        .sum());
        assertThat(at(days, "2026-11-14").path("exceeded").asInt()).isEqualTo(2);
        assertThat(at(days, "2026-11-17").path("exceeded").asInt()).isZero();
        assertThat(at(days, "2026-11-17").path("judged").asInt()).isEqualTo(1);
        assertThat(at(days, "2026-11-16").path("results").asInt()).isZero();

        assertThat(get("/monitoring/calendar?year=2026&site=" + river.site))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "aria-label=\"14 Nov 2026: 2 exceeded, 1 result\"",
                        "<title>17 Nov 2026: nothing exceeded, 1 of 1 results judged</title>",
                        "<title>16 Nov 2026: no results</title>",
                        "/monitoring/calendar/exceeded?year=2026&amp;site=" + river.site
                                + "&amp;from=2026-11-14&amp;to=2026-11-14");
        assertThat(get("/monitoring/calendar/exceeded?from=2026-11-14&to=2026-11-14&series=" + copper))
                .hasStatusOk()
                .bodyText()
                .contains("0.61\u202fmg/L", "limit 0.50", "limit 0.30", "PW-A", "PW-B", "EX-2026-");
        assertThat(get("/monitoring/calendar?series=" + copper, stranger())).hasStatus(404);
        assertThat(get("/monitoring/calendar/exceeded/export?from=2026-01-01&to=2026-12-31", stranger()))
                .bodyText()
                .doesNotContain("DW001");
        assertThat(get("/monitoring/calendar?year=3000")).hasStatus(422);
    }

    private static JsonNode at(JsonNode days, String day) {
        return StreamSupport.stream(days.spliterator(), false)
                .filter(d -> d.path("day").asString().equals(day))
                .findFirst()
                .orElseThrow();
    }

    private long lines(String path) {
        var answer = get(path);
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8)
                        .lines()
                        .count()
                - 1;
    }

    @Test
    void a_point_on_the_map_has_the_verdict_that_its_value_of_that_time_is_explained_with() {
        river.permit("PW-A", "0.50", LocalDate.of(2026, 1, 1));
        place("DW001", 25.0, 100.0);
        river.results(copper, "2026-11-01", "0.10", "2026-11-02", "0.45", "2026-11-03", "0.61", "2026-11-04", "<0.9");
        river.judge(copper);
        int other = beside("DW002", 25.01, 100.02);
        river.results(other, "2026-11-02", "0.2");
        river.judge(other);
        expect(other, "DAY");
        for (int day = 1; day <= 4; day++) {
            var on = LocalDate.of(2026, 11, day);
            var item = mapped(on, "DW001");
            assertThat(item.path("standing").asString())
                    .as(on.toString())
                    .isEqualTo(STANDINGS.get(explained(copper, on)));
        }
        assertThat(IntStream.rangeClosed(1, 4)
                        .mapToObj(d -> mapped(LocalDate.of(2026, 11, d), "DW001")
                                .path("standing")
                                .asString()))
                .containsExactly("WITHIN", "WARNING", "EXCEEDED", "NOT_JUDGED");
        // before the first value, and once a value is older than its rhythm, there are no data
        assertThat(mapped(LocalDate.of(2026, 11, 1), "DW002").path("standing").asString())
                .isEqualTo("NO_DATA");
        assertThat(mapped(LocalDate.of(2026, 11, 3), "DW002").path("standing").asString())
                .isNotEqualTo("NO_DATA");
        assertThat(mapped(LocalDate.of(2026, 11, 4), "DW002").path("standing").asString())
                .isEqualTo("NO_DATA");

        assertThat(get("/monitoring/map?site=" + river.site + "&on=2026-11-03"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<svg id=\"points\"",
                        "aria-label=\"DW001 Plant outfall: exceeded. 0.61\u202fmg/L, 3 Nov 2026\"",
                        "type=\"range\" name=\"back\"");
        assertThat(get("/monitoring/map?site=" + river.site + "&first=2026-10-30&back=3"))
                .bodyText()
                .contains("aria-label=\"DW001 Plant outfall: near the limit. 0.45\u202fmg/L, 2 Nov 2026\"");
        assertThat(get("/monitoring/map/export?site=" + river.site + "&on=2026-11-03"))
                .bodyText()
                .contains("DW001,Plant outfall,25.000000,100.000000,Total copper,exceeded,0.61");
        assertThat(get("/monitoring/map?site=" + river.site, stranger())).hasStatus(404);
    }

    private JsonNode mapped(LocalDate on, String code) {
        var items = json("/api/monitoring/map?site=" + river.site + "&parameter=w20122&on=" + on)
                .path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(i -> i.path("code").asString().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// The verdict of that day's value, judged anew by the limits that bind.
    private int explained(int series, LocalDate day) {
        var measured =
                river.get(() -> jdbc.sql("select * from monitoring.result where series_id = :series and started = :day")
                        .param("series", series)
                        .param("day", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                        .query((rs, _) -> new Measured(
                                rs.getObject("value") == null ? Double.NaN : rs.getDouble("value"),
                                rs.getInt("censor"),
                                rs.getObject("level") == null ? Double.NaN : rs.getDouble("level"),
                                rs.getString("original")))
                        .single());
        return book.bind(List.of(series)).of(series).stream()
                .filter(h -> h.on(day))
                .map(h -> h.line().judge(measured).code())
                .findFirst()
                .orElseThrow();
    }

    private void place(String code, double latitude, double longitude) {
        river.run(() -> jdbc.sql(
                        "update monitoring.point set latitude = :lat, longitude = :lon where site_id = :site and code = :code")
                .param("lat", latitude)
                .param("lon", longitude)
                .param("site", river.site)
                .param("code", code)
                .update());
    }

    /// Another point of the site with copper.
    private int beside(String code, double latitude, double longitude) {
        int point = river.get(
                () -> river.id("""
                insert into monitoring.point (unit_id, facility_id, site_id, code, name, kind, time_zone, latitude, longitude)
                values (%d, %d, %d, '%s', '{"_":"en","en":"Second outfall"}', 'OUTFALL', 'Asia/Shanghai', %s, %s) returning id""".formatted(river.unit, river.facility, river.site, code, latitude, longitude)));
        return river.get(() -> river.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, 'w20122', 'DAY_MEAN', 'LABORATORY', 'mg/L') returning id""".formatted(river.unit, point)));
    }

    private void expect(int series, String rhythm) {
        river.run(() -> jdbc.sql("""
                        insert into monitoring.expectation (unit_id, series_id, rhythm, valid_from) values (:unit, :series, :rhythm, date '2026-01-01')""")
                .param("unit", river.unit)
                .param("series", series)
                .param("rhythm", rhythm)
                .update());
    }

    @Test
    void ten_years_of_hours_are_charted_in_two_thousand_points_at_the_most_and_finer_when_zoomed_in() {
        int hourly = hourly();
        get("/monitoring/series/" + hourly + "/chart.json?from=2016-01-01&to=2025-12-31");
        Statements.restart();
        var answer = get("/monitoring/series/" + hourly + "/chart.json?from=2016-01-01&to=2025-12-31");
        assertThat(Statements.seen()).hasSizeLessThanOrEqualTo(12);
        assertThat(answer.getResponse().getContentAsByteArray()).hasSizeLessThan(200_000);
        String chart = "/monitoring/series/" + hourly + "/chart.json?from=%s&to=%s";
        var years = json(chart.formatted("2016-01-01", "2025-12-31"));
        assertThat(years.path("step").asString()).isEqualTo("WEEK");
        assertThat(years.path("series").path(0).path("points")).hasSizeBetween(500, 530);
        var year = json(chart.formatted("2020-01-01", "2020-12-31"));
        assertThat(year.path("step").asString()).isEqualTo("DAY");
        assertThat(year.path("series").path(0).path("points")).hasSize(366);
        var month = json(chart.formatted("2020-05-01", "2020-05-31"));
        assertThat(month.path("step").asString()).isEqualTo("RAW");
        assertThat(month.path("series").path(0).path("points").size()).isBetween(744, 2_000);

        // a day's mean, lowest and highest are those of its hours, and what exceeded is seen from afar
        var day = StreamSupport.stream(
                        year.path("series").path(0).path("points").spliterator(), false)
                .filter(p -> p.path("t").asString().equals("2020-05-07"))
                .findFirst()
                .orElseThrow();
        assertThat(day.path("lo").asDouble()).isEqualTo(0);
        assertThat(day.path("hi").asDouble()).isEqualTo(99);
        assertThat(day.path("v").asDouble())
                .isCloseTo((IntStream.range(0, 23).sum() + 99) / 24.0, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(day.path("s").asString()).isEqualTo("exceeded");
        assertThat(day.path("e").asDouble()).isEqualTo(99);
        assertThat(StreamSupport.stream(
                                years.path("series").path(0).path("points").spliterator(), false)
                        .filter(p -> p.path("s").asString().equals("exceeded")))
                .hasSize(1)
                .first()
                .extracting(p -> p.path("t").asString())
                .isEqualTo("2020-05-04");
    }

    /// Each day 0 to 22 and 23 at its hours; on 7 May 2020 the last is 99 and exceeds.
    private int hourly() {
        int id = river.get(() -> river.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, 'w20122', 'HOUR_MEAN', 'ONLINE', 'mg/L') returning id""".formatted(river.unit, river.point)));
        river.run(() -> {
            jdbc.sql("select monitoring.ensure_partitions(date '2015-12-01', date '2025-12-01')")
                    .query((rs, _) -> rs.getInt(1))
                    .single();
            jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, value, original, verdict, intake_id, line)
                            select :series, :unit, h, h + interval '1 hour', n.value, n.value::text, case when n.value = 99 then 3 else 1 end, 0, 0
                            from generate_series(timestamptz '2016-01-01 00:00+08', timestamptz '2025-12-31 23:00+08', interval '1 hour') h
                            cross join lateral (select case when h = timestamptz '2020-05-07 23:00+08' then 99
                              else extract(hour from h at time zone 'Asia/Shanghai') end as value) n""").param("series", id).param("unit", river.unit).update();
            jdbc.sql("select monitoring.roll_up(array[cast(:series as int)], '2016-01-01', '2026-01-01')")
                    .param("series", id)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        });
        return id;
    }

    @Test
    void series_of_one_unit_share_a_chart_a_second_unit_has_its_own_and_a_third_is_refused() {
        river.permit("PW-A", "0.50", LocalDate.of(2026, 1, 1));
        river.results(copper, "2026-11-13", "0.34", "2026-11-14", "0.61");
        river.judge(copper);
        int other = beside("DW002", 25.01, 100.02);
        river.results(other, "2026-11-14", "0.2");
        int micro = river.series("w20122", "VALUE");
        int percent = river.series("w20122", "MAXIMUM");
        river.run(() -> {
            jdbc.sql("update monitoring.series set unit = 'µg/L' where id = :id")
                    .param("id", micro)
                    .update();
            jdbc.sql("update monitoring.series set unit = '%' where id = :id")
                    .param("id", percent)
                    .update();
        });
        river.results(micro, "2026-11-14", "0.5");
        var chart = json(
                "/monitoring/compare/chart.json?series=%d,%d&from=2026-11-01&to=2026-11-20".formatted(copper, other));
        assertThat(chart.path("series")).hasSize(2);
        assertThat(chart.path("series").path(0).path("name").asString()).isEqualTo("DW001");
        assertThat(chart.path("series").path(0).path("points").path(1).path("s").asString())
                .isEqualTo("exceeded");
        assertThat(chart.path("series").path(1).path("name").asString()).isEqualTo("DW002");
        assertThat(chart.path("limits").path(0).path("label").asString()).startsWith("DW001");
        assertThat(get("/monitoring/compare?series=%d,%d&add=%d".formatted(copper, other, micro)))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "3 series over time",
                        "id=\"chart-" + copper + "\"",
                        "id=\"chart-" + micro + "\"",
                        "0.61\u202fmg/L");
        assertThat(get("/monitoring/compare/chart.json?series=%d,%d".formatted(copper, micro)))
                .hasStatus(422);
        assertThat(get("/monitoring/compare?series=%d,%d,%d".formatted(copper, micro, percent)))
                .hasStatus(422);
        assertThat(get("/monitoring/compare/export?series=%d,%d&days=all".formatted(copper, other)))
                .hasStatusOk()
                .bodyText()
                .contains("2026-11-14,DW001,Total copper,0.61", "2026-11-14,DW002,Total copper,0.2");
        assertThat(get("/monitoring/compare")).hasStatusOk().bodyText().contains("No series chosen yet");
        for (String path : new String[] {
            "/monitoring/compare?series=", "/monitoring/compare/chart.json?series=", "/api/monitoring/compare?series="
        }) {
            assertThat(get(path + copper, stranger())).as(path).hasStatus(404);
        }
        assertThat(Objects.requireNonNull(chart.path("step").asString())).isEqualTo("RAW");
    }
}
