package org.verdite.monitoring.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.Outfall;
import org.verdite.monitoring.equipment.Laboratories;
import org.verdite.monitoring.sampling.NewPlan.Period;
import org.verdite.monitoring.sampling.NewPlan.PlanPoint;
import org.verdite.monitoring.sampling.NewSample.Kind;
import org.verdite.monitoring.sampling.Samples.Condition;
import org.verdite.monitoring.sampling.Samples.Handover;
import org.verdite.organisation.Facilities;
import org.verdite.rectification.SmallGroup;
import org.verdite.shared.FacilityId;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Rounds and samples; quality control by ISO/IEC 17025, 7.7 in our words. The figures are worked by hand.
@SpringBootTest
@Import(SmallGroup.Setting.class)
class SamplingTests {

    @Autowired
    SmallGroup g;

    @Autowired
    Plans plans;

    @Autowired
    Samples samples;

    @Autowired
    Criteria criteria;

    @Autowired
    Laboratories laboratories;

    @Autowired
    Facilities facilities;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private Outfall outfall;

    @BeforeEach
    void an_outfall() {
        g.clock.to("2031-04-10T02:00:00Z");
        outfall = new Outfall(g, jdbc, within);
    }

    private int plan(int every, Period period, int onDay, String starts) {
        return g.zhou.scope()
                .get(() -> plans.add(new NewPlan(
                        outfall.site,
                        "P-" + outfall.code,
                        LocalText.of("Outfall by the month", "每月外排口", "en"),
                        every,
                        period,
                        onDay,
                        5,
                        LocalDate.parse(starts),
                        null,
                        "",
                        List.of(new PlanPoint(outfall.point, List.of("w01018", "w20122"))))));
    }

    private NewSample sample(Kind kind, String number, @Nullable Integer parent, String batch) {
        return new NewSample(
                outfall.point,
                number,
                kind,
                parent,
                null,
                null,
                Instant.parse("2031-03-12T01:30:00Z"),
                "Lin Qiao",
                "HNO₃, pH < 2",
                "",
                null,
                batch,
                null,
                kind == Kind.SPIKE
                        ? List.of(new NewSample.Spike("w20122", new BigDecimal("0.10"), "mg/L"))
                        : List.of());
    }

    private int take(Kind kind, String number, @Nullable Integer parent, String batch) {
        return g.lin.scope().get(() -> samples.take(sample(kind, number, parent, batch)));
    }

    /// "2031-03-12 DONE 1/1"
    private List<String> rounds(int plan, String first, String last) {
        return outfall.rows("""
                select day || ' ' || state || ' ' || sampled || '/' || points from monitoring.sampling_rounds('%s', '%s')
                where plan_id = %d order by day""".formatted(first, last, plan));
    }

    private String qc(int sample) {
        return String.join(", ", outfall.rows("""
                select test || ' ' || verdict || ' ' || coalesce(figure::text, '-') || ' ' || reason from monitoring.qc(%d) order by parameter_code""".formatted(sample))).strip();
    }

