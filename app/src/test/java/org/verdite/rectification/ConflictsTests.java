package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final PersonId FREE = new PersonId(10);

    private static final List<Conflicts.Party> HISTORY = List.of(
            new Conflicts.Party(BEFORE, "OWNER"),
            new Conflicts.Party(OWNER, "OWNER"),
            new Conflicts.Party(CREW, "ACTION_OWNER"),
            new Conflicts.Party(WRITER, "PLAN_WRITER"),
            new Conflicts.Party(CARRIER, "CARRIER"));

    private static Optional<Bar> bar(PersonId person) {
        return Conflicts.bar(person, OWNER, STAND_IN, HISTORY, new Conflicts.Hierarchy() {
            @Override
            public boolean subordinate(PersonId chief, PersonId who) {
                return chief.equals(OWNER) && who.equals(UNDER_OWNER)
                        || chief.equals(BEFORE) && who.equals(UNDER_FORMER);
            }

            @Override
            public boolean standsIn(PersonId holder, PersonId who) {
                return holder.equals(OWNER) && who.equals(DEPUTY_BY_POST);
            }
        });
    }

    @Test
    void the_owner_and_who_stands_in_do_not_verify() {
        assertThat(bar(OWNER)).contains(Bar.OWNER);
        assertThat(bar(STAND_IN)).contains(Bar.SUBSTITUTE);
        assertThat(bar(DEPUTY_BY_POST)).contains(Bar.SUBSTITUTE);
    }

    @Test
    void who_had_a_hand_in_it_at_any_time_does_not_verify() {
        assertThat(bar(BEFORE)).contains(Bar.FORMER_OWNER);
        assertThat(bar(CREW)).contains(Bar.ACTION_OWNER);
        assertThat(bar(WRITER)).contains(Bar.PLAN_WRITER);
        assertThat(bar(CARRIER)).contains(Bar.CARRIER);
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
