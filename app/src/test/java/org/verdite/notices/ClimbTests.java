package org.verdite.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.verdite.notices.Place.Watcher;

/// The rule of the ladder, without a database.
class ClimbTests {

    private static Watcher officer(int person) {
        return new Watcher(person, Duty.OFFICER, false);
    }

    private static Watcher manager(int person) {
        return new Watcher(person, Duty.MANAGER, false);
    }

    private static Place place(int unit, String kind, Watcher... watchers) {
        return new Place(unit, kind, List.of(watchers));
    }

    private static List<Integer> persons(List<Climb.Step> steps) {
        return steps.stream()
                .map(Climb.Step::person)
                .filter(java.util.Objects::nonNull)
                .map(Watcher::person)
                .toList();
    }

    private static final List<Place> PATH = List.of(
            place(1, "SECTION", officer(11), officer(12)),
            place(2, "SITE", officer(21), manager(22)),
            place(3, "SUBSIDIARY", manager(31)),
            place(4, "GROUP", new Watcher(41, Duty.DIRECTOR, false)));

    @Test
    void each_rung_tells_the_next_above() {
        var climb = new Climb(PATH, Set.of(), null);
        assertThat(persons(climb.to(Rung.SECTION))).containsExactly(11, 12);
        assertThat(persons(climb.to(Rung.ABOVE))).containsExactly(22);
        assertThat(persons(climb.to(Rung.SUBSIDIARY))).containsExactly(31);
        assertThat(persons(climb.to(Rung.GROUP))).containsExactly(41);
    }

    @Test
    void a_ladder_goes_on_where_it_stood() {
        var climb = new Climb(PATH, Set.of(11, 12, 22), 2);
        assertThat(persons(climb.to(Rung.SUBSIDIARY))).containsExactly(31);
    }

    @Test
    void a_unit_without_anybody_is_passed_by_and_that_is_said() {
        var climb = new Climb(List.of(place(1, "SECTION"), place(2, "DEPARTMENT"), PATH.get(1)), Set.of(), null);
        assertThat(climb.to(Rung.SECTION))
                .extracting(Climb.Step::place, Climb.Step::duty)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Duty.NOBODY),
                        org.assertj.core.groups.Tuple.tuple(2, Duty.NOBODY),
                        org.assertj.core.groups.Tuple.tuple(2, Duty.OFFICER));
    }

    @Test
    void a_manager_at_the_officers_own_unit_stands_above_the_officer() {
        var climb = new Climb(
                List.of(place(1, "SITE", officer(11), manager(12)), place(2, "GROUP", manager(21))), Set.of(), null);
        assertThat(persons(climb.to(Rung.SECTION))).containsExactly(11);
        assertThat(persons(climb.to(Rung.ABOVE))).containsExactly(12);
        assertThat(persons(climb.to(Rung.SUBSIDIARY))).isEmpty();
        assertThat(persons(climb.to(Rung.GROUP))).containsExactly(21);
    }

    @Test
    void nobody_is_told_twice() {
        var climb = new Climb(
                List.of(
                        place(1, "SECTION", officer(11)),
                        place(2, "SITE", manager(11)),
                        place(3, "GROUP", manager(31))),
                Set.of(),
                null);
        assertThat(persons(climb.to(Rung.SECTION))).containsExactly(11);
        assertThat(persons(climb.to(Rung.ABOVE))).as("the same person as above").containsExactly(31);
        assertThat(persons(climb.to(Rung.GROUP))).isEmpty();
    }
}