    @Test
    void a_round_is_due_then_late_and_done_once_every_point_has_its_sample() {
        int plan = plan(1, Period.MONTH, 31, "2031-01-15");
        assertThat(rounds(plan, "2031-01-01", "2031-05-31"))
                .as("the month's last day stands for the thirty-first")
                .containsExactly(
                        "2031-01-31 LATE 0/1",
                        "2031-02-28 LATE 0/1",
                        "2031-03-31 LATE 0/1",
                        "2031-04-30 DUE 0/1",
                        "2031-05-31 DUE 0/1");
        g.clock.to("2031-04-05T15:59:00Z");
        assertThat(rounds(plan, "2031-03-31", "2031-03-31"))
                .as("five days of grace, where the site stands")
                .containsExactly("2031-03-31 DUE 0/1");
        var first = new NewSample(
                outfall.point,
                "",
                Kind.ROUTINE,
                null,
                plan,
                LocalDate.parse("2031-03-31"),
                Instant.parse("2031-04-01T02:00:00Z"),
                "Lin Qiao",
                "",
                "",
                null,
                "",
                null,
                List.of());
        int taken = g.lin.scope().get(() -> samples.take(first));
        assertThat(outfall.rows("select number from monitoring.sample where id = " + taken))
                .as("the round's day, as on the label that was printed for it")
                .containsExactly(outfall.code + "-20310331");
        assertThat(rounds(plan, "2031-03-31", "2031-03-31")).containsExactly("2031-03-31 DONE 1/1");
        g.lin.scope().run(() -> plans.skip(plan, LocalDate.parse("2031-02-28"), "The outfall was frozen"));
        assertThat(rounds(plan, "2031-02-01", "2031-02-28")).containsExactly("2031-02-28 SKIPPED 0/1");
        g.zhou.scope().run(() -> samples.reject(taken, "The bottle broke"));
        assertThat(rounds(plan, "2031-03-31", "2031-03-31")).containsExactly("2031-03-31 DUE 0/1");
        assertThatThrownBy(() -> g.lin.scope().run(() -> plans.skip(plan, LocalDate.parse("2031-02-27"), "No round")))
                .isInstanceOf(NotHere.class);
    }

    @Test
    void every_second_week_on_a_wednesday_counts_from_the_week_it_starts_in() {
        int plan = plan(2, Period.WEEK, 3, "2031-03-03");
        assertThat(rounds(plan, "2031-03-01", "2031-04-10"))
                .extracting(r -> r.substring(0, 10))
                .containsExactly("2031-03-05", "2031-03-19", "2031-04-02");
        int version = outfall.number("select version from monitoring.sampling_plan where id = " + plan);
        g.zhou.scope().run(() -> plans.end(plan, version, LocalDate.parse("2031-03-19")));
        assertThat(rounds(plan, "2031-03-01", "2031-04-10")).hasSize(2);
    }

