package org.verdite.inspections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.verdite.inspections.Cover.State;
import org.verdite.inspections.Cover.Visit;

/// When something counts as covered, and when it will be missed.
class CoverTests {

    private static final CoverageRule TWICE_A_YEAR =
            new CoverageRule(1, CoverageRule.Per.SUBSIDIARY, Set.of(InspectionKind.GROUP), 2, 0, "", "");
    private static final CoverageRule WITHIN_36_MONTHS =
            new CoverageRule(2, CoverageRule.Per.SITE, Set.of(InspectionKind.THIRD_PARTY), 1, 36, "", "");

    private static Visit issued(String day) {
        return new Visit(true, LocalDate.parse(day));
    }

    private static Visit planned(String day) {
        return new Visit(false, LocalDate.parse(day));
    }

    private static Cover on(CoverageRule rule, String today, Visit... visits) {
        return Cover.of(rule, 2026, LocalDate.parse(today), List.of(visits));
    }

    @Test
    void twice_a_year_is_met_by_two_that_were_issued_in_it() {
        assertThat(on(TWICE_A_YEAR, "2026-11-18", issued("2026-03-01"), issued("2026-09-01"))
                        .state())
                .isEqualTo(State.MET);
        assertThat(on(TWICE_A_YEAR, "2026-11-18", issued("2025-12-31"), issued("2026-09-01"))
                        .state())
                .as("one of last year does not count")
                .isEqualTo(State.WILL_MISS);
    }

    @Test
    void one_issued_and_one_to_come_is_planned_and_a_plan_of_the_past_is_none() {
        assertThat(on(TWICE_A_YEAR, "2026-11-18", issued("2026-03-01"), planned("2026-12-10"))
                        .state())
                .isEqualTo(State.PLANNED);
        assertThat(on(TWICE_A_YEAR, "2026-11-18", issued("2026-03-01"), planned("2026-10-10"))
                        .state())
                .isEqualTo(State.WILL_MISS);
        assertThat(on(TWICE_A_YEAR, "2027-01-01", issued("2026-03-01")).state()).isEqualTo(State.MISSED);
    }

    @Test
    void within_36_months_counts_from_the_last_one() {
        assertThat(on(WITHIN_36_MONTHS, "2026-11-18", issued("2024-06-01")).state())
                .as("due in 2027")
                .isEqualTo(State.MET);
        var due = on(WITHIN_36_MONTHS, "2026-11-18", issued("2023-12-10"));
        assertThat(due.state()).isEqualTo(State.WILL_MISS);
        assertThat(due.by()).isEqualTo(LocalDate.parse("2026-12-10"));
        assertThat(on(WITHIN_36_MONTHS, "2026-11-18", issued("2023-12-10"), planned("2026-12-01"))
                        .state())
                .isEqualTo(State.PLANNED);
        assertThat(on(WITHIN_36_MONTHS, "2026-11-18", issued("2023-12-10"), planned("2026-12-20"))
                        .state())
                .as("planned ten days too late")
                .isEqualTo(State.WILL_MISS);
        assertThat(on(WITHIN_36_MONTHS, "2026-11-18", issued("2023-10-10")).state())
                .isEqualTo(State.MISSED);
    }

    @Test
    void what_was_never_looked_at_is_due_within_the_programmes_year() {
        var never = on(WITHIN_36_MONTHS, "2026-11-18");
        assertThat(never.state()).isEqualTo(State.WILL_MISS);
        assertThat(never.by()).isEqualTo(LocalDate.parse("2026-12-31"));
    }
}
