package org.verdite.rectification;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.actions.Action;
import org.verdite.actions.Actions;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The way into every step: the item is in scope, a role allows the step there, and a person takes it.
@Component
class ItemGate {

    private final JdbcClient jdbc;
    private final ItemStore store;
    private final Access access;
    private final Actions actions;
    private final Finders finders;

    ItemGate(JdbcClient jdbc, ItemStore store, Access access, Actions actions, Finders finders) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
        this.actions = actions;
        this.finders = finders;
    }

    /// The item, held for this transaction.
    ///
    /// @param anyOf one of these permissions at its unit is enough
    Item take(ItemId id, Permission... anyOf) {
        var seen = seen(id);
        if (Arrays.stream(anyOf).noneMatch(p -> access.may(p, seen.unit()))) {
            access.require(anyOf[0], seen.unit());
        }
        return store.take(id).orElseThrow(() -> new NotHere("item " + id));
    }

    Item seen(ItemId id) {
        return store.find(id).orElseThrow(() -> new NotHere("item " + id));
    }

    boolean may(Permission permission, Item item) {
        return access.may(permission, item.unit());
    }

    /// The acting person.
    ///
    /// @throws Refused when no person acts: duties are separated by person, so the system can't take such a step
    PersonId actor() {
        Integer person = Scope.current().person();
        if (person == null) {
            throw new Refused("rectification.refused.noPerson");
        }
        return new PersonId(person);
    }

    /// True when somebody carries the item: its owner, who stands in at the item, or whom the owner handed their
    /// tasks to.
    boolean carries(Item item, PersonId person) {
        return person.equals(item.owner()) || person.equals(item.substitute()) || store.standsInForOwner(item, person);
    }

    List<Action> actions(Item item) {
        return actions.of(item.origin());
    }

    List<Need> needs(ItemStep step, Item item) {
        return needs(step, item, actions(item));
    }

    List<Need> needs(ItemStep step, Item item, List<Action> actions) {
        boolean asked = step == ItemStep.CORRECT || step == ItemStep.SUBMIT_DONE;
        var effects = step == ItemStep.CLOSE_EFFECTIVE ? effects(item, actions) : List.<Need>of();
        var standing = step == ItemStep.SUBMIT_DONE ? this.actions.standing(item.origin()) : new Actions.Standing(0, 0);
        return Needs.before(
                step, item, actions, standing, asked ? store.proofs(item.id()) : 0, effects, store.today(item));
    }

    /// What the records behind an item that was closed as effective say against it now.
    List<Need> contradicted(Item item) {
        return item.state() != ItemState.CLOSED_EFFECTIVE
                ? List.of()
                : effects(item, actions(item)).stream()
                        .filter(need -> !need.met())
                        .toList();
    }

    /// What the records behind it and its repeats say of a correction.
    private List<Need> effects(Item item, List<Action> actions) {
        LocalDate since = corrected(item, actions);
        return Stream.concat(
                        finders.effects(store.origins(item.id()), since).stream(),
                        store.repeated(item.id(), since).stream()
                                .map(again -> Need.of("repeated", false, again.path(), again.number())))
                .toList();
    }

    /// The day the last action was done, or the correction reported where no action was.
    private LocalDate corrected(Item item, List<Action> actions) {
        return actions.stream()
                .map(Action::doneOn)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> store.finishedOn(item));
    }

    /// @throws Refused when the state or something missing forbids the step
    void require(ItemStep step, Item item) {
        item.after(step);
        Needs.require(needs(step, item));
    }

    static String text(String field, String text, boolean needed, int max) {
        if (needed && text.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        if (Lengths.controls(text)) {
            throw new Invalid(field, "ui.form.control");
        }
        if (text.strip().length() > max) {
            throw new Invalid(field, "ui.form.tooLong", max, text.strip().length());
        }
        return text.strip();
    }

    /// True for who carries an item or ever did, also in somebody's place: handing it away for a moment frees nobody.
    boolean everCarried(Item item, PersonId person) {
        return carries(item, person)
                || store.parties(item).stream()
                        .anyMatch(p -> p.person().equals(person)
                                && Set.of("OWNER", "SUBSTITUTE").contains(p.part()));
    }

    /// True when the acting person approves at the unit above, or at the unit itself where it is the top.
    boolean oneLevelUp(UnitId unit) {
        return access.mayAbove(Permission.ITEM_APPROVE, unit);
    }

    /// People outside the reader's scope can't be named by guessing their number, except who is on the item already.
    void known(String field, @Nullable PersonId person, @Nullable PersonId... already) {
        if (person == null
                || List.of(java.util.Arrays.stream(already)
                                .filter(p -> p != null)
                                .toArray())
                        .contains(person)) {
            return;
        }
        Integer me = Scope.current().person();
        boolean here = me != null && me == person.value()
                || jdbc.sql("select exists (select from organisation.pub_person where id = :id)")
                        .param("id", person.value())
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        if (!here) {
            throw new Invalid(field, "ui.form.choice");
        }
    }
}
