package org.verdite.targets;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Breaks a goal down: who gives a share to whom. How the holder answers is said by {@link Negotiation}.
@Component
public class Shares {

    /// One of several that are given at once.
    ///
    /// @param weight null counts as one; needed where shares are weighed
    public record Part(Holder holder, @Nullable BigDecimal weight) {}

    private final ShareStore store;
    private final GoalStore goals;
    private final Balances balances;
    private final Holders holders;
    private final Ratchet ratchet;
    private final Access access;

    Shares(ShareStore store, GoalStore goals, Balances balances, Holders holders, Ratchet ratchet, Access access) {
        this.ratchet = ratchet;
        this.store = store;
        this.goals = goals;
        this.balances = balances;
        this.holders = holders;
        this.access = access;
    }

    /// Needs {@link Permission#TARGETS_SHARE} where the whole is.
    ///
    /// @param parent the share it is part of; null for a part of the goal itself
    /// @param value null for an obligation only
    /// @throws Invalid naming the fields `holder`, `value` and `weight`
    /// @throws Refused when the holder carries a share of this goal already, when of two parts of a sum or a
    /// mean one stands inside the other, and while the goal asks for less than it should ({@link Ratchet})
    @Transactional
    public ShareId propose(
            GoalId id,
            @Nullable ShareId parent,
            Holder holder,
            @Nullable BigDecimal value,
            @Nullable BigDecimal weight) {
        var goal = goals.take(id);
        var giver = giver(goal, parent);
        check(goal, value, weight);
        holders.check(holder, giver);
        var made = store.insert(id, parent, holder, value, weight);
        apart(goal, parent);
        return made;
    }

    /// What two carry of which one stands inside the other would be counted twice.
    private void apart(Goal goal, @Nullable ShareId parent) {
        if (goal.method().adds()) {
            store.inside(goal.id(), parent).ifPresent(part -> {
                throw new Refused("targets.refused.inside", part.who(), part.within());
            });
        }
    }

    /// A part that another one holds already, where nothing is counted twice by it: of what each reaches,
    /// or keeps, for itself. It is asked of two, and one of them may not know of the other.
    @Transactional(readOnly = true)
    public Optional<Share.Inside> twice(Goal goal, @Nullable ShareId parent) {
        return goal.method().adds() ? Optional.empty() : store.inside(goal.id(), parent);
    }

