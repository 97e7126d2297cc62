package org.verdite.reporting.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.verdite.reporting.web.SiteState.Reason;
import org.verdite.shared.LocalText;
import org.verdite.ui.State;

/// The rule that colours the map: the worst reason wins, and a day decides what counts as old.
class SiteStateTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 31);

    private static SiteState site(
            int critical, int unacknowledged, int overdue, int ongoing, int points, @Nullable LocalDate last) {
        return new SiteState(
                1,
                LocalText.of("en", "Site"),
                "CN",
                25,
                102,
                critical,
                critical > 0 ? TODAY.minusDays(3) : null,
                unacknowledged,
                unacknowledged > 0 ? TODAY.minusDays(1) : null,
                null,
                overdue,
                overdue > 0 ? TODAY.minusDays(9) : null,
                null,
                null,
                ongoing,
                points,
                last,
                TODAY);
    }

    @Test
    void an_exceedance_that_nobody_acknowledged_and_a_critical_item_are_bad() {
        var unseen = site(1, 1, 1, 1, 1, TODAY);
        assertThat(unseen.reason()).isEqualTo(Reason.UNACKNOWLEDGED);
        assertThat(unseen.state()).isEqualTo(State.BAD);
        assertThat(unseen.since()).isEqualTo(TODAY.minusDays(1));
        var critical = site(1, 0, 1, 1, 1, TODAY);
        assertThat(critical.reason()).isEqualTo(Reason.CRITICAL);
        assertThat(critical.state()).isEqualTo(State.BAD);
    }

    @Test
    void what_is_overdue_or_still_exceeded_is_to_be_watched() {
        assertThat(site(0, 0, 1, 1, 1, TODAY).reason()).isEqualTo(Reason.OVERDUE);
        assertThat(site(0, 0, 0, 1, 1, TODAY).reason()).isEqualTo(Reason.ONGOING);
        assertThat(site(0, 0, 0, 1, 0, null).state()).isEqualTo(State.WARN);
    }

    @Test
    void data_of_thirty_five_days_ago_are_new_enough_and_of_thirty_six_are_not() {
        assertThat(site(0, 0, 0, 0, 1, TODAY.minusDays(35)).reason()).isEqualTo(Reason.IN_ORDER);
        assertThat(site(0, 0, 0, 0, 1, TODAY.minusDays(35)).state()).isEqualTo(State.OK);
        assertThat(site(0, 0, 0, 0, 1, TODAY.minusDays(36)).reason()).isEqualTo(Reason.OLD_DATA);
        assertThat(site(0, 0, 0, 0, 1, TODAY.minusDays(36)).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void no_point_and_no_data_are_unknown_and_never_in_order() {
        assertThat(site(0, 0, 0, 0, 0, null).reason()).isEqualTo(Reason.NO_POINT);
        assertThat(site(0, 0, 0, 0, 2, null).reason()).isEqualTo(Reason.NO_DATA);
        assertThat(site(0, 0, 0, 0, 2, null).state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void the_worst_and_longest_waiting_stand_first() {
        var critical = site(1, 0, 0, 0, 1, TODAY);
        var overdue = site(0, 0, 1, 0, 1, TODAY);
        var old = site(0, 0, 0, 0, 1, TODAY.minusDays(40));
        var older = site(0, 0, 0, 0, 1, TODAY.minusDays(50));
        assertThat(SiteState.byNeed(critical, overdue)).isNegative();
        assertThat(SiteState.byNeed(overdue, old)).isNegative();
        assertThat(SiteState.byNeed(older, old)).isNegative();
    }
}
