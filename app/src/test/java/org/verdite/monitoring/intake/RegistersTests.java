package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.monitoring.register.Registers;
import org.verdite.monitoring.register.Registers.Outcome;

/// Points, permits and limits come as a workbook, by the verbs the pages use.
@SpringBootTest
class RegistersTests {

    private static final Object[] POINTS = {
        "Site *", "Facility *", "Code *", "Name (English)", "名称（中文）", "Kind *", "Latitude", "Until", "Remarks"
    };
    private static final Object[] PERMITS = {"Site", "Code", "Name (English)", "Authority", "From", "Until"};
    private static final Object[] LIMITS = {
        "Site",
        "Permit",
        "Parameter",
        "Statistic",
        "Compared",
        "Lower bound",
        "Upper bound",
        "Unit",
        "Warns at %",
        "Point",
        "From"
    };

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    @Autowired
    Registers registers;

    private Lab lab;

    @BeforeEach
    void oneSite() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
    }

    private String kept(Consumer<XSSFWorkbook> fill) {
        byte[] bytes = Book.of(fill);
        return lab.run(() -> registers.keep(new ByteArrayInputStream(bytes)));
    }

    /// @param upper the bound of copper
    private Consumer<XSSFWorkbook> mine(String upper, String from) {
        return book -> {
            var points = book.createSheet("Points");
            Book.row(points, 0, POINTS);
            Book.row(points, 1, lab.code, "F1", "R1", "Outlet", "总排口", "Outfall", "53.5", null, "seen");
            Book.row(points, 2, lab.code, "f1", "R2", "Stack one", "", "排气筒", null, "2030-01-01");
            var permits = book.createSheet("许可证");
            Book.row(permits, 0, PERMITS);
            Book.row(permits, 1, lab.code, "REG-1", "Permit one", "Bureau", "2024-01-01");
            var limits = book.createSheet("Limits");
            Book.row(limits, 0, LIMITS);
            Book.row(limits, 1, lab.code, "REG-1", "Copper", "Day mean", "MAX", null, upper, "mg/L", "80", "R1", from);
            Book.row(limits, 2, lab.code, "REG-1", "pH", "SAMPLE", "RANGE", "6", "9", null, null, "R1", "2024-01-01");
        };
    }

    private static List<String> counts(Outcome outcome) {
        return outcome.sheets().stream()
                .map(s -> s.sheet() + " " + s.added() + " " + s.changed() + " " + s.unchanged())
                .toList();
    }

    private List<String> limits() {
        return lab.results("""
                        select l.parameter_code || ' ' || coalesce(l.lower::text, '-') || ' ' || l.upper || ' ' || l.valid_from || ' ' || coalesce(l.valid_to::text, '-')
                          as line from obligations.pub_limit l join obligations.pub_limit_set s on s.id = l.set_id where s.site_id = %d and l.superseded_at is null
                        order by l.parameter_code, l.valid_from""".formatted(lab.site)).stream()
                .map(r -> (String) r.get("line"))
                .toList();
    }

    @Test
    void instruments_stand_at_points_of_the_same_workbook_and_only_their_end_and_note_are_corrected_by_another() {
        Consumer<XSSFWorkbook> points = book -> {
            var sheet = book.createSheet("Points");
            Book.row(sheet, 0, POINTS);
            Book.row(sheet, 1, lab.code, "F1", "R1", "Outlet", "总排口", "Outfall", "53.5");
        };
        String file = kept(points.andThen(book -> {
            var sheet = book.createSheet("仪器");
            Book.row(sheet, 0, (Object[]) new String[] {"Site", "Point", "Code", "Maker", "Measures", "From", "Until"});
            Book.row(sheet, 1, lab.code, "R1", "AI-1", "Maker", "Copper 0–5 mg/L; pH", "2024-01-01");
            Book.row(sheet, 2, lab.code, "R1", "AI-2", "Maker", "Philosopher’s stone", "2024-01-01");
            Book.row(sheet, 3, lab.code, "R9", "AI-3", "Maker", "pH", "2024-01-01");
        }));
        var tried = lab.run(() -> registers.tryOut(file));
        assertThat(tried.problems())
                .extracting(Registers.Problem::cell, Registers.Problem::key)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("仪器!E3", "monitoring.invalid.parameter"),
                        org.assertj.core.groups.Tuple.tuple("仪器!B4", "monitoring.register.problem.point"));
        var taken = lab.run(() -> registers.load(file, true));
        assertThat(counts(taken)).contains("POINTS 1 0 0", "INSTRUMENTS 1 0 0");
        assertThat(lab.results("""
                        select i.code || ' ' || string_agg(r.parameter_code || ' ' || coalesce(r.low::text, '-') || ' ' || r.unit, ', ' order by r.parameter_code) as said
                        from monitoring.instrument i join monitoring.instrument_range r on r.instrument_id = i.id
                        where i.unit_id = %d group by i.code""".formatted(lab.unit)))
                .extracting(r -> r.get("said"))
                .containsExactly("AI-1 w01001 - , w20122 0 mg/L");
        String later = kept(book -> {
            var sheet = book.createSheet("Instruments");
            Book.row(sheet, 0, (Object[])
                    new String[] {"Site", "Point", "Code", "Maker", "Measures", "From", "Until", "Note"});
            Book.row(sheet, 1, lab.code, "R1", "ai-1", "", "pH; Copper", "2024-01-01", "2026-01-01", "replaced");
            Book.row(sheet, 2, lab.code, "R1", "AI-1", "Another maker", "pH; Copper", "2024-01-01");
        });
        var second = lab.run(() -> registers.load(later, true));
        assertThat(second.problems())
                .extracting(Registers.Problem::cell)
                .as("the same instrument twice, or another maker")
                .allMatch(cell -> cell.endsWith("3"))
                .isNotEmpty();
        assertThat(lab.results(
                                "select service_to::text || ' ' || note as said from monitoring.instrument where unit_id = "
                                        + lab.unit)
                        .getFirst()
                        .get("said"))
                .isEqualTo("2026-01-01 replaced");
    }

    @Test
    void a_workbook_is_tried_out_without_a_trace_taken_in_and_twice_changes_nothing() {
        String file = kept(mine("0.50", "2024-01-01"));
        var tried = lab.run(() -> registers.tryOut(file));
        assertThat(counts(tried)).containsExactly("POINTS 2 0 0", "PERMITS 1 0 0", "LIMITS 2 0 0");
        assertThat(tried.problems()).singleElement().satisfies(p -> {
            assertThat(p.cell()).isEqualTo("Points!I1");
            assertThat(p.key()).isEqualTo("monitoring.register.problem.heading");
        });
        assertThat(lab.count("select count(*) from monitoring.point where site_id = " + lab.site))
                .isZero();

        assertThat(lab.run(() -> registers.load(file, true)).stored()).isTrue();
        assertThat(lab.results("select code, kind, latitude, valid_to from monitoring.point where site_id = " + lab.site
                        + " order by code"))
                .extracting(
                        r -> r.get("code") + " " + r.get("kind") + " " + r.get("latitude") + " " + r.get("valid_to"))
                .containsExactly("R1 OUTFALL 53.500000 null", "R2 STACK null 2030-01-01");
        assertThat(limits()).containsExactly("w01001 6 9 2024-01-01 -", "w20122 - 0.50 2024-01-01 -");

        var again = lab.run(() -> registers.load(file, true));
        assertThat(counts(again)).containsExactly("POINTS 0 0 2", "PERMITS 0 0 1", "LIMITS 0 0 2");
    }

    @Test
    void another_bound_of_the_same_day_is_a_correction_and_of_a_later_day_a_change() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        var corrected = lab.run(() -> registers.load(kept(mine("0.40", "2024-01-01")), true));
        assertThat(counts(corrected)).contains("LIMITS 0 1 1");
        assertThat(limits()).contains("w20122 - 0.40 2024-01-01 -");
        var changed = lab.run(() -> registers.load(kept(mine("0.30", "2025-06-01")), true));
        assertThat(counts(changed)).contains("LIMITS 0 1 1");
        assertThat(limits()).contains("w20122 - 0.40 2024-01-01 2025-06-01", "w20122 - 0.30 2025-06-01 -");
    }

    @Test
    void a_line_may_say_a_percentile_or_at_most_so_many_and_the_two_are_told_apart() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        Consumer<XSSFWorkbook> ranks = book -> {
            var limits = book.createSheet("Limits");
            Book.row(
                    limits,
                    0,
                    "Site",
                    "Permit",
                    "Parameter",
                    "Statistic",
                    "Compared",
                    "Upper bound",
                    "Unit",
                    "Point",
                    "From",
                    "Percentile",
                    "May lie beyond",
                    "Out of so many in a row",
                    "Of which values",
                    "Fewest results");
            rank(limits, 1, "Percentile of a year", "95", null, null, "Day means", null);
            rank(limits, 2, "YEAR_PERCENTILE", "98", null, null, "DAY_MEAN", null);
            rank(limits, 3, "AT_MOST_OF", null, "2", "12", "SAMPLE", "6");
            rank(limits, 4, "AT_MOST_OF", null, "12", "12", "SAMPLE", null);
        };
        var outcome = lab.run(() -> registers.load(kept(ranks), true));
        assertThat(counts(outcome)).contains("LIMITS 3 0 0");
        assertThat(outcome.problems()).singleElement().satisfies(p -> {
            assertThat(p.cell()).isEqualTo("Limits!K5");
            assertThat(p.key()).isEqualTo("obligations.invalid.allowed");
        });
        assertThat(lab.results("""
                        select l.statistic, l.ranked, l.minimum_number from obligations.limit l join obligations.limit_set s on s.id = l.set_id
                        where s.site_id = %d and l.ranked <> '' order by l.ranked""".formatted(lab.site)))
                .extracting(r -> r.get("statistic") + " " + r.get("ranked") + " " + r.get("minimum_number"))
                .containsExactly(
                        "AT_MOST_OF 2/12 SAMPLE 6", "YEAR_PERCENTILE P95 DAY_MEAN 1", "YEAR_PERCENTILE P98 DAY_MEAN 1");
        assertThat(counts(lab.run(() -> registers.load(kept(ranks), true)))).contains("LIMITS 0 0 3");
    }

    private void rank(
            Sheet limits,
            int row,
            String statistic,
            @Nullable String percentile,
            @Nullable String allowed,
            @Nullable String outOf,
            String parts,
            @Nullable String minimum) {
        Book.row(
                limits,
                row,
                lab.code,
                "REG-1",
                "Copper",
                statistic,
                "MAX",
                "0.05",
                "mg/L",
                "R1",
                "2024-01-01",
                percentile,
                allowed,
                outOf,
                parts,
                minimum);
    }

    @Test
    void each_problem_names_its_cell_and_keeps_all_out_or_only_its_line() {
        String file = kept(book -> {
            var points = book.createSheet("点位");
            Book.row(points, 0, "场所 *", "设施 *", "编号 *", "名称（中文）", "类型 *", "经度");
            Book.row(points, 1, lab.code, "F1", "G1", "好点", "废水排放口", "120");
            Book.row(points, 2, lab.code, "F9", "G2", "无设施", "废水排放口");
            Book.row(points, 3, lab.code, "F1", "G3", "", "Waterfall", "999");
            Book.row(points, 4, "NOWHERE", "F1", "G4", "甲", "STACK");
            Book.row(points, 5, lab.code, "F1", "G1", "又一个", "STACK");
            var limits = book.createSheet("Limits");
            Book.row(limits, 0, LIMITS);
            Book.row(
                    limits,
                    1,
                    lab.code,
                    "NONE",
                    "Copper",
                    "DAY_MEAN",
                    "MAX",
                    null,
                    "0.5",
                    "mg/L",
                    null,
                    "G1",
                    "2024-01-01");
        });
        var outcome = lab.run(() -> registers.load(file, false));
        assertThat(outcome.stored()).isFalse();
        assertThat(outcome.bad()).isEqualTo(5);
        assertThat(outcome.problems().stream().map(p -> p.cell() + " " + p.key()))
                .contains(
                        "点位!B3 monitoring.register.problem.facility",
                        "点位!A5 monitoring.register.problem.site",
                        "点位!C6 monitoring.register.problem.twice",
                        "Limits!B2 monitoring.register.problem.permit")
                .anyMatch(p -> p.startsWith("点位!E4 ") || p.startsWith("点位!4 ") || p.startsWith("点位!D4 "));
        assertThat(lab.count("select count(*) from monitoring.point where site_id = " + lab.site))
                .as("all or nothing")
                .isZero();
        assertThat(lab.run(() -> registers.load(file, true)).stored()).isTrue();
        assertThat(lab.count("select count(*) from monitoring.point where site_id = " + lab.site))
                .as("the good line")
                .isEqualTo(1);
    }

    /// Lines of the sheet of limits alone: parameter, upper bound, unit, warning, first day, day after the last.
    private Consumer<XSSFWorkbook> lines(@Nullable String[]... lines) {
        return book -> {
            var limits = book.createSheet("Limits");
            Book.row(
                    limits,
                    0,
                    "Site",
                    "Permit",
                    "Parameter",
                    "Statistic",
                    "Compared",
                    "Upper bound",
                    "Unit",
                    "Warns at %",
                    "Point",
                    "From",
                    "Until",
                    "Fewest results");
            for (int i = 0; i < lines.length; i++) {
                var l = lines[i];
                Book.row(
                        limits,
                        i + 1,
                        lab.code,
                        "REG-1",
                        l[0],
                        "DAY_MEAN",
                        "MAX",
                        l[1],
                        l[2],
                        l[3],
                        "R1",
                        l[4],
                        l[5],
                        l.length > 6 ? l[6] : null);
            }
        };
    }

    private static @Nullable String[] limit(@Nullable String... cells) {
        return cells;
    }

    private static List<String> said(Outcome outcome) {
        return outcome.problems().stream().map(p -> p.cell() + " " + p.key()).toList();
    }

    @Test
    void
            a_later_step_that_says_another_unit_or_warning_is_refused_at_its_cell_as_its_bounds_would_mean_something_else() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        var stored = limits();
        for (String unit : List.of("µg/L", "kg", "furlong")) {
            var outcome = lab.run(
                    () -> registers.load(kept(lines(limit("Copper", "900", unit, null, "2026-06-01", null))), true));
            assertThat(said(outcome)).as(unit).containsExactly("Limits!G2 monitoring.register.problem.otherUnit");
            assertThat(outcome.problems().getFirst().args()).containsExactly("mg/L");
        }
        var others = lab.run(() -> registers.load(
                kept(lines(
                        limit("Copper", "0.40", "mg/L", "70", "2026-06-01", null),
                        limit("Copper", "0.40", "mg/L", "80", "2026-07-01", "2026-01-01"),
                        limit("Copper", "0.40", "mg/L", "80", "2026-08-01", null, "5"))),
                true));
        assertThat(said(others))
                .containsExactly(
                        "Limits!H2 monitoring.register.problem.stays",
                        "Limits!K3 obligations.invalid.to",
                        "Limits!L4 monitoring.register.problem.stays");
        assertThat(limits()).isEqualTo(stored);
        var spelled = lab.run(() ->
                registers.load(kept(lines(limit("Copper", "0.40", "MG/L", "80", "2026-06-01", "2027-01-01"))), true));
        assertThat(spelled.problems()).isEmpty();
        assertThat(limits())
                .as("until is honoured")
                .contains("w20122 - 0.50 2024-01-01 2026-06-01", "w20122 - 0.40 2026-06-01 2027-01-01");
    }

    @Test
    void a_new_limit_is_in_a_unit_that_becomes_its_parameters() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        var outcome = lab.run(() -> registers.load(
                kept(lines(
                        limit("Total zinc", "2", "furlong", null, "2024-01-01", null),
                        limit("Total lead", "2", "kg", null, "2024-01-01", null),
                        limit("Total iron", "2", "dB", null, "2024-01-01", null),
                        limit("Total arsenic", "2", null, null, "2024-01-01", null),
                        limit("pH", "9", "mg/L", null, "2024-01-01", null),
                        limit("Total nickel", "500", "µg/L", null, "2024-01-01", null),
                        limit("pH", "9", "-", null, "2025-01-01", null))),
                true));
        assertThat(said(outcome))
                .containsExactly(
                        "Limits!G2 monitoring.register.problem.unit",
                        "Limits!G3 monitoring.register.problem.unit",
                        "Limits!G4 monitoring.register.problem.unit",
                        "Limits!G5 monitoring.register.problem.unitMissing",
                        "Limits!G6 monitoring.register.problem.unit");
        assertThat(counts(outcome)).containsExactly("LIMITS 2 0 0");
        assertThat(limits()).contains("w20121 - 500 2024-01-01 -", "w01001 - 9 2025-01-01 -");
    }

    @Test
    void two_steps_of_a_new_limit_in_one_workbook_follow_each_other_as_its_trial_says() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        String file = kept(lines(
                limit("Total nickel", "0.5", "mg/L", null, "2024-01-01", null),
                limit("Total nickel", "0.3", "mg/L", null, "2025-01-01", null)));
        assertThat(counts(lab.run(() -> registers.tryOut(file)))).containsExactly("LIMITS 1 1 0");
        assertThat(counts(lab.run(() -> registers.load(file, true)))).containsExactly("LIMITS 1 1 0");
        assertThat(limits()).contains("w20121 - 0.5 2024-01-01 2025-01-01", "w20121 - 0.3 2025-01-01 -");
    }

    @Test
    void what_a_workbook_cannot_change_is_said_at_its_cell() {
        lab.run(() -> registers.load(kept(mine("0.50", "2024-01-01")), true));
        var outcome = lab.run(() -> registers.tryOut(kept(book -> {
            var points = book.createSheet("Points");
            Book.row(points, 0, POINTS);
            Book.row(points, 1, lab.code, "F1", "R1", "Outlet renamed", null, "STACK", "53.5");
            Book.row(points, 2, lab.code, "F1", "R2", "Stack renamed", null, "STACK");
        })));
        assertThat(counts(outcome)).containsExactly("POINTS 0 1 0");
        assertThat(outcome.problems())
                .filteredOn(p -> p.cell().endsWith("2"))
                .singleElement()
                .satisfies(p -> {
                    assertThat(p.cell()).isEqualTo("Points!F2");
                    assertThat(p.key()).isEqualTo("monitoring.register.problem.stays");
                });
    }

    @Test
    void a_file_that_is_no_register_is_refused() {
        assertThatThrownBy(() -> kept(book -> Book.row(book.createSheet("Other"), 0, "a", "b")))
                .isInstanceOf(FileRefused.class);
        assertThatThrownBy(() -> lab.run(() -> registers.keep(new ByteArrayInputStream("a,b\n1,2\n".getBytes()))))
                .isInstanceOf(FileRefused.class);
    }
}