    /// What is not yet given of a whole goes to several at once: a sum is split by weight, a rate is
    /// everybody's.
    ///
    /// @return one for each part, in the same order
    @Transactional
    public List<ShareId> spread(GoalId id, @Nullable ShareId parent, List<Part> parts) {
        var goal = goals.take(id);
        var giver = giver(goal, parent);
        if (parts.isEmpty()) {
            throw new Invalid("holder", "ui.form.required");
        }
        if (new LinkedHashSet<>(parts.stream().map(Part::holder).toList()).size() < parts.size()) {
            throw new Refused("targets.refused.twice");
        }
        var rest = rest(goal, parent);
        if (goal.method() == Method.SUM && (rest == null || rest.signum() == 0)) {
            throw new Refused("targets.refused.nothingLeft");
        }
        parts.forEach(part -> check(goal, goal.value(), part.weight()));
        var values = goal.method().split(rest, parts.stream().map(Part::weight).toList());
        var made = new ArrayList<ShareId>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            check(goal, values.get(i), part.weight());
            holders.check(part.holder(), giver);
            made.add(store.insert(id, parent, part.holder(), values.get(i), part.weight()));
        }
        apart(goal, parent);
        return made;
    }

    /// What is not given yet of a sum; the whole's value for all others.
    private @Nullable BigDecimal rest(Goal goal, @Nullable ShareId parent) {
        var whole = parent == null ? goal.value() : store.require(parent).value();
        if (goal.method() != Method.SUM || whole == null) {
            return whole;
        }
        var balance = parent == null ? balances.of(goal) : balances.of(goal, store.require(parent));
        var rest = balance.rest() == null ? whole : balance.rest();
        // where more was given than there is, a share of less than nothing would only hide it
        return rest.signum() == whole.signum() ? rest : BigDecimal.ZERO;
    }

    /// Another value or weight; whoever accepted is asked again, and so is whoever carries a part of it.
    ///
    /// @throws Conflict when it was changed since it was read
    @Transactional
    public void change(
            ShareId id, int version, @Nullable BigDecimal value, @Nullable BigDecimal weight, String reason) {
        var share = given(id, version);
        var goal = goals.require(share.goal());
        check(goal, value, weight);
        new Lengths().most("reason", 1000, reason).check();
        if (reason.isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        set(share, value, weight, "CHANGED", reason.strip());
    }

    /// Sets what stands, and asks those below again when it is another value.
    void set(Share share, @Nullable BigDecimal value, @Nullable BigDecimal weight, String kind, String reason) {
        store.proposed(share.id(), value, weight);
        store.said(share.id(), share.holder().unit(), kind, value, reason, null);
        if (!Goals.same(share.value(), value)) {
            store.askAgain(share.goal(), share.id());
        }
    }

    /// Takes a share back, and with it all its parts.
    @Transactional
    public void withdraw(ShareId id, int version, String because) {
        var share = given(id, version);
        new Lengths().most("because", 1000, because).check();
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        if (store.told(share.id())) {
            throw new Refused("targets.refused.toldOfShare");
        }
        store.withdrawBranch(share.id(), because.strip());
    }

    @Transactional(readOnly = true)
    public Optional<Share> find(ShareId id) {
        return store.find(id);
    }

    /// @throws org.verdite.shared.NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Share get(ShareId id) {
        return store.require(id);
    }

    /// True when the reader may give parts of a whole and decide on what its holders offer.
    public boolean mayGive(Goal goal, @Nullable Share whole) {
        return !goal.state().over()
                && (whole == null
                        || whole.holder().kind() == Holder.Kind.UNIT
                                && !whole.state().over())
                && may(goal, whole);
    }

    /// True when the reader may change a share, or take it back.
    public boolean mayChange(Goal goal, Share share) {
        return !goal.state().over() && !share.state().over() && may(goal, above(share));
    }

    private boolean may(Goal goal, @Nullable Share whole) {
        return access.may(
                        Permission.TARGETS_SHARE,
                        whole == null ? goal.unit() : whole.holder().unit())
                || access.may(Permission.TARGETS_SHARE, goal.unit());
    }

    /// Empty when its whole is out of the reader's sight, and they may not decide on it then.
    private @Nullable Share above(Share share) {
        var parent = share.parent();
        return parent == null ? null : store.find(parent).orElse(null);
    }

    /// A share whose giver the reader is.
    Share given(ShareId id, int version) {
        var seen = store.require(id);
        var goal = goals.take(seen.goal());
        over(goal);
        var parent = seen.parent();
        if (parent == null) {
            if (!access.may(Permission.TARGETS_SHARE, goal.unit())) {
                throw new NotPermitted(Permission.TARGETS_SHARE.name());
            }
        } else if (store.find(parent).filter(p -> may(goal, p)).isEmpty()) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        return store.take(id, version);
    }

    private UnitId giver(Goal goal, @Nullable ShareId parent) {
        over(goal);
        if (parent == null) {
            access.require(Permission.TARGETS_SHARE, goal.unit());
            ratchet.require(goal);
            return goal.unit();
        }
        var whole = store.require(parent);
        if (!whole.goal().equals(goal.id())) {
            throw new Invalid("parent", "ui.form.choice");
        }
        if (!may(goal, whole)) {
            throw new NotPermitted(Permission.TARGETS_SHARE.name());
        }
        if (whole.state().over()) {
            throw new Refused("targets.refused.share." + whole.state());
        }
        if (whole.holder().kind() != Holder.Kind.UNIT) {
            throw new Refused("targets.refused.noParts");
        }
        return whole.holder().unit();
    }

    private static void over(Goal goal) {
        if (goal.state().over()) {
            throw new Refused("targets.refused.state." + goal.state());
        }
    }

    static void check(Goal goal, @Nullable BigDecimal value, @Nullable BigDecimal weight) {
        var problems = new ArrayList<Invalid.Problem>();
        if (goal.method().numeric() && value == null) {
            problems.add(new Invalid.Problem("value", "ui.form.required", List.of()));
        }
        if (!goal.method().numeric() && value != null) {
            problems.add(new Invalid.Problem("value", "targets.invalid.noNumber", List.of()));
        }
        GoalRules.number(problems, "value", value);
        GoalRules.number(problems, "weight", weight);
        if (weight != null && weight.signum() <= 0) {
            problems.add(new Invalid.Problem("weight", "targets.invalid.weight", List.of()));
        }
        if (goal.method() == Method.WEIGHTED && weight == null) {
            problems.add(new Invalid.Problem("weight", "targets.invalid.weigh", List.of(goal.base())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }
}
