package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.MonthReviews;
import org.verdite.monitoring.entry.HandEntry;
import org.verdite.monitoring.entry.HandEntry.Stored;
import org.verdite.monitoring.intake.TypedValues.Read;
import org.verdite.monitoring.intake.TypedValues.State;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A round typed in by hand goes the way of a file, and nothing typed is lost on it.
@SpringBootTest
class HandEntryTests {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 12);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    HandEntry entry;

    @Autowired
    LimitRegister limits;

    @Autowired
    MonthReviews reviews;

    private Lab lab;
    private int copper;
    private int ph;
    private int daily;

    @BeforeEach
    void anOutfallWithThreeSeriesAndALimitOfCopper() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        int point = lab.point("W" + lab.code, "OUTFALL");
        copper = series(point, "w20122", "VALUE", "LABORATORY", "mg/L");
        ph = series(point, "w01001", "VALUE", "FIELD", "pH");
        daily = series(point, "w01018", "DAY_MEAN", "LABORATORY", "mg/L");
        lab.run(() -> {
            long set = limits.addSet(NewLimitSet.permit(
                    new UnitId(lab.unit),
                    "P" + lab.code,
                    LocalText.of("en", "Permit"),
                    "",
                    new SiteId(lab.site),
                    LocalDate.of(2020, 1, 1),
                    ""));
            return limits.addLimit(NewLimit.permitMaximum(
                    set,
                    "w20122",
                    LocalText.of("en", "Total copper"),
                    "SAMPLE",
                    new BigDecimal("0.5"),
                    "mg/L",
                    "W" + lab.code,
                    "",
                    LocalDate.of(2020, 1, 1)));
        });
    }

    private int series(int point, String parameter, String statistic, String mode, String unit) {
        return lab.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, '%s', '%s', '%s', '%s') returning id""".formatted(lab.unit, point, parameter, statistic, mode, unit));
    }

    private Read typed(int series, String text) {
        return lab.run(() -> entry.keep(series, DAY, text, null).read());
    }

    private Stored stored(boolean sure) {
        return lab.run(() -> entry.store(new SiteId(lab.site), DAY, List.of(copper, ph, daily), sure));
    }

    private List<String> results() {
        return lab
                .results(
                        "select series_id || ' ' || original || ' ' || verdict || ' ' || revision as line from monitoring.result r join monitoring.series s"
                                + " on s.id = r.series_id where s.derived_from is null and s.unit_id = " + lab.unit
                                + " order by series_id, started")
                .stream()
                .map(row -> (String) row.get("line"))
                .toList();
    }

    @Test
    void a_cell_is_read_as_a_file_is_and_judged_on_leaving_it() {
        assertThat(typed(copper, "0.05"))
                .extracting(Read::state, r -> r.verdict().code())
                .containsExactly(State.GOOD, 1);
        assertThat(typed(copper, "0.45").verdict().code()).as("near the limit").isEqualTo(2);
        assertThat(typed(copper, "0.84").verdict().code()).as("exceeded").isEqualTo(3);
        for (String belowAll : List.of("<0.05", "0.05L", "ND 0.05", "ND(0.05)", "未检出", "ＮＤ")) {
            assertThat(typed(copper, belowAll).state()).as(belowAll).isEqualTo(State.GOOD);
        }
        assertThat(typed(copper, "0.6L").verdict().code())
                .as("a detection limit above the limit")
                .isEqualTo(4);
        assertThat(typed(copper, "0.84 R").verdict().code())
                .as("rejected by the laboratory: kept, not judged")
                .isEqualTo(4);
    }

    @Test
    void what_cannot_be_meant_is_named_at_its_cell() {
        for (var wrong : Map.of(
                        "0,05", "comma",
                        "1,234", "comma",
                        "0，05", "comma",
                        "=1+1", "formula",
                        "abc", "number",
                        "-1", "negative",
                        "0", "zero",
                        "n/a", "missing",
                        "1e400", "number")
                .entrySet()) {
            var read = typed(copper, wrong.getKey());
            assertThat(read.state()).as(wrong.getKey()).isEqualTo(State.WRONG);
            if (!wrong.getKey().equals("1e400")) {
                assertThat(read.code()).as(wrong.getKey()).isEqualTo(wrong.getValue());
            }
        }
    }

    @Test
    void one_submit_stores_series_of_every_kind_as_one_sealed_intake_and_keeps_the_wrong_ones_as_drafts() {
        typed(copper, "0.84");
        typed(ph, "7.2");
        typed(daily, "4o");
        var first = stored(false);
        assertThat(first.result().loaded()).isEqualTo(2);
        assertThat(first.left()).containsOnlyKeys(daily);
        assertThat(results()).containsExactly(copper + " 0.84 3 0", ph + " 7.2 0 0");
        assertThat(lab.count("select count(*) from monitoring.exceedance where peak = 0.84 and unit_id = " + lab.unit))
                .isEqualTo(1);
        assertThat(
                        lab.count(
                                "select count(*) from monitoring.intake where id = " + first.intake()
                                        + " and merkle_root is not null and merkle_root = monitoring.pub_root_of('monitoring.intake', id::text)"))
                .isEqualTo(1);
        assertThat(lab.count("select count(*) from monitoring.draft where series_id = " + daily))
                .isEqualTo(1);
        typed(daily, "40");
        assertThat(stored(false).result().loaded()).isEqualTo(1);
        assertThat(results()).contains(daily + " 40 0 0");
        assertThat(stored(false).intake()).as("nothing is left").isNull();
    }

    @Test
    void the_same_round_twice_changes_nothing_and_a_corrected_cell_is_a_revision() {
        typed(copper, "0.48");
        stored(false);
        typed(copper, "0.48");
        assertThat(lab.count("select count(*) from monitoring.draft where series_id = " + copper))
                .as("what is stored is no draft")
                .isZero();
        typed(copper, "0.480");
        assertThat(List.of(stored(false).result().revised(), (long) results().size()))
                .as("other digits, the same value")
                .containsExactly(0L, 1L);
        typed(copper, "0.84");
        assertThat(stored(false).result().revised()).isEqualTo(1);
        assertThat(results()).containsExactly(copper + " 0.84 3 1");
        assertThat(lab.results("select original from monitoring.result_revision where unit_id = " + lab.unit))
                .singleElement()
                .satisfies(r -> assertThat(r).containsEntry("original", "0.48"));
    }

    @Test
    void what_is_typed_for_a_locked_month_waits() {
        var march = YearMonth.from(DAY);
        var site = new SiteId(lab.site);
        Scope.system("Wang").run(() -> reviews.check(site, march));
        Scope.system("Li").run(() -> reviews.approve(site, march));
        Scope.system("Li").run(() -> reviews.lock(site, march));
        typed(copper, "0.48");
        assertThat(stored(false).result().waiting()).isEqualTo(1);
        assertThat(results()).isEmpty();
    }

    @Test
    void a_value_a_thousand_times_off_is_stored_only_when_it_is_said_to_be_meant() {
        var history = new StringBuilder("Station,Date,Parameter,Value,Unit\n");
        for (int day = 1; day <= 6; day++) {
            history.append("W" + lab.code + ",2026-02-0" + day + ",Total copper,0.0" + day + ",mg/L\n");
        }
        assertThat(lab.loaded(history.toString()).loaded()).isEqualTo(6);
        var read = typed(copper, "35");
        assertThat(read.state()).isEqualTo(State.DOUBTFUL);
        assertThat(read.args()).containsExactly("0.035", "mg/L");
        assertThat(read.verdict().code()).as("judged all the same").isEqualTo(3);
        assertThat(typed(copper, "0.4").state()).as("ten times is only high").isEqualTo(State.GOOD);
        typed(copper, "35");
        var doubted = stored(false);
        assertThat(doubted.intake()).isNull();
        assertThat(doubted.left()).containsOnlyKeys(copper);
        assertThat(stored(true).result().loaded()).isEqualTo(1);
    }

    @Test
    void two_people_at_one_cell_see_each_other_and_neither_loses_what_was_typed() {
        as("Wang", () -> entry.keep(copper, DAY, "0.3", ""));
        var kept = as("Li", () -> entry.keep(copper, DAY, "0.4", ""));
        assertThat(Objects.requireNonNull(kept.meanwhile()).text()).isEqualTo("0.3");
        assertThat(kept.meanwhile().who()).contains("Wang");
        assertThat(as("Li", () -> entry.keep(copper, DAY, "0.4", "0.3")).meanwhile())
                .isNull();
        assertThat(lab.results("select text from monitoring.draft where series_id = " + copper))
                .singleElement()
                .satisfies(r -> assertThat(r).containsEntry("text", "0.4"));
        as("Li", () -> entry.keep(copper, DAY, " ", "0.4"));
        assertThat(lab.count("select count(*) from monitoring.draft where series_id = " + copper))
                .isZero();
    }

    private static <T> T as(String who, java.util.function.Supplier<T> work) {
        return Scope.system(who).get(work);
    }

    @Test
    void tomorrow_and_a_closed_point_are_refused_at_the_cell_and_a_foreign_series_is_not_here() {
        var late = LocalDate.of(2199, 1, 1);
        assertThat(lab.run(() -> entry.keep(copper, late, "0.3", null).read()).code())
                .isEqualTo("future");
        lab.count("update monitoring.point set valid_to = '2026-03-01' where unit_id = " + lab.unit + " returning 1");
        assertThat(typed(copper, "0.3").code()).isEqualTo("closed");
        assertThatThrownBy(() -> typed(Integer.MAX_VALUE, "1")).isInstanceOf(NotHere.class);
    }

    @Test
    void a_file_with_values_a_thousand_times_off_asks_and_scales_nothing() {
        var history = new ArrayList<String>();
        for (int day = 1; day <= 6; day++) {
            history.add("W" + lab.code + ",2026-02-0" + day + ",Total copper,0.0" + day + ",mg/L");
        }
        String head = "Station,Date,Parameter,Value,Unit\n";
        lab.loaded(head + String.join("\n", history) + "\n");
        String mixed = head + "W" + lab.code + ",2026-03-01,Total copper,0.04,mg/L\nW" + lab.code
                + ",2026-03-02,Total copper,41,mg/L\nW" + lab.code + ",2026-03-03,Total copper,43,ug/L\n";
        long id = lab.send(mixed);
        var proposal = lab.run(() -> intake.proposal(id, null));
        var dry = lab.tried(id, proposal);
        assertThat(List.of(dry.ready(), dry.asked())).containsExactly(2L, 1L);
        assertThat(dry.questions()).singleElement().satisfies(q -> {
            assertThat(q.kind()).isEqualTo("scale");
            assertThat(q.about().getFirst().units()).containsExactly("41", "0.035", "mg/L");
        });
        var left = lab.tried(id, proposal.withAnswers(null, null, null, null, MappingSpec.Scale.LEAVE_OUT));
        assertThat(left.rejects()).extracting(DryRun.RejectGroup::code).containsExactly("scaleLeftOut");
        lab.tried(id, proposal.withAnswers(null, null, null, null, MappingSpec.Scale.KEEP));
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(3);
        assertThat(lab.count("select count(*) from monitoring.result where value = 41 and unit_id = " + lab.unit))
                .isEqualTo(1);
        assertThat(lab.tried(mixed).alreadyHere())
                .as("the same file twice changes nothing and asks nothing")
                .isEqualTo(3);
    }

    @Test
    void a_wrong_value_that_was_stored_once_does_not_make_the_next_one_usual() {
        String head = "Station,Date,Parameter,Value,Unit\n";
        lab.loaded(head + copper("2026-02-0", 1, 6, 0.01));
        String wrong = head + copper("2026-03-0", 1, 1, 41);
        long id = lab.send(wrong);
        lab.tried(
                id,
                lab.run(() -> intake.proposal(id, null)).withAnswers(null, null, null, null, MappingSpec.Scale.KEEP));
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(1);
        assertThat(lab.tried(head + copper("2026-03-0", 2, 2, 20)).asked())
                .as("kept without being doubted")
                .isEqualTo(1);
        var again = lab.loaded(wrong);
        assertThat(List.of(again.loaded(), again.unchanged(), again.rejected())).containsExactly(0L, 1L, 0L);
    }

    @Test
    void what_is_in_doubt_left_out_or_may_be_left_out_is_not_usual() {
        String head = "Station,Date,Parameter,Value,Unit\n";
        lab.loaded(head + copper("2026-02-0", 1, 6, 0.01) + copper("2026-03-0", 1, 5, 10));
        String next = head + copper("2026-04-0", 1, 1, 20);
        assertThat(lab.tried(next).asked()).as("five of eleven").isZero();
        lab.count("""
                insert into monitoring.doubt (unit_id, series_id, kind, started, ended, date_only, results, value, score, compared, rule)
                select unit_id, id, 'OUTLIER', '2026-03-01Z', '2026-03-03Z', true, 3, 10, 9, 30, 2 from monitoring.series where id = %d returning 1""".formatted(copper));
        lab.count("""
                insert into monitoring.suppression (unit_id, series_id, started, ended, cause, reason, results, exceeding)
                select unit_id, id, '2026-03-04Z', '2026-03-04Z', 'OTHER', 'a wrong unit', 1, 0 from monitoring.series where id = %d returning 1""".formatted(copper));
        lab.count("update monitoring.result set status = 1 where started = '2026-03-05Z' and series_id = %d returning 1"
                .formatted(copper));
        assertThat(lab.tried(next).asked()).isEqualTo(1);
    }

    private String copper(String month, int from, int to, double times) {
        return java.util.stream.IntStream.rangeClosed(from, to)
                .mapToObj(day -> "W" + lab.code + "," + month + day + ",Total copper," + day * times + ",mg/L\n")
                .collect(java.util.stream.Collectors.joining());
    }
}
