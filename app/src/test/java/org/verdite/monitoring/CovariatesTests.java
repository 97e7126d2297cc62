package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.LimitWindow.Covariate;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A limit that depends on other values is judged with those of the same sample, or of so many days around it.
@SpringBootTest
class CovariatesTests {

    private static final String BY_HARDNESS =
            "0.1 [mg/L] if hardness <= 100 [mg/L]; (hardness / 1000) if hardness <= 400 [mg/L]";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    private River river;
    private int copper;
    private int hardness;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        river.parameter("xw1001", "Hardness", "总硬度", "mg/L", "TOTAL");
        copper = river.series("w20122", "VALUE");
        hardness = river.series("xw1001", "VALUE");
    }

    private long limit(String formula, int days) {
        return river.get(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(river.unit),
                    "H" + river.code,
                    LocalText.of("en", "Permit"),
                    "",
                    new SiteId(river.site),
                    LocalDate.of(2026, 1, 1),
                    ""));
            return limits.addLimit(new NewLimit(
                    set,
                    LimitKind.COMPLIANCE,
                    "w20122",
                    LocalText.of("en", "Copper"),
                    "",
                    "",
                    "SAMPLE",
                    Operator.MAX,
                    null,
                    null,
                    "mg/L",
                    null,
                    RoundingBasis.NONE,
                    NonDetectRule.LEVEL_DECIDES,
                    1,
                    null,
                    "",
                    "DW001",
                    "",
                    LocalDate.of(2026, 1, 1),
                    null,
                    "",
                    true,
                    LimitWindow.by(
                            formula, List.of(new Covariate("hardness", "xw1001", "mg/L", days, "same sample")))));
        });
    }

    private List<String> judged() {
        river.judge(copper);
        return river.get(() -> jdbc.sql("""
                        select to_char(r.started at time zone 'UTC', 'DD') || ' ' || r.verdict || ' ' || coalesce(j.reason, 0) || ' '
                          || coalesce(trim_scale(j.limit_value)::text, '-') as line
                        from monitoring.result r left join monitoring.judgement j on j.series_id = r.series_id and j.started = r.started
                          and j.judging_id = r.judging_id
                        where r.series_id = :series order by r.started""")
                .param("series", copper)
                .query((rs, _) -> rs.getString(1))
                .list());
    }

    @Test
    void the_bound_follows_from_the_same_sample_and_without_it_nothing_can_be_said() {
        limit(BY_HARDNESS, 0);
        river.results(hardness, "2026-11-01", "50", "2026-11-02", "250", "2026-11-03", "250", "2026-11-05", "900");
        river.results(
                copper,
                "2026-11-01",
                "0.12",
                "2026-11-02",
                "0.12",
                "2026-11-03",
                "0.26",
                "2026-11-04",
                "0.01",
                "2026-11-05",
                "0.01");
        assertThat(judged()).containsExactly("01 3 0 0.1", "02 1 0 -", "03 3 0 0.25", "04 4 8 -", "05 4 9 -");
    }

    @Test
    void where_the_limit_allows_days_between_the_nearest_value_counts_the_earlier_of_two_as_near() {
        limit(BY_HARDNESS, 3);
        river.results(hardness, "2026-11-01", "300", "2026-11-05", "50", "2026-11-20", "<2");
        river.results(
                copper,
                "2026-11-03",
                "0.2",
                "2026-11-04",
                "0.2",
                "2026-11-08",
                "0.2",
                "2026-11-09",
                "0.2",
                "2026-11-20",
                "0.2");
        assertThat(judged())
                .as("a hardness that was not detected is none")
                .containsExactly("03 1 0 -", "04 3 0 0.1", "08 3 0 0.1", "09 4 8 -", "20 4 8 -");
    }

    @Test
    void a_covariate_that_is_corrected_judges_again_also_where_the_verdict_stays() {
        limit(BY_HARDNESS, 0);
        river.results(hardness, "2026-11-01", "250");
        river.results(copper, "2026-11-01", "0.5");
        assertThat(judged()).containsExactly("01 3 0 0.25");
        assertThat((String) river.get(
                        () -> jdbc.sql("select inputs::text from monitoring.judgement where series_id = :series")
                                .param("series", copper)
                                .query(String.class)
                                .single()))
                .as("what the bound was computed from is kept with the verdict")
                .isEqualTo("{\"hardness\": 250.0}");
        river.results(hardness, "2026-11-01", "300");
        assertThat(judged()).as("the bound used is part of the verdict").containsExactly("01 3 0 0.3");
        assertThat(river.judge(copper)).isZero();
    }

    @Test
    void a_bound_that_no_limit_can_have_is_refused_at_its_field() {
        long id = river.permit("S" + river.code, "0.30", LocalDate.of(2026, 1, 1));
        long revision = river.get(() -> jdbc.sql("select revision from obligations.limit where id = :id")
                .param("id", id)
                .query(Long.class)
                .single());
        for (String upper : List.of("-1", "1e400", "1e-40", "0.1234567890123456789")) {
            assertThatThrownBy(() -> river.run(() -> limits.correct(revision, null, new BigDecimal(upper), "")))
                    .as(upper)
                    .isInstanceOf(Invalid.class);
        }
        assertThatThrownBy(() -> river.run(() ->
                        limits.change(revision, LocalDate.of(2027, 6, 1), new BigDecimal("5"), BigDecimal.ONE, "")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_formula_is_checked_when_it_is_entered() {
        assertThatThrownBy(() -> limit("33 [NTU]", 0)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> limit("0.1 [mg/L] if sulphate > 3 [mg/L]", 0)).isInstanceOf(Invalid.class);
        long id = limit(BY_HARDNESS, 0);
        long revision = river.get(() -> jdbc.sql("select revision from obligations.limit where id = :id")
                .param("id", id)
                .query(Long.class)
                .single());
        assertThatThrownBy(
                        () -> river.run(() -> limits.correct(revision, null, new BigDecimal("1"), "hardness / 10", "")))
                .isInstanceOf(Invalid.class);
        river.run(() -> limits.correct(revision, null, null, "hardness / 10", ""));
        river.results(hardness, "2026-11-01", "1");
        river.results(copper, "2026-11-01", "0.2");
        assertThat(judged()).containsExactly("01 3 0 0.1");
    }
}
