package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.MappingSpec.NewParameter;
import org.verdite.monitoring.intake.MappingSpec.ParameterChoice;
import org.verdite.monitoring.intake.MappingSpec.Zero;
import org.verdite.monitoring.intake.MappingSpec.ZeroRule;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// Eighteen years of six real rivers, with exact figures. Data: Environment and Climate Change Canada, Open Government
/// Licence - Canada (see the README beside the file).
@SpringBootTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BcRiversTests {

    static final ZeroRule ZERO =
            new ZeroRule(Zero.NOT_DETECTED, Map.of("w01010", Zero.VALUE, "xw1001", Zero.VALUE), Map.of());
    static final ParameterChoice RESIDUE_TOTAL = new ParameterChoice(
            null, new NewParameter(null, "Total residue", "总残渣", "WATER", "mg/L"), null, null, null, null);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    LimitRegister limits;

    private Lab lab;
    private long first;

    @BeforeAll
    void sixRivers() {
        lab = new Lab(jdbc, transactions, intake, "America/Vancouver");
        List.of("BC08KE0010", "BC08LE0004", "BC08MF0001", "BC08LF0001", "BC08KA0007", "BC08KH0012")
                .forEach(code -> lab.point(code, "SURFACE_WATER"));
        lab.run(() -> lab.within.execute(_ -> {
            long set = limits.addSet(new NewLimitSet(
                    new UnitId(lab.unit),
                    "T-" + lab.code,
                    "2026",
                    "",
                    LocalText.of("en", "Guidelines for the test"),
                    "",
                    new org.verdite.shared.SiteId(lab.site),
                    null,
                    LocalDate.of(1990, 1, 1),
                    null,
                    null,
                    "",
                    "",
                    ""));
            objective(set, "w20119", "5", "µg/L");
            objective(set, "w20125", "1", "mg/L");
            zincByHardness(set);
            return set;
        }));
    }

    private void objective(long set, String parameter, String upper, String unit) {
        limits.addLimit(new NewLimit(
                set,
                LimitKind.OBJECTIVE,
                parameter,
                LocalText.of("en", parameter),
                "TOTAL",
                "",
                "SAMPLE",
                Operator.MAX,
                null,
                new BigDecimal(upper),
                unit,
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                "SURFACE_WATER",
                "",
                "",
                LocalDate.of(1990, 1, 1),
                null,
                "",
                true));
    }

    /// British Columbia's short-term guideline of total zinc (bcgov/wqbc, commit d6172fc).
    private void zincByHardness(long set) {
        limits.addLimit(new NewLimit(
                set,
                LimitKind.OBJECTIVE,
                "w20123",
                LocalText.of("en", "Zinc"),
                "TOTAL",
                "",
                "SAMPLE",
                Operator.MAX,
                null,
                null,
                "µg/L",
                null,
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                1,
                null,
                "SURFACE_WATER",
                "",
                "",
                LocalDate.of(1990, 1, 1),
                null,
                "",
                true,
                LimitWindow.by(
                        "33 [µg/L] if hardness <= 90 [mg/L];"
                                + " (0.75 * (hardness [mg/L] - 90) + 33) [µg/L] if hardness <= 500 [mg/L]",
                        List.of(new LimitWindow.Covariate("hardness", "xw1001", "mg/L", 0, "same sample")))));
    }

    static InputStream rivers() {
        try {
            return new GZIPInputStream(Objects.requireNonNull(
                    BcRiversTests.class.getResourceAsStream("/demonstration/data/bc-rivers-laboratory.csv.gz")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long register() {
        return lab.run(() -> intake.register(rivers(), "bc-rivers-laboratory.csv", new UnitId(lab.unit)));
    }

    @Test
    @Order(1)
    void before_anything_is_answered_four_counts_say_what_is_clear_and_what_is_not() {
        first = register();
        var dry = lab.tried(first, lab.run(() -> intake.proposal(first, null)));
        assertThat(dry.lines()).isEqualTo(46_548);
        assertThat(dry.rejects())
                .extracting(DryRun.RejectGroup::code)
                .containsExactlyInAnyOrder("parameter", "conflict");
        assertThat(List.of(dry.ready(), dry.asked(), dry.notLoaded(), dry.alreadyHere()))
                .containsExactly(43_601L, 2_828L, 119L, 0L);
        assertThat(dry.conflicts()).isEqualTo(13);
        assertThat(dry.questions()).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo("zero");
            assertThat(q.line()).isEqualTo(3);
            assertThat(q.about()).hasSize(19);
            assertThat(q.about().getFirst().name()).isEqualTo("SILVER TOTAL");
            assertThat(q.about().getFirst().count()).isEqualTo(1_133);
            assertThat(q.keep()).isEqualTo(152);
        });
        assertThat(dry.series()).isEqualTo(144);
        assertThat(dry.noticed())
                .contains(
                        new DryRun.Notice("converted", List.of(4_883L, "mg/L", "µg/L")),
                        new DryRun.Notice("belowZero", List.of(29L, "TEMPERATURE WATER", "-1.3", "-0.1", "°C")),
                        new DryRun.Notice("zeroKept", List.of(152L, "TEMPERATURE WATER")),
                        new DryRun.Notice("noTime", List.of()));
        assertThat(dry.first()).isEqualTo(LocalDate.of(2000, 1, 4));
        assertThat(dry.last()).isEqualTo(LocalDate.of(2017, 12, 7));
        assertThat(lab.count("select count(*) from monitoring.result where unit_id = " + lab.unit))
                .isZero();
        assertThat(lab.count("select count(*) from monitoring.series where unit_id = " + lab.unit))
                .isZero();
    }

    @Test
    @Order(2)
    void a_pair_of_conflicting_lines_is_told_with_both_its_values() {
        var dry = lab.run(() -> intake.lastDryRun(first).orElseThrow());
        var pairs = dry.rejects().stream()
                .filter(g -> g.code().equals("conflict"))
                .findFirst()
                .orElseThrow();
        assertThat(pairs.count()).isEqualTo(26);
        assertThat(pairs.first()).hasSize(13);
        assertThat(pairs.first().getFirst().line()).isEqualTo(11_212);
        assertThat(pairs.first().getFirst().found()).isEqualTo("0");
        assertThat(pairs.first().getFirst().args().get(1)).isEqualTo("46.5");
    }

    @Test
    @Order(3)
    void with_three_answers_46535_results_load_and_13_conflicts_are_listed() {
        var spec = lab.run(() -> intake.proposal(first, null))
                .withSource(new MappingSpec.Source("BC rivers", "Open Government Licence - Canada"))
                .withParameters(Map.of("RESIDUE TOTAL", RESIDUE_TOTAL))
                .withAnswers(null, null, ZERO, Keep.FIRST);
        var dry = lab.tried(first, spec);
        assertThat(List.of(dry.ready(), dry.asked(), dry.notLoaded(), dry.alreadyHere()))
                .containsExactly(46_535L, 0L, 13L, 0L);
        var result = lab.run(() -> intake.load(first));
        assertThat(result.loaded()).isEqualTo(46_535);
        assertThat(result.revised()).isZero();
        assertThat(result.rejected()).isEqualTo(13);
        assertThat(lab.count("select count(*) from monitoring.result where unit_id = " + lab.unit))
                .isEqualTo(46_535);
        assertThat(lab.count("select count(*) from monitoring.intake_reject where code = 'conflict' and intake_id = "
                        + first))
                .isEqualTo(13);
        assertThat(lab.count("select count(*) from monitoring.latest where unit_id = " + lab.unit))
                .isEqualTo(145);
    }

    @Test
    @Order(4)
    void arsenic_and_iron_are_judged_in_their_own_units() {
        assertThat(verdicts("w20119")).isEqualTo(List.of(1_946L, 2L));
        assertThat(verdicts("w20125")).isEqualTo(List.of(2_248L, 429L));
        assertThat(lab.count("""
                select count(*) from monitoring.judgement j join monitoring.series s on s.id = j.series_id
                where j.verdict = 3 and s.unit_id = %d and s.parameter_code <> 'w20123'""".formatted(lab.unit))).isEqualTo(431);
        assertThat(lab.count("select count(*) from monitoring.exceedance where unit_id = " + lab.unit))
                .isPositive();
        // What comparing bare numbers would have said: the file mixes mg/L and µg/L.
        assertThat(writtenAbove("w20125", 1_000)).isEqualTo(364);
        assertThat(writtenAbove("w20125", 1)).isEqualTo(1_914);
    }

    @Test
    @Order(4)
    void zinc_is_judged_by_the_hardness_of_its_own_sample() {
        var row = lab.results("""
                select count(*) as n, count(*) filter (where r.verdict = 3) as exceeded, count(*) filter (where r.verdict = 1) as within,
                  count(*) filter (where r.verdict = 4) as not_judged
                from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = 'w20123'""".formatted(lab.unit)).getFirst();
        assertThat(row)
                .containsEntry("n", 2_220L)
                .containsEntry("exceeded", 11L)
                .containsEntry("within", 2_034L)
                .containsEntry("not_judged", 175L);
        assertThat(lab.count("""
                select count(*) from monitoring.judgement j join monitoring.series s on s.id = j.series_id
                where s.unit_id = %d and s.parameter_code = 'w20123' and j.verdict = 4 and j.reason = 8 and j.limit_value is null""".formatted(lab.unit)))
                .as("38 have no hardness, and some of them no level either")
                .isGreaterThanOrEqualTo(38);
    }

    private long writtenAbove(String parameter, int bare) {
        return lab.count("""
                select count(*) from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = '%s' and r.original ~ '^[0-9.]+$'
                  and cast(r.original as numeric) > %d""".formatted(lab.unit, parameter, bare));
    }

    private List<Long> verdicts(String parameter) {
        var row = lab.results("""
                select count(*) as n, count(*) filter (where r.verdict = 3) as exceeded
                from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = '%s'""".formatted(lab.unit, parameter)).getFirst();
        return List.of((Long) row.get("n"), (Long) row.get("exceeded"));
    }

    @Test
    @Order(5)
    void water_at_zero_degrees_stays_a_value_and_a_zero_of_silver_is_not_detected() {
        assertThat(lab.count("""
                select count(*) from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = 'w01010' and r.value = 0 and r.censor = 0""".formatted(lab.unit))).isEqualTo(152);
        assertThat(lab.count("""
                select count(*) from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = 'w20126' and r.value is null and r.censor = 2 and r.original = '0'""".formatted(lab.unit))).isEqualTo(1_133);
    }

    @Test
    @Order(6)
    void what_was_written_is_kept_beside_what_is_judged() {
        var row = lab.results("""
                select r.value, r.original, r.original_unit, r.date_only, s.unit, r.started from monitoring.result r
                join monitoring.series s on s.id = r.series_id where r.intake_id = %d and r.line = 2""".formatted(first)).getFirst();
        assertThat(row)
                .containsEntry("value", 61.0)
                .containsEntry("original", "0.061")
                .containsEntry("original_unit", "MG/L")
                .containsEntry("unit", "µg/L")
                .containsEntry("date_only", true);
    }

    @Test
    @Order(7)
    void the_root_of_the_load_can_be_computed_again_from_the_database() {
        assertThat(lab.count("""
                select count(*) from monitoring.intake
                where id = %d and merkle_root = monitoring.pub_root_of('monitoring.intake', id::text)""".formatted(first))).isEqualTo(1);
    }

    @Test
    @Order(8)
    void the_same_file_again_needs_no_answer_and_changes_nothing() {
        long second = register();
        var remembered = lab.run(() -> intake.proposal(second, null));
        assertThat(remembered.zero()).isEqualTo(ZERO);
        var dry = lab.tried(second, remembered);
        assertThat(List.of(dry.ready(), dry.asked(), dry.notLoaded(), dry.alreadyHere()))
                .containsExactly(0L, 0L, 13L, 46_535L);
        long judgements = lab.count("select count(*) from monitoring.judgement");
        var result = lab.run(() -> intake.load(second));
        assertThat(List.of(result.loaded(), result.revised(), result.unchanged()))
                .containsExactly(0L, 0L, 46_535L);
        assertThat(lab.count("select count(*) from monitoring.result_revision where unit_id = " + lab.unit))
                .isZero();
        assertThat(lab.count("select count(*) from monitoring.judgement")).isEqualTo(judgements);
    }
}
