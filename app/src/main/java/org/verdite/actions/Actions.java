package org.verdite.actions;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.Money;
import org.verdite.shared.NotHere;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// The register of things to do (ISO 14001, 6.1.5 and 10.2). An action goes OPEN → STARTED → DONE, or is CANCELLED
/// with a reason; what is over stays over. Each step is refused with its reason when the action, or the record it was
/// planned for, doesn't allow it.
@Component
public class Actions {

    /// What an action is for.
    public static final Set<String> KINDS = Set.of("CORRECTIVE", "PREVENTIVE", "OTHER");

    private final ActionStore store;
    private final Access access;
    private final Clock clock;
    private final ObjectProvider<ActionOrigin> origins;

    Actions(ActionStore store, Access access, Clock clock, ObjectProvider<ActionOrigin> origins) {
        this.store = store;
        this.access = access;
        this.clock = clock;
        this.origins = origins;
    }

    /// Opens an action that may be done without evidence.
    @Transactional
    public ActionId open(NewAction a) {
        return open(a, false);
    }

    /// @param evidenceNeeded true when it can't be reported done before a file was kept for it
    /// @throws Invalid naming the fields `title`, `kind`, `due`, `cost`
    @Transactional
    public ActionId open(NewAction a, boolean evidenceNeeded) {
        access.require(Permission.ITEM_CARRY, a.unit());
        check(a.title(), a.due(), a.cost());
        if (!KINDS.contains(a.kind())) {
            throw new Invalid("kind", "ui.form.choice");
        }
        ask(ActionOrigin.Step.OPEN, a.origin(), a.owner());
        return store.insert(a, evidenceNeeded);
    }

    /// @throws Refused when it was started before or is over
    @Transactional
    public void start(ActionId id) {
        var action = taken(id);
        if (action.state() != ActionState.OPEN) {
            throw new Refused("actions.refused.start." + action.state());
        }
        ask(ActionOrigin.Step.START, action.origin(), action.owner());
        store.state(action, ActionState.STARTED, null, action.note());
    }

    /// Reports it done. Also from OPEN: short work is often begun and finished between two visits.
    ///
    /// @param on the day it was done, not in the future
    /// @throws Refused when it is over, or evidence is needed and missing
    @Transactional
    public void done(ActionId id, LocalDate on, String note) {
        var action = taken(id);
        if (action.state().over()) {
            throw new Refused("actions.refused.over." + action.state());
        }
        if (action.evidenceNeeded() && action.evidence() == 0) {
            throw new Refused("actions.refused.evidence", action.title());
        }
        if (on.isAfter(latestToday())) {
            throw new Invalid("on", "actions.action.future");
        }
        checkNote(note);
        ask(ActionOrigin.Step.DONE, action.origin(), action.owner());
        store.state(action, ActionState.DONE, on, note.strip());
    }

    /// @throws Invalid without a reason
    /// @throws Refused when it is over
    @Transactional
    public void cancel(ActionId id, String reason) {
        var action = taken(id);
        if (action.state().over()) {
            throw new Refused("actions.refused.over." + action.state());
        }
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        checkNote(reason);
        ask(ActionOrigin.Step.CANCEL, action.origin(), action.owner());
        store.state(action, ActionState.CANCELLED, null, reason.strip());
    }

    /// Changes what is not yet over.
    ///
    /// @param version as it was read
    /// @throws Conflict when somebody changed it since
    @Transactional
    public void change(ActionId id, int version, String title, PersonId owner, LocalDate due, @Nullable Money cost) {
        var action = taken(id);
        if (action.version() != version) {
            throw new Conflict("action " + id);
        }
        if (action.state().over()) {
            throw new Refused("actions.refused.over." + action.state());
        }
        check(title, due, cost);
        ask(ActionOrigin.Step.CHANGE, action.origin(), owner);
        store.change(id, version, title, owner, due, cost);
    }

    /// The actions planned for a record, by due date.
    @Transactional(readOnly = true)
    public List<Action> of(Origin origin) {
        return store.of(origin);
    }

    /// Ends what is left to do for a record, because the record itself ended: the room that keeps it says so.
    ///
    /// @param because at most 2,000 characters
    /// @return how many were ended
    @Transactional
    public int endAll(Origin origin, String because) {
        return store.endAll(origin, because);
    }

    /// How many actions of a record wait and how many are done, at whatever units they stand.
    public record Standing(int waiting, int finished) {}

    /// The record's people may not see all its actions; whether all are done concerns them all the same.
    @Transactional(readOnly = true)
    public Standing standing(Origin origin) {
        return store.standing(origin);
    }

    /// True when the reader may open the record an action was planned for.
    @Transactional(readOnly = true)
    public boolean originShown(Action action) {
        var origin = action.origin();
        return origins.stream()
                .filter(o -> o.room().equals(origin.room()))
                .allMatch(o -> o.shows(origin.kind(), origin.id()));
    }

    /// One action, empty when it is not in the reader's scope.
    @Transactional(readOnly = true)
    public Optional<Action> find(ActionId id) {
        return store.find(id);
    }

    /// True when the reader may take steps with actions at a unit.
    public boolean mayCarry(UnitId unit) {
        return access.may(Permission.ITEM_CARRY, unit);
    }

    private Action taken(ActionId id) {
        var seen = store.find(id).orElseThrow(() -> new NotHere("action " + id));
        access.require(Permission.ITEM_CARRY, seen.unit());
        return store.take(id).orElseThrow(() -> new NotHere("action " + id));
    }

    private void ask(ActionOrigin.Step step, Origin origin, PersonId owner) {
        origins.stream()
                .filter(o -> o.room().equals(origin.room()))
                .forEach(o -> o.check(step, origin.kind(), origin.id(), owner));
    }

    /// The day may already be tomorrow where the work was done.
    private LocalDate latestToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(14));
    }

    private static void checkNote(String note) {
        new Lengths().most("note", 2000, note).check();
    }

    private static void check(String title, LocalDate due, @Nullable Money cost) {
        var problems = new ArrayList<Invalid.Problem>();
        if (title.isBlank()) {
            problems.add(new Invalid.Problem("title", "ui.form.required", List.of()));
        } else if (Lengths.controls(title)) {
            problems.add(new Invalid.Problem("title", "ui.form.control", List.of()));
        } else if (title.strip().length() > 200) {
            problems.add(new Invalid.Problem(
                    "title", "ui.form.tooLong", List.of(200, title.strip().length())));
        }
        if (due.getYear() < 1990 || due.getYear() > 2199) {
            problems.add(new Invalid.Problem("due", "ui.form.date", List.of(due.toString())));
        }
        if (cost != null
                && (cost.amount().signum() < 0
                        || cost.amount().scale() > 2
                        || cost.amount().precision() > 16)) {
            problems.add(new Invalid.Problem("cost", "actions.action.cost", List.of()));
        }
        if (cost != null
                && Currency.getAvailableCurrencies().stream()
                        .noneMatch(c -> c.getCurrencyCode().equals(cost.currency()))) {
            problems.add(new Invalid.Problem("currency", "ui.form.choice", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
