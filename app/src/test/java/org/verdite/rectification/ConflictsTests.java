package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.verdite.shared.PersonId;

class ConflictsTests {

    private static final PersonId OWNER = new PersonId(1);
    private static final PersonId STAND_IN = new PersonId(2);
    private static final PersonId BEFORE = new PersonId(3);
    private static final PersonId CREW = new PersonId(4);
    private static final PersonId WRITER = new PersonId(5);
    private static final PersonId CARRIER = new PersonId(6);
    private static final PersonId UNDER_OWNER = new PersonId(7);
    private static final PersonId UNDER_FORMER = new PersonId(8);
    private static final PersonId DEPUTY_BY_POST = new PersonId(9);
    private static final PersonId ANALYST = new PersonId(11);
    private static final PersonId WITNESS = new PersonId(12);
    private static final PersonId DEPUTY_OF_FORMER = new PersonId(13);
    private static final PersonId FREE = new PersonId(10);

    private static final List<Conflicts.Party> HISTORY = List.of(
            party(BEFORE, "OWNER"),
            party(OWNER, "OWNER"),
            party(CREW, "ACTION_OWNER"),
            party(WRITER, "PLAN_WRITER"),
            party(CARRIER, "CARRIER"),
            party(ANALYST, "CAUSE_WRITER"),
            party(WITNESS, "EVIDENCE_GIVER"));

    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");
    private static final LocalDate LAST = LocalDate.parse("2026-11-10");
    private static final LocalDate TODAY = LocalDate.parse("2026-12-01");

    private static Conflicts.Party party(PersonId person, String part) {
        return new Conflicts.Party(person, part, LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-10"));
    }

    private static Optional<Bar> bar(PersonId person) {
        return Conflicts.bar(person, OWNER, STAND_IN, HISTORY, TODAY, new Conflicts.Hierarchy() {
            @Override
            public boolean subordinate(PersonId chief, PersonId who, LocalDate from, LocalDate to) {
                return chief.equals(OWNER) && who.equals(UNDER_OWNER) && from.equals(TODAY)
                        || chief.equals(BEFORE) && who.equals(UNDER_FORMER) && owning(from, to);
            }

            @Override
            public boolean standsIn(PersonId holder, PersonId who, LocalDate from, LocalDate to) {
                return holder.equals(OWNER) && who.equals(DEPUTY_BY_POST)
                        || holder.equals(BEFORE) && who.equals(DEPUTY_OF_FORMER) && owning(from, to);
            }

            private boolean owning(LocalDate from, LocalDate to) {
                return from.equals(FIRST) && to.equals(LAST);
            }
        });
    }

    @Test
    void the_owner_and_who_stands_in_do_not_verify() {
        assertThat(bar(OWNER)).contains(Bar.OWNER);
        assertThat(bar(STAND_IN)).contains(Bar.SUBSTITUTE);
        assertThat(bar(DEPUTY_BY_POST)).contains(Bar.SUBSTITUTE);
        assertThat(bar(DEPUTY_OF_FORMER)).contains(Bar.SUBSTITUTE);
    }

    @Test
    void who_had_a_hand_in_it_at_any_time_does_not_verify() {
        assertThat(bar(BEFORE)).contains(Bar.FORMER_OWNER);
        assertThat(bar(CREW)).contains(Bar.ACTION_OWNER);
        assertThat(bar(WRITER)).contains(Bar.PLAN_WRITER);
        assertThat(bar(CARRIER)).contains(Bar.CARRIER);
        assertThat(bar(ANALYST)).contains(Bar.CAUSE_WRITER);
        assertThat(bar(WITNESS)).contains(Bar.EVIDENCE_GIVER);
    }

    @Test
    void who_works_directly_under_an_owner_of_now_or_before_does_not_verify() {
        assertThat(bar(UNDER_OWNER)).contains(Bar.SUBORDINATE);
        assertThat(bar(UNDER_FORMER)).contains(Bar.SUBORDINATE);
    }

    @Test
    void anybody_else_is_free() {
        assertThat(bar(FREE)).isEmpty();
    }
}