    @Test
    void a_result_belongs_to_its_sample_by_number_and_the_run_somebody_chose_counts() {
        int copper = outfall.series("w20122", "LABORATORY");
        int id = take(Kind.ROUTINE, "S-1", null, "");
        outfall.result(copper, "2031-03-12", "S-1", 0, 1, "0.42");
        outfall.result(copper, "2031-03-12", "S-1", 0, 2, "0.31");
        outfall.result(copper, "2031-03-12", "S-2", 0, 0, "0.99");
        String counting =
                "select run || ' ' || original || case when reportable then ' counts' else '' end from monitoring.sample_result where sample_id = %d order by run"
                        .formatted(id);
        assertThat(outfall.rows(counting))
                .as("without a choice the last run")
                .containsExactly("1 0.42", "2 0.31 counts");
        assertThatThrownBy(() -> g.lin.scope().run(() -> samples.report(id, copper, 1, "x")))
                .as("a manager chooses")
                .isInstanceOf(NotPermitted.class);
        g.zhou.scope().run(() -> samples.report(id, copper, 1, "The second run had no standard"));
        assertThat(outfall.rows(counting)).containsExactly("1 0.42 counts", "2 0.31");
        assertThat(outfall.rows("""
                        select sample || run from monitoring.result r where series_id = %d
                          and monitoring.speaks_for_point(series_id, started, ended, sample, replicate, run) order by 1""".formatted(copper)))
                .as("what speaks for the point itself; a number nobody entered is taken as it came")
                .containsExactly("S-11", "S-20");
        assertThatThrownBy(() -> g.zhou.scope().run(() -> samples.report(id, copper, 7, "x")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void a_duplicate_is_judged_by_its_relative_difference_but_not_near_the_reporting_limit() {
        int copper = outfall.series("w20122", "LABORATORY");
        int zinc = outfall.series("w20123", "LABORATORY");
        int first = take(Kind.ROUTINE, "D-1", null, "");
        int second = take(Kind.DUPLICATE, "D-2", first, "");
        outfall.result(copper, "2031-03-12", "D-1", 0, 0, "0.090");
        assertThat(qc(second)).as("no result yet").isEmpty();
        outfall.result(copper, "2031-03-12", "D-2", 0, 0, "0.110");
        assertThat(qc(second)).as("0.020 of 0.100 are 20 %").isEqualTo("RPD PASSED 20.0");
        outfall.result(zinc, "2031-03-12", "D-1", 0, 0, "0.080");
        outfall.result(zinc, "2031-03-12", "D-2", 0, 0, "<0.05");
        assertThat(qc(second)).isEqualTo("RPD PASSED 20.0 , RPD NOT_JUDGEABLE - NON_DETECT");
        criterion("w20122", "0.02", "15");
        assertThat(qc(second)).as("5 × 0.02 are more than 0.09").startsWith("RPD NOT_JUDGEABLE 20.0 NEAR_LIMIT");
        criterion("w20122", "0.01", "15");
        assertThat(qc(second)).startsWith("RPD FAILED 20.0");
    }

    private void criterion(String parameter, String limit, String rpd) {
        Scope.system("test")
                .run(() -> criteria.state(new Criteria.Criterion(
                        0,
                        parameter,
                        new BigDecimal("0.01"),
                        new BigDecimal(limit),
                        "mg/L",
                        new BigDecimal(rpd),
                        new BigDecimal("5"),
                        new BigDecimal("80"),
                        new BigDecimal("120"),
                        LocalDate.parse("2031-03-01"),
                        "",
                        "")));
    }

    @Test
    void a_blank_holds_nothing_and_a_spike_finds_again_what_was_added() {
        int lead = outfall.series("w20120", "LABORATORY");
        int copper = outfall.series("w20122", "LABORATORY");
        int blank = take(Kind.FIELD_BLANK, "B-1", null, "");
        outfall.result(lead, "2031-03-12", "B-1", 0, 0, "<0.001");
        assertThat(qc(blank)).isEqualTo("BLANK PASSED -");
        int other = take(Kind.TRIP_BLANK, "B-2", null, "");
        outfall.result(lead, "2031-03-12", "B-2", 0, 0, "0.002");
        assertThat(qc(other)).as("without a criterion nothing may be found").isEqualTo("BLANK FAILED 0.002");
        int first = take(Kind.ROUTINE, "K-1", null, "");
        int spike = take(Kind.SPIKE, "K-2", first, "");
        outfall.result(copper, "2031-03-12", "K-1", 0, 0, "0.05");
        outfall.result(copper, "2031-03-12", "K-2", 0, 0, "0.145");
        assertThat(qc(spike)).as("0.095 of 0.10").isEqualTo("RECOVERY PASSED 95.0");
        outfall.result(copper, "2031-03-12", "K-2", 0, 1, "0.10");
        assertThat(qc(spike)).as("the later run counts: 0.05 of 0.10").isEqualTo("RECOVERY FAILED 50.0");
        int much = take(Kind.ROUTINE, "K-3", null, "");
        int again = take(Kind.SPIKE, "K-4", much, "");
        outfall.result(copper, "2031-03-12", "K-3", 0, 0, "0.5");
        outfall.result(copper, "2031-03-12", "K-4", 0, 0, "0.6");
        assertThat(qc(again)).isEqualTo("RECOVERY NOT_JUDGEABLE 100.0 MUCH_BEFORE");
    }

    @Test
    void what_fails_flags_every_sample_of_its_batch_and_no_other() {
        int lead = outfall.series("w20120", "LABORATORY");
        String batch = "B-" + outfall.code;
        int blank = take(Kind.FIELD_BLANK, "F-1", null, batch);
        int inside = take(Kind.ROUTINE, "F-2", null, batch);
        int outside = take(Kind.ROUTINE, "F-3", null, batch + "-2");
        outfall.result(lead, "2031-03-12", "F-1", 0, 0, "0.002");
        String failures = "select number || ' ' || test from monitoring.batch_failures(%d)";
        assertThat(outfall.rows(failures.formatted(inside))).containsExactly("F-1 BLANK");
        assertThat(outfall.rows(failures.formatted(outside))).isEmpty();
        g.zhou.scope().run(() -> samples.reject(blank, "Wrong bottle"));
        assertThat(outfall.rows(failures.formatted(inside))).isEmpty();
    }

    @Test
    void a_sample_passes_from_hand_to_hand_and_is_approved_by_somebody_else() {
        int id = take(Kind.ROUTINE, "C-1", null, "");
        g.lin.scope()
                .run(() -> samples.handOver(
                        id,
                        new Handover(
                                "Lin Qiao",
                                "Courier",
                                Instant.parse("2031-03-12T03:00:00Z"),
                                Condition.INTACT,
                                new BigDecimal("4.2"),
                                "")));
        assertThatThrownBy(() -> g.lin.scope()
                        .run(() -> samples.handOver(
                                id,
                                new Handover(
                                        "Courier",
                                        "Laboratory",
                                        Instant.parse("2031-03-12T02:00:00Z"),
                                        Condition.INTACT,
                                        null,
                                        ""))))
                .as("before it was handed on the last time")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.lin.scope().run(() -> samples.approve(id))).isInstanceOf(NotPermitted.class);
        int version = outfall.number("select version from monitoring.sample where id = " + id);
        g.zhou.scope().run(() -> samples.analysed(id, version, null, "B-9", LocalDate.parse("2031-03-14")));
        assertThatThrownBy(() -> g.zhou.scope().run(() -> samples.approve(id)))
                .as("who changed it")
                .isInstanceOf(Refused.class);
        g.director.scope().run(() -> samples.approve(id));
        assertThat(outfall.rows("select state from monitoring.sample where id = " + id))
                .containsExactly("APPROVED");
        g.lin.scope().run(() -> samples.analysed(id, version + 2, null, "B-10", null));
        assertThat(outfall.rows("select state from monitoring.sample where id = " + id))
                .as("what changed after is approved again")
                .containsExactly("ENTERED");
    }

    @Test
    void what_cannot_be_is_refused_at_its_field() {
        int id = take(Kind.ROUTINE, "X-1", null, "");
        assertThatThrownBy(() -> take(Kind.ROUTINE, "X-1", null, "")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> take(Kind.DUPLICATE, "X-2", null, "")).isInstanceOf(Invalid.class);
        int duplicate = take(Kind.DUPLICATE, "X-3", id, "");
        assertThatThrownBy(() -> take(Kind.DUPLICATE, "X-4", duplicate, ""))
                .as("a duplicate of a duplicate")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> g.rosa.scope().run(() -> samples.take(sample(Kind.ROUTINE, "X-5", null, ""))))
                .isInstanceOf(NotHere.class);
        assertThatThrownBy(() -> g.wu.scope().run(() -> samples.take(sample(Kind.ROUTINE, "X-5", null, ""))))
                .isInstanceOf(NotPermitted.class);
        assertThatThrownBy(() -> g.lin.scope().run(() -> plan(1, Period.WEEK, 8, "2031-01-01")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void samples_and_plans_follow_their_facility_to_its_new_unit() {
        int plan = plan(1, Period.MONTH, 10, "2031-01-01");
        int id = take(Kind.ROUTINE, "H-1", null, "");
        outfall.seeing(() -> jdbc.sql("""
                        insert into organisation.facility_responsibility (facility_id, unit_id, valid_from)
                        values (:facility, :unit, date '1900-01-01')""")
                .param("facility", outfall.facility)
                .param("unit", g.valley.value())
                .update());
        Scope.system("test")
                .run(() -> facilities.handOver(
                        new FacilityId(outfall.facility), g.section, LocalDate.parse("2031-04-01")));
        assertThat(outfall.rows("""
                        select unit_id::text from monitoring.sample where id = %d
                        union all select unit_id::text from monitoring.sampling_plan where id = %d
                        union all select unit_id::text from monitoring.sampling_plan_point where plan_id = %2$d""".formatted(id, plan))).hasSize(3).containsOnly(g.section.toString());
    }
}
