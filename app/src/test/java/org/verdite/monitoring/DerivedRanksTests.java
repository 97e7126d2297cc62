package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitRehearsal;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Ranked;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.LocalText;
import org.verdite.shared.NonDetects;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A limit on a percentile, or of "at most n of m", is judged on the value that has that rank among what was measured.
@SpringBootTest
@AutoConfigureMockMvc
class DerivedRanksTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final LocalDate SINCE = LocalDate.of(2010, 1, 1);

    record Found(String from, String to, Double value, int verdict, int revision, String flag) {}

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    LimitRehearsal rehearsal;

    @Autowired
    JudgeAgain again;

    @Autowired
    DerivedMeans means;

    @Autowired
    Rollups rollups;

    @Autowired
    MockMvcTester mvc;

    private River river;
    private int copper;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "VALUE");
    }

    private long limit(String statistic, Ranked ranked, String bound) {
        return limit("w20122", statistic, ranked, Operator.MAX, bound, "mg/L", 1, NonDetects.HALF);
    }

    private long limit(
            String parameter,
            String statistic,
            Ranked ranked,
            Operator operator,
            String bound,
            String unit,
            int fewest,
            NonDetects nonDetects) {
        return river.get(
                () -> limits.addLimit(asked(parameter, statistic, ranked, operator, bound, unit, fewest, nonDetects)));
    }

    private NewLimit asked(
            String parameter,
            String statistic,
            @Nullable Ranked ranked,
            Operator operator,
            String bound,
            String unit,
            int fewest,
            NonDetects nonDetects) {
        long set = limits.addSet(NewLimitSet.permit(
                new UnitId(river.unit),
                statistic + Ranked.text(ranked) + operator + bound + parameter + river.code + nonDetects,
                LocalText.of("en", "Permit"),
                "",
                new SiteId(river.site),
                SINCE,
                ""));
        return new NewLimit(
                set,
                LimitKind.COMPLIANCE,
                parameter,
                LocalText.of("en", parameter),
                "",
                "",
                statistic,
                operator,
                operator == Operator.MIN ? new BigDecimal(bound) : null,
                operator == Operator.MAX ? new BigDecimal(bound) : null,
                unit,
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                fewest,
                null,
                "",
                "DW001",
                "4.2",
                SINCE,
                null,
                "",
                false,
                LimitWindow.NONE.in("", nonDetects).of(ranked));
    }

    private int refresh(int series) {
        return river.get(() -> {
            rollups.refresh(
                    List.of(series), Instant.parse("2010-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
            return means.refresh(series);
        });
    }

    private List<Found> found(int source, String statistic) {
        return river.get(() -> jdbc.sql("""
                        select r.* from monitoring.result r join monitoring.series s on s.id = r.series_id
                        where s.derived_from = :source and s.statistic = :statistic order by s.part, r.started""")
                .param("source", source)
                .param("statistic", statistic)
                .query((rs, _) -> new Found(
                        day(rs.getTimestamp("started").toInstant()),
                        day(rs.getTimestamp("ended").toInstant()),
                        (Double) rs.getObject("value"),
                        rs.getInt("verdict"),
                        rs.getInt("revision"),
                        rs.getString("flag")))
                .list());
    }

    record Kept(int verdict, int reason, Double value) {}

    private List<Kept> judgements(int source) {
        return river.get(() -> jdbc.sql("""
                        select j.* from monitoring.judgement j join monitoring.series s on s.id = j.series_id
                        where s.derived_from = :source order by j.started, j.judging_id, j.limit_id""")
                .param("source", source)
                .query((rs, _) -> new Kept(rs.getInt("verdict"), rs.getInt("reason"), (Double) rs.getObject("value")))
                .list());
    }

    private int derived(int source) {
        return river.get(() -> river.id("select id from monitoring.series where derived_from = " + source));
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private void timed(int series, List<Instant> started, List<Double> values) {
        river.run(() -> {
            jdbc.sql("""
                            select monitoring.ensure_partitions(cast(min(t) as date), cast(max(t) as date))
                            from unnest(cast(:started as timestamptz[])) t""")
                    .param("started", started.stream().map(Instant::toString).toArray(String[]::new))
                    .query((rs, _) -> rs.getInt(1))
                    .single();
            jdbc.sql("""
                            insert into monitoring.result (series_id, unit_id, started, ended, value, original, intake_id, line)
                            select :series, :unit, t, t, v, v::text, 0, 0 from unnest(cast(:started as timestamptz[]), cast(:values as float8[])) u(t, v)""")
                    .param("series", series)
                    .param("unit", river.unit)
                    .param("started", started.stream().map(Instant::toString).toArray(String[]::new))
                    .param("values", values.toArray(Double[]::new))
                    .update();
        });
    }

    private int online(String parameter, String unit) {
        return river.get(() -> river.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, '%s', 'VALUE', 'ONLINE', '%s') returning id""".formatted(river.unit, river.point, parameter, unit)));
    }

    /// On the tenth of each month from January 2024: 0.02, but 0.06 in March, 0.07 in July and 0.08 in January 2025.
    private void fifteenMonths() {
        for (int month = 0; month < 15; month++) {
            String text = month == 2 ? "0.06" : month == 6 ? "0.07" : month == 12 ? "0.08" : "0.02";
            river.result(copper, LocalDate.of(2024, 1, 10).plusMonths(month).toString(), text);
        }
    }

    /// At most two of twelve above 0.05. By hand: the rows that end in January and February 2025 hold 0.06, 0.07 and
    /// 0.08; the one before has no third, and March 2024 has left the one after.
    @Test
    void at_most_two_of_any_twelve_in_a_row_is_broken_where_the_third_highest_is() {
        limit("AT_MOST_OF", Ranked.allowed(2, 12, "SAMPLE"), "0.05");
        fifteenMonths();
        refresh(copper);
        assertThat(found(copper, "AT_MOST_OF"))
                .containsExactly(
                        new Found("2024-12-10", "2024-12-10", 0.02, 1, 0, ""),
                        new Found("2025-01-10", "2025-01-10", 0.06, 3, 0, ""),
                        new Found("2025-02-10", "2025-02-10", 0.06, 3, 0, ""),
                        new Found("2025-03-10", "2025-03-10", 0.02, 1, 0, ""));
        assertThat(river.episodes(derived(copper))).singleElement().satisfies(e -> {
            assertThat(e.results()).isEqualTo(2);
            assertThat(e.from() + " " + e.to()).isEqualTo("01-10 02-10");
        });
    }

    @Test
    void putting_it_together_twice_changes_nothing() {
        limit("AT_MOST_OF", Ranked.allowed(2, 12, "SAMPLE"), "0.05");
        limit("YEAR_PERCENTILE", Ranked.percentile("90", "SAMPLE"), "0.05");
        fifteenMonths();
        assertThat(refresh(copper)).isEqualTo(6);
        assertThat(refresh(copper)).isZero();
    }

    @Test
    void a_value_that_comes_late_shifts_the_rows_after_it_and_its_rejection_takes_that_back() {
        limit("AT_MOST_OF", Ranked.allowed(2, 12, "SAMPLE"), "0.05");
        fifteenMonths();
        refresh(copper);
        river.result(copper, "2024-05-20", "0.09");
        var late = Instant.parse("2024-05-20T00:00:00Z");
        river.run(() -> means.refresh(List.of(copper), late, late));
        assertThat(found(copper, "AT_MOST_OF"))
                .extracting(Found::from, Found::value, Found::verdict, Found::revision)
                .containsExactly(
                        tuple("2024-11-10", 0.06, 3, 0),
                        tuple("2024-12-10", 0.06, 3, 1),
                        // without January and February
                        tuple("2025-01-10", 0.07, 3, 1),
                        tuple("2025-02-10", 0.07, 3, 1),
                        tuple("2025-03-10", 0.07, 3, 1));
        river.result(copper, "2024-05-20", "0.09R");
        river.run(() -> means.refresh(List.of(copper), late, late));
        assertThat(found(copper, "AT_MOST_OF"))
                .extracting(Found::from, Found::value, Found::verdict, Found::revision)
                .containsExactly(
                        tuple("2024-11-10", null, 4, 1),
                        tuple("2024-12-10", 0.02, 1, 2),
                        tuple("2025-01-10", 0.06, 3, 2),
                        tuple("2025-02-10", 0.06, 3, 2),
                        tuple("2025-03-10", 0.02, 1, 2));
        assertThat(river.<List<Integer>>get(() -> jdbc.sql("""
                        select cast(revision as int) from monitoring.composition where series_id = :id and started = '2024-12-10 00:00+00' order by 1""")
                        .param("id", derived(copper))
                        .query((rs, _) -> rs.getInt(1))
                        .list()))
                .containsExactly(0, 1, 2);
    }

    @Test
    void a_row_is_judged_before_it_is_whole_only_where_the_limit_asks_for_fewer() {
        limit("w20122", "AT_MOST_OF", Ranked.allowed(1, 6, "SAMPLE"), Operator.MAX, "0.05", "mg/L", 3, NonDetects.HALF);
        river.results(copper, "2025-01-10", "0.06", "2025-02-10", "0.07", "2025-03-10", "0.02", "2025-04-10", "0.01");
        refresh(copper);
        assertThat(found(copper, "AT_MOST_OF"))
                .extracting(Found::from, Found::value, Found::verdict)
                .containsExactly(tuple("2025-03-10", 0.06, 3), tuple("2025-04-10", 0.06, 3));
    }

    /// Oxygen: at least 5 mg/L in all but one of each month's values; the second lowest decides.
    @Test
    void of_a_limit_that_asks_for_at_least_so_much_the_lowest_are_counted() {
        limit("w20122", "AT_MOST_MONTH", Ranked.allowed(1, "SAMPLE"), Operator.MIN, "5", "mg/L", 1, NonDetects.HALF);
        river.results(
                copper,
                "2025-01-05",
                "4.1",
                "2025-01-12",
                "6",
                "2025-01-19",
                "7",
                "2025-02-05",
                "4.1",
                "2025-02-12",
                "4.9",
                "2025-02-19",
                "8");
        refresh(copper);
        assertThat(found(copper, "AT_MOST_MONTH"))
                .containsExactly(
                        new Found("2025-01-01", "2025-01-31", 6.0, 1, 0, ""),
                        new Found("2025-02-01", "2025-02-28", 4.9, 3, 0, ""));
    }

    @Test
    void a_month_with_fewer_values_than_may_lie_beyond_is_not_judgeable() {
        limit("AT_MOST_MONTH", Ranked.allowed(2, "SAMPLE"), "0.05");
        river.results(
                copper,
                "2025-01-05",
                "0.9",
                "2025-01-12",
                "0.9",
                "2025-02-05",
                "0.9",
                "2025-02-12",
                "0.9",
                "2025-02-19",
                "0.9");
        refresh(copper);
        assertThat(found(copper, "AT_MOST_MONTH"))
                .extracting(Found::from, Found::value, Found::verdict)
                .containsExactly(tuple("2025-01-01", null, 4), tuple("2025-02-01", 0.9, 3));
        assertThat(judgements(copper)).extracting(Kept::reason).containsExactly(10, 0);
    }

    @Test
    void at_most_one_in_any_thirty_days_looks_at_the_thirty_that_end_with_each_sample() {
        limit("AT_MOST_30_DAYS", Ranked.allowed(1, "SAMPLE"), "0.05");
        river.results(copper, "2025-01-01", "0.09", "2025-01-20", "0.08", "2025-01-31", "0.07", "2025-03-15", "0.09");
        refresh(copper);
        assertThat(found(copper, "AT_MOST_30_DAYS"))
                .containsExactly(
                        new Found("2024-12-22", "2025-01-20", 0.08, 3, 0, ""),
                        // the first of January has left these
                        new Found("2025-01-02", "2025-01-31", 0.07, 3, 0, ""));
    }

    /// 0.02, 0.05, <0.10, <0.10 in a quarter, at most one above 0.06: by half the second highest is 0.05, by the level
    /// 0.10.
    @Test
    void a_rank_that_depends_on_what_was_not_detected_says_so() {
        for (NonDetects counted : NonDetects.values()) {
            limit("w20122", "AT_MOST_QUARTER", Ranked.allowed(1, "SAMPLE"), Operator.MAX, "0.06", "mg/L", 1, counted);
        }
        river.results(copper, "2025-01-05", "0.02", "2025-02-05", "0.05", "2025-03-05", "<0.10", "2025-03-12", "<0.10");
        refresh(copper);
        assertThat(judgements(copper))
                .extracting(Kept::verdict, Kept::reason, Kept::value)
                .containsExactly(tuple(1, 11, 0.02), tuple(1, 11, 0.05), tuple(3, 11, 0.1));
    }

    @Test
    void fewer_values_than_the_limit_asks_for_can_not_be_judged() {
        limit(
                "w20122",
                "YEAR_PERCENTILE",
                Ranked.percentile("95", "SAMPLE"),
                Operator.MAX,
                "0.05",
                "mg/L",
                12,
                NonDetects.HALF);
        river.results(copper, "2024-01-05", "0.9", "2024-02-12", "0.9");
        refresh(copper);
        assertThat(judgements(copper)).extracting(Kept::verdict, Kept::reason).containsExactly(tuple(4, 10));
    }

    @Test
    void a_50th_percentile_and_a_90th_of_the_same_values_are_two_series() {
        limit("YEAR_PERCENTILE", Ranked.percentile("90", "SAMPLE"), "0.07");
        limit("YEAR_PERCENTILE", Ranked.percentile("50", "SAMPLE"), "0.07");
        fifteenMonths();
        refresh(copper);
        // 2024: ten of 0.02, 0.06 and 0.07; rank 1 + 11 · 0.9 = 10.9 lies between 0.02 and 0.06
        assertThat(found(copper, "YEAR_PERCENTILE"))
                .containsExactly(
                        new Found("2024-01-01", "2024-12-31", 0.02, 1, 0, ""),
                        new Found("2025-01-01", "2025-12-31", 0.02, 1, 0, ""),
                        new Found("2024-01-01", "2024-12-31", 0.056, 1, 0, ""),
                        // of 0.02, 0.02 and 0.08 the rank 2.8
                        new Found("2025-01-01", "2025-12-31", 0.068, 1, 0, ""));
        assertThat(river.<List<String>>get(
                        () -> jdbc.sql("select part from monitoring.series where derived_from = :id order by 1")
                                .param("id", copper)
                                .query((rs, _) -> rs.getString(1))
                                .list()))
                .containsExactly("P50 SAMPLE", "P90 SAMPLE");
    }

    /// GB 3095-2012 and HJ 663-2013: a day's mean needs twenty hours, a year's percentile 324 such days.
    @Test
    void the_95th_percentile_of_the_day_means_of_changping_2016_equals_the_raw_computation() throws IOException {
        river.parameter("a34004", "PM2.5", "PM2.5", "ug/m3", "");
        river.run(() -> jdbc.sql("update monitoring.point set kind = 'AMBIENT_AIR' where id = :id")
                .param("id", river.point)
                .update());
        int pm = online("a34004", "ug/m3");
        limit(
                "a34004",
                "YEAR_PERCENTILE",
                Ranked.percentile("95", "DAY_MEAN"),
                Operator.MAX,
                "75",
                "ug/m3",
                1,
                NonDetects.HALF);
        var started = new ArrayList<Instant>();
        var values = new ArrayList<Double>();
        var days = new TreeMap<String, List<Double>>();
        try (var in = new GZIPInputStream(Objects.requireNonNull(
                DerivedRanksTests.class.getResourceAsStream("/monitoring/changping-pm25-2016.csv.gz")))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.endsWith(",NA"))
                    .forEach(line -> {
                        int comma = line.indexOf(',');
                        double value = Double.parseDouble(line.substring(comma + 1));
                        started.add(LocalDate.parse("2016-" + line.substring(0, 5))
                                .atTime(Integer.parseInt(line.substring(6, comma)), 0)
                                .atZone(SHANGHAI)
                                .toInstant());
                        values.add(value);
                        days.computeIfAbsent(line.substring(0, 5), _ -> new ArrayList<>())
                                .add(value);
                    });
        }
        timed(pm, started, values);
        refresh(pm);
        var sorted = days.values().stream()
                .filter(day -> day.size() >= 20)
                .map(day -> day.stream().mapToDouble(Double::doubleValue).sum() / day.size())
                .sorted()
                .toList();
        assertThat(sorted).hasSize(363);
        // rank 1 + 362 · 0.95 = 344.9
        double expected = sorted.get(343) + 0.9 * (sorted.get(344) - sorted.get(343));
        assertThat(found(pm, "YEAR_PERCENTILE")).singleElement().satisfies(year -> {
            assertThat(year.value()).isCloseTo(expected, within(1e-6));
            assertThat(year.verdict()).isEqualTo(3);
            assertThat(year.flag()).isEmpty();
        });
        // forty days less are no year
        river.run(() -> jdbc.sql(
                        "update monitoring.result set flag = 'M' where series_id = :id and started >= '2016-05-01' and started < '2016-06-10'")
                .param("id", pm)
                .update());
        refresh(pm);
        assertThat(found(pm, "YEAR_PERCENTILE")).singleElement().satisfies(year -> {
            assertThat(year.flag()).isEqualTo("TOO FEW");
            assertThat(year.verdict()).isEqualTo(4);
            assertThat(year.revision()).isEqualTo(1);
        });
    }

    /// HJ 663-2013 takes the highest eight hours of each day for ozone. Two days by hand: 24 hours of 100 and 24 of 40
    /// with eight of 200.
    @Test
    void the_values_in_order_may_be_the_highest_eight_hours_of_each_day() {
        int ozone = online("w20122", "mg/L");
        limit("MONTH_PERCENTILE", Ranked.percentile("90", "EIGHT_HOUR_MEAN"), "160");
        var started = new ArrayList<Instant>();
        var values = new ArrayList<Double>();
        for (int hour = 0; hour < 48; hour++) {
            started.add(LocalDate.of(2025, 5, 1)
                    .atStartOfDay(SHANGHAI)
                    .plusHours(hour)
                    .toInstant());
            values.add(hour < 24 ? 100.0 : hour >= 34 && hour < 42 ? 200.0 : 40.0);
        }
        timed(ozone, started, values);
        refresh(ozone);
        assertThat(found(ozone, "MONTH_PERCENTILE"))
                .containsExactly(new Found("2025-05-01", "2025-05-31", 190.0, 3, 0, ""));
    }

    /// Whatever comes first, in however many parts: what is stored equals what follows from all values at once.
    @Test
    void values_that_come_in_any_order_make_the_same_ranks() {
        var random = new Random(11);
        for (int round = 0; round < 4; round++) {
            aRiver();
            int series = copper;
            limit("AT_MOST_OF", Ranked.allowed(2, 7, "INSTANT"), "50");
            limit("AT_MOST_30_DAYS", Ranked.allowed(1, "INSTANT"), "50");
            limit("MONTH_PERCENTILE", Ranked.percentile("90", "INSTANT"), "50");
            var moments = new ArrayList<Instant>();
            var at = Instant.parse("2025-01-02T02:20:00Z");
            for (int i = 0; i < 50; i++) {
                at = at.plusSeconds(3_600L * (6 + random.nextInt(120)));
                moments.add(at);
            }
            var values = new TreeMap<Instant, Double>();
            moments.forEach(m -> values.put(m, random.nextInt(1_000) / 10.0));
            Collections.shuffle(moments, random);
            for (int from = 0; from < moments.size(); ) {
                int to = Math.min(moments.size(), from + 1 + random.nextInt(9));
                var part = moments.subList(from, to);
                timed(series, part, part.stream().map(values::get).toList());
                river.run(() -> means.refresh(List.of(series), Collections.min(part), Collections.max(part)));
                from = to;
            }
            compare(series, new ArrayList<>(values.keySet()), values);
        }
    }

    private void compare(int series, List<Instant> moments, TreeMap<Instant, Double> values) {
        var rows = new ArrayList<Double>();
        for (int i = 6; i < moments.size(); i++) {
            rows.add(highest(
                    moments.subList(i - 6, i + 1).stream().map(values::get).toList(), 3));
        }
        assertThat(found(series, "AT_MOST_OF")).extracting(Found::value).isEqualTo(rows);
        var byDay = new TreeMap<LocalDate, List<Double>>();
        var byMonth = new TreeMap<LocalDate, List<Double>>();
        values.forEach((at, value) -> {
            var day = LocalDate.ofInstant(at, SHANGHAI);
            byDay.computeIfAbsent(day, _ -> new ArrayList<>()).add(value);
            byMonth.computeIfAbsent(day.withDayOfMonth(1), _ -> new ArrayList<>())
                    .add(value);
        });
        var thirty = new ArrayList<Double>();
        byDay.keySet().forEach(last -> {
            var inside = byDay.subMap(last.minusDays(29), true, last, true).values().stream()
                    .flatMap(List::stream)
                    .toList();
            if (inside.size() >= 2) {
                thirty.add(highest(inside, 2));
            }
        });
        assertThat(found(series, "AT_MOST_30_DAYS")).extracting(Found::value).isEqualTo(thirty);
        var months = found(series, "MONTH_PERCENTILE");
        assertThat(months).hasSameSizeAs(byMonth.keySet());
        int i = 0;
        for (var month : byMonth.values()) {
            var sorted = month.stream().sorted().toList();
            double k = 1 + 0.9 * (sorted.size() - 1);
            int s = (int) Math.floor(k + 1e-9);
            double expected = s == sorted.size()
                    ? sorted.getLast()
                    : sorted.get(s - 1) + (k - s) * (sorted.get(s) - sorted.get(s - 1));
            assertThat(months.get(i++).value()).isCloseTo(expected, within(1e-9));
        }
    }

    private static double highest(List<Double> values, int place) {
        return values.stream().sorted(Collections.reverseOrder()).toList().get(place - 1);
    }

    /// Of five samples in thirty days the geometric mean, as for bacteria in bathing water: of 10, 20, 40, 80, 160 it
    /// is 40.
    @Test
    void the_geometric_mean_of_five_samples_in_thirty_days_follows_from_the_parameters_kind() {
        river.parameter("zz-ecoli", "E. coli", "大肠埃希氏菌", "mg/L", "");
        river.run(() -> jdbc.sql("update monitoring.parameter set aggregation = 'GEOMETRIC' where code = 'zz-ecoli'")
                .update());
        int bacteria = river.series("zz-ecoli", "VALUE");
        river.get(() -> limits.addLimit(
                asked("zz-ecoli", "MEAN_30_DAYS", null, Operator.MAX, "35", "mg/L", 5, NonDetects.HALF)));
        river.results(
                bacteria,
                "2025-06-01",
                "10",
                "2025-06-08",
                "20",
                "2025-06-15",
                "40",
                "2025-06-22",
                "80",
                "2025-06-29",
                "160");
        refresh(bacteria);
        assertThat(found(bacteria, "MEAN_30_DAYS")).singleElement().satisfies(mean -> {
            assertThat(mean.value()).isCloseTo(40, within(1e-6));
            assertThat(mean.verdict()).isEqualTo(3);
        });
    }

    @Test
    void what_a_new_limit_of_so_many_would_do_is_shown_and_nothing_is_kept() {
        fifteenMonths();
        var difference = Scope.system("test")
                .get(() -> rehearsal.rehearse(() -> limits.addLimit(asked(
                        "w20122",
                        "AT_MOST_OF",
                        Ranked.allowed(2, 12, "SAMPLE"),
                        Operator.MAX,
                        "0.05",
                        "mg/L",
                        1,
                        NonDetects.HALF))));
        assertThat(difference.lines()).singleElement().satisfies(line -> {
            assertThat(line.exceeded()).isEqualTo(2);
            assertThat(line.path()).isEqualTo("/monitoring/series/" + copper);
        });
        assertThat(found(copper, "AT_MOST_OF")).isEmpty();
    }

    @Test
    void the_page_of_an_exceedance_names_the_values_that_broke_the_limit() {
        limit("AT_MOST_OF", Ranked.allowed(2, 12, "SAMPLE"), "0.05");
        fifteenMonths();
        refresh(copper);
        int series = derived(copper);
        int episode = river.episodes(series).getFirst().id();
        assertThat(page("/monitoring/exceedances/" + episode, "en"))
                .contains("Of 12 values the 3 highest: 0.08 (10 Jan 2025); 0.07 (10 Jul 2024); 0.06 (10 Mar 2024).")
                .contains("at most 2 of any 12 samples in a row beyond it");
        assertThat(page("/monitoring/exceedances/" + episode, "zh-CN")).contains("共 12 个值，其中最高的 3 个");
        assertThat(page("/monitoring/series/" + series + "/values?from=2024-01-01&to=2025-12-31", "en"))
                .contains("Of 12 values the 3 highest");
        assertThat(page("/monitoring/series/" + series, "en")).contains("at most 2 of any 12 samples in a row");
        assertThat(page("/monitoring/points/" + river.point, "en")).contains("at most 2 of any 12 samples in a row");
    }

    private String page(String path, String language) {
        return Scope.system("test").get(() -> {
            var got = mvc.get()
                    .uri(path)
                    .header("Accept-Language", language)
                    .with(user("test"))
                    .exchange();
            assertThat(got).hasStatusOk();
            try {
                return got.getResponse().getContentAsString(StandardCharsets.UTF_8);
            } catch (java.io.UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
