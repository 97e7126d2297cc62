package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.River.Ep;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.Coverage;
import org.verdite.monitoring.rollup.DayPart;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.monitoring.rollup.Periods;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.LocalText;
import org.verdite.shared.NonDetects;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A limit on a mean over a period is judged on means that are put together from what was measured.
@SpringBootTest
class DerivedMeansTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    record Mean(String from, String to, Double value, int verdict, int revision, String flag) {}

    record Kept(int verdict, int reason, Double value, String inputs) {}

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    DerivedMeans means;

    @Autowired
    Rollups rollups;

    private River river;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
    }

    private long limit(
            String parameter, String statistic, String upper, String unit, RoundingBasis rounding, int fewest) {
        return limit(parameter, statistic, upper, unit, rounding, fewest, LimitWindow.NONE);
    }

    private long limit(
            String parameter,
            String statistic,
            String upper,
            String unit,
            RoundingBasis rounding,
            int fewest,
            LimitWindow window) {
        return river.get(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(river.unit),
                    statistic
                            + parameter
                            + river.code
                            + rounding
                            + window.nonDetects()
                            + window.anchor()
                            + window.season(),
                    LocalText.of("en", "Permit"),
                    "",
                    new SiteId(river.site),
                    LocalDate.of(2010, 1, 1),
                    ""));
            return limits.addLimit(new NewLimit(
                    set,
                    LimitKind.COMPLIANCE,
                    parameter,
                    LocalText.of("en", parameter),
                    "",
                    "",
                    statistic,
                    upper.isEmpty() ? Operator.NOT_DETECTED : Operator.MAX,
                    null,
                    upper.isEmpty() ? null : new BigDecimal(upper),
                    unit,
                    null,
                    rounding,
                    NonDetectRule.LEVEL_DECIDES,
                    fewest,
                    null,
                    "",
                    "DW001",
                    "4.2",
                    LocalDate.of(2010, 1, 1),
                    null,
                    "",
                    false,
                    window));
        });
    }

    private List<Mean> means(int source, String statistic) {
        return river.get(() -> jdbc.sql("""
                        select r.* from monitoring.result r join monitoring.series s on s.id = r.series_id
                        where s.derived_from = :source and s.statistic = :statistic order by r.started""")
                .param("source", source)
                .param("statistic", statistic)
                .query((rs, _) -> new Mean(
                        day(rs.getTimestamp("started").toInstant()),
                        day(rs.getTimestamp("ended").toInstant()),
                        (Double) rs.getObject("value"),
                        rs.getInt("verdict"),
                        rs.getInt("revision"),
                        rs.getString("flag")))
                .list());
    }

    private List<Kept> judgements(int source) {
        return river.get(() -> jdbc.sql("""
                        select j.* from monitoring.judgement j join monitoring.series s on s.id = j.series_id
                        where s.derived_from = :source order by j.started, j.judging_id, j.limit_id""")
                .param("source", source)
                .query((rs, _) -> new Kept(
                        rs.getInt("verdict"),
                        rs.getInt("reason"),
                        (Double) rs.getObject("value"),
                        rs.getString("inputs")))
                .list());
    }

    private static String day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    private int derived(int source) {
        return river.get(() -> river.id("select id from monitoring.series where derived_from = " + source));
    }

    private void refresh(int series) {
        river.run(() -> {
            rollups.refresh(
                    List.of(series), Instant.parse("2010-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));
            means.refresh(series);
        });
    }

    private void hourly(int series, List<Instant> started, List<Double> values) {
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

    @Test
    void a_monthly_mean_is_within_by_half_of_each_detection_limit_and_says_that_it_depends_on_it() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.15", "mg/L", RoundingBasis.NONE, 1);
        river.results(copper, "2026-03-02", "0.20", "2026-03-09", "<0.10", "2026-03-16", "0.30", "2026-03-23", "<0.10");
        refresh(copper);
        assertThat(means(copper, "MONTH_MEAN")).containsExactly(new Mean("2026-03-01", "2026-03-31", 0.15, 1, 0, ""));
        assertThat(judgements(copper)).singleElement().satisfies(kept -> {
            assertThat(kept.verdict()).isEqualTo(1);
            assertThat(kept.reason()).isEqualTo(11);
            assertThat(kept.inputs())
                    .contains("\"zero\": 0.125", "\"half\": 0.15", "\"full\": 0.175", "\"results\": 4");
        });
    }

    @Test
    void a_value_that_comes_late_makes_a_revision_of_its_month_and_an_exceedance_and_its_correction_withdraws_it() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.5", "mg/L", RoundingBasis.NONE, 1);
        river.results(copper, "2026-03-02", "0.40", "2026-04-02", "0.20");
        refresh(copper);
        river.result(copper, "2026-03-20", "0.80");
        refresh(copper);
        assertThat(means(copper, "MONTH_MEAN"))
                .containsExactly(
                        new Mean("2026-03-01", "2026-03-31", 0.6, 3, 1, ""),
                        new Mean("2026-04-01", "2026-04-30", 0.2, 1, 0, ""));
        assertThat(river.episodes(derived(copper)))
                .extracting(Ep::state, Ep::from, Ep::peak)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("ENDED", "03-01", 0.6));
        assertThat(river.<List<Double>>get(
                        () -> jdbc.sql("select value from monitoring.result_revision where series_id = :id")
                                .param("id", derived(copper))
                                .query(Double.class)
                                .list()))
                .as("what was known before")
                .containsExactly(0.4);
        river.result(copper, "2026-03-20", "0.50");
        refresh(copper);
        assertThat(river.episodes(derived(copper))).extracting(Ep::state).containsExactly("WITHDRAWN");
    }

    @Test
    void a_month_whose_only_result_is_rejected_keeps_no_value() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.5", "mg/L", RoundingBasis.NONE, 1);
        river.result(copper, "2026-03-02", "0.80");
        refresh(copper);
        river.result(copper, "2026-03-02", "0.80R");
        refresh(copper);
        assertThat(means(copper, "MONTH_MEAN")).singleElement().satisfies(m -> {
            assertThat(m.value()).isNull();
            assertThat(m.verdict()).isEqualTo(4);
        });
        assertThat(river.episodes(derived(copper))).extracting(Ep::state).containsExactly("WITHDRAWN");
    }

    @Test
    void fewer_results_than_the_limit_asks_for_can_not_be_judged() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.5", "mg/L", RoundingBasis.NONE, 4);
        river.results(copper, "2026-03-02", "0.80", "2026-03-09", "0.90", "2026-03-16", "0.80");
        refresh(copper);
        assertThat(judgements(copper))
                .extracting(Kept::verdict, Kept::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(4, 10));
    }

    @Test
    void a_month_that_is_not_over_has_no_mean_yet() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.5", "mg/L", RoundingBasis.NONE, 1);
        var today = LocalDate.now(ZoneOffset.UTC);
        river.result(copper, today.toString(), "0.80");
        river.result(copper, today.minusMonths(2).toString(), "0.10");
        refresh(copper);
        assertThat(means(copper, "MONTH_MEAN")).extracting(Mean::value).containsExactly(0.1);
    }

    @Test
    void an_unknown_detection_limit_is_judged_only_where_it_can_not_matter() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MONTH_MEAN", "0.3", "mg/L", RoundingBasis.NONE, 1);
        river.results(copper, "2026-03-02", "0.80", "2026-03-09", "<0", "2026-04-02", "0.20", "2026-04-09", "<0");
        river.run(() -> jdbc.sql(
                        "update monitoring.result set censor = 2, level = null where series_id = :id and censor = 1")
                .param("id", copper)
                .update());
        refresh(copper);
        assertThat(judgements(copper))
                .extracting(Kept::verdict, Kept::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(3, 0), org.assertj.core.groups.Tuple.tuple(4, 2));
    }

    /// British Columbia, long-term guidelines: the mean of at least five samples in thirty days.
    @Test
    void five_samples_in_any_thirty_days_make_a_mean() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "MEAN_30_DAYS", "0.3", "mg/L", RoundingBasis.NONE, 5);
        river.results(
                copper,
                "2026-03-01",
                "0.1",
                "2026-03-08",
                "0.2",
                "2026-03-15",
                "0.3",
                "2026-03-22",
                "0.4",
                "2026-03-30",
                "0.5",
                "2026-04-05",
                "0.6",
                "2026-06-01",
                "0.9");
        refresh(copper);
        assertThat(means(copper, "MEAN_30_DAYS"))
                .containsExactly(
                        new Mean("2026-03-01", "2026-03-30", 0.3, 1, 0, ""),
                        new Mean("2026-03-07", "2026-04-05", 0.4, 3, 0, ""));
    }

    /// GB 3095-2012: 24-hour mean 75 µg/m³, twenty hours make a day; the year's mean is that of its days.
    @Test
    void changping_2016_has_363_days_to_judge_114_above_75_by_full_value_and_112_rounded_to_its_digits()
            throws IOException {
        river.parameter("a34004", "PM2.5", "PM2.5", "ug/m3", "");
        river.run(() -> jdbc.sql("update monitoring.point set kind = 'AMBIENT_AIR' where id = :id")
                .param("id", river.point)
                .update());
        int pm = online("a34004", "ug/m3");
        limit("a34004", "DAY_MEAN", "75", "ug/m3", RoundingBasis.NONE, 1);
        limit("a34004", "DAY_MEAN", "75", "ug/m3", RoundingBasis.LIMIT_DIGITS, 1);
        limit("a34004", "YEAR_MEAN", "35", "ug/m3", RoundingBasis.NONE, 1);
        var started = new ArrayList<Instant>();
        var values = new ArrayList<Double>();
        try (var in = new GZIPInputStream(Objects.requireNonNull(
                DerivedMeansTests.class.getResourceAsStream("/monitoring/changping-pm25-2016.csv.gz")))) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.endsWith(",NA"))
                    .forEach(line -> {
                        int comma = line.indexOf(',');
                        started.add(LocalDate.parse("2016-" + line.substring(0, 5))
                                .atTime(Integer.parseInt(line.substring(6, comma)), 0)
                                .atZone(SHANGHAI)
                                .toInstant());
                        values.add(Double.parseDouble(line.substring(comma + 1)));
                    });
        }
        hourly(pm, started, values);
        refresh(pm);
        var days = means(pm, "DAY_MEAN");
        assertThat(days.stream().filter(d -> d.flag().isEmpty())).hasSize(363);
        assertThat(days).filteredOn(d -> d.verdict() == 3).hasSize(114);
        assertThat(river.<List<Long>>get(
                        () -> jdbc.sql("""
                                select count(*) from monitoring.judgement j join monitoring.series s on s.id = j.series_id
                                where s.derived_from = :id and s.statistic = 'DAY_MEAN' and j.verdict = 3 group by j.limit_id order by j.limit_id""").param("id", pm).query(Long.class).list()))
                .containsExactly(114L, 112L);
        assertThat(means(pm, "YEAR_MEAN")).singleElement().satisfies(year -> {
            assertThat(year.value()).isCloseTo(61.78, within(0.005));
            assertThat(year.verdict()).isEqualTo(3);
        });
    }

    @Test
    void hours_and_days_that_are_summed_up_equal_the_raw_computation_in_any_order_of_arrival() {
        var random = new Random(7);
        for (var kind : List.of(
                Aggregation.ARITHMETIC,
                Aggregation.ENERGETIC,
                Aggregation.GEOMETRIC,
                Aggregation.VECTOR,
                Aggregation.SUM)) {
            String code = "zz-" + kind.name().toLowerCase(java.util.Locale.ROOT);
            river.parameter(code, code, code, "mg/L", "");
            river.run(() -> jdbc.sql("update monitoring.parameter set aggregation = :kind where code = :code")
                    .param("kind", kind.name())
                    .param("code", code)
                    .update());
            int series = online(code, "mg/L");
            var started = new ArrayList<Instant>();
            for (int i = 0; i < 400; i++) {
                started.add(Instant.parse("2026-02-26T12:00:00Z").plusSeconds(1_200L * i));
            }
            java.util.Collections.shuffle(started, random);
            var values =
                    started.stream().map(_ -> 1 + random.nextInt(3_000) / 10.0).toList();
            // in two parts, the second one late and among the first
            hourly(series, started.subList(0, 250), values.subList(0, 250));
            river.run(() -> rollups.refresh(List.of(series), started.getFirst(), started.getFirst()));
            hourly(series, started.subList(250, 400), values.subList(250, 400));
            river.run(() -> {
                jdbc.sql(
                                "update monitoring.result set flag = 'M' where series_id = :id and extract(minute from started) = 20")
                        .param("id", series)
                        .update();
                jdbc.sql(
                                "update monitoring.result set censor = 1, level = value, value = null where series_id = :id and extract(hour from started) = 3")
                        .param("id", series)
                        .update();
                rollups.refresh(
                        List.of(series), Instant.parse("2026-02-26T00:00:00Z"), Instant.parse("2026-03-05T00:00:00Z"));
            });
            var raw = new Periods(SHANGHAI, Coverage.ANY);
            for (int i = 0; i < 400; i++) {
                var at = started.get(i).atOffset(ZoneOffset.UTC);
                if (at.getMinute() == 20) {
                    continue;
                }
                if (at.getHour() == 3) {
                    raw.below(started.get(i), false, values.get(i));
                } else {
                    raw.measured(started.get(i), false, values.get(i));
                }
            }
            for (var mean : List.of(PeriodMean.DAY_MEAN, PeriodMean.MONTH_MEAN)) {
                var stored = river.get(() -> rollups.periods(
                                rollups.source(series),
                                LocalDate.of(2026, 2, 1),
                                LocalDate.of(2026, 3, 31),
                                mean,
                                DayPart.WHOLE)
                        .of(mean, kind, 1));
                var computed = raw.of(mean, kind, 1);
                assertThat(stored).as(code).hasSameSizeAs(computed);
                for (int i = 0; i < stored.size(); i++) {
                    var a = stored.get(i);
                    var b = computed.get(i);
                    assertThat(a.present()).isEqualTo(b.present());
                    assertThat(a.notDetected()).isEqualTo(b.notDetected());
                    for (NonDetects rule : NonDetects.values()) {
                        var x = a.sums().value(kind, rule);
                        var y = b.sums().value(kind, rule);
                        assertThat(x.isPresent())
                                .as("%s %s %s %s %s", code, mean, rule, a, b)
                                .isEqualTo(y.isPresent());
                        if (x.isPresent()) {
                            assertThat(x.getAsDouble())
                                    .isCloseTo(y.getAsDouble(), within(1e-9 * Math.abs(y.getAsDouble()) + 1e-9));
                        }
                    }
                }
            }
        }
    }

    @Test
    void the_same_month_is_within_by_zero_and_by_half_and_exceeded_by_the_full_level_and_each_says_so() {
        int copper = river.series("w20122", "VALUE");
        for (NonDetects counted : NonDetects.values()) {
            limit("w20122", "MONTH_MEAN", "0.15", "mg/L", RoundingBasis.NONE, 1, LimitWindow.NONE.in("", counted));
        }
        river.results(copper, "2026-03-02", "0.20", "2026-03-09", "<0.10", "2026-03-16", "0.30", "2026-03-23", "<0.10");
        refresh(copper);
        assertThat(judgements(copper))
                .extracting(Kept::verdict, Kept::reason, Kept::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 11, 0.125),
                        org.assertj.core.groups.Tuple.tuple(1, 11, 0.15),
                        org.assertj.core.groups.Tuple.tuple(3, 11, 0.175));
        assertThat(means(copper, "MONTH_MEAN")).extracting(Mean::verdict).containsExactly(3);
    }

    @Test
    void a_limit_of_not_detected_is_exceeded_by_whatever_was_measured() {
        int copper = river.series("w20122", "VALUE");
        limit("w20122", "SAMPLE", "", "mg/L", RoundingBasis.NONE, 1);
        river.results(copper, "2026-03-02", "0.0004", "2026-03-09", "<0.005");
        river.judge(copper);
        assertThat(river.<List<Integer>>get(
                        () -> jdbc.sql("select verdict from monitoring.result where series_id = :id order by started")
                                .param("id", copper)
                                .query(Integer.class)
                                .list()))
                .containsExactly(3, 1);
    }

    @Test
    void a_limit_of_a_season_holds_on_its_days_of_each_year_over_new_year_too() {
        int copper = river.series("w20122", "VALUE");
        limit(
                "w20122",
                "SAMPLE",
                "0.1",
                "mg/L",
                RoundingBasis.NONE,
                1,
                LimitWindow.NONE.in("11-01/03-31", NonDetects.HALF));
        river.results(copper, "2025-10-31", "1", "2025-11-01", "1", "2026-03-31", "1", "2026-04-01", "1");
        river.judge(copper);
        assertThat(river.<List<Integer>>get(
                        () -> jdbc.sql("select verdict from monitoring.result where series_id = :id order by started")
                                .param("id", copper)
                                .query(Integer.class)
                                .list()))
                .containsExactly(0, 3, 3, 0);
    }

    /// GB 12348-2008: day from 06:00 to 22:00, night from 22:00 to 06:00, each by the mean of its energy.
    @Test
    void noise_is_judged_by_day_and_by_night_apart() {
        river.parameter("La", "Noise", "噪声", "dB", "");
        river.run(() -> jdbc.sql("update monitoring.parameter set aggregation = 'ENERGETIC' where code = 'La'")
                .update());
        int noise = online("La", "dB");
        limit("La", "DAY_MEAN", "60", "dB", RoundingBasis.NONE, 1, new LimitWindow("", "06:00/22:00", List.of(), ""));
        limit("La", "DAY_MEAN", "50", "dB", RoundingBasis.NONE, 1, new LimitWindow("", "22:00/06:00", List.of(), ""));
        var begin = LocalDate.of(2026, 3, 2).atTime(6, 0).atZone(SHANGHAI).toInstant();
        var started = new ArrayList<Instant>();
        var values = new ArrayList<Double>();
        for (int hour = 0; hour < 24; hour++) {
            started.add(begin.plusSeconds(3600L * hour));
            values.add(hour < 16 ? 58.0 : 53.0);
        }
        hourly(noise, started, values);
        refresh(noise);
        assertThat(means(noise, "DAY_MEAN"))
                .extracting(Mean::from, Mean::value, Mean::verdict)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("2026-03-02", 58.0, 1),
                        org.assertj.core.groups.Tuple.tuple("2026-03-02", 53.0, 3));
    }
}
