package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;

/// Sets goals that are worked on, gives shares that are signed for, and tells values of them.
class GoalStage {

    private final SmallGroup g;
    private final Goals goals;
    private final Shares shares;
    private final Negotiation negotiation;
    private final Readings readings;
    private final Actions actions;

    GoalStage(BeanFactory beans) {
        g = beans.getBean(SmallGroup.class);
        goals = beans.getBean(Goals.class);
        shares = beans.getBean(Shares.class);
        negotiation = beans.getBean(Negotiation.class);
        readings = beans.getBean(Readings.class);
        actions = beans.getBean(Actions.class);
    }

    /// No more than so many m³, of the whole group; an obligation without a value; what is computed, at
    /// least.
    NewGoal draft(Method method, String indicator, int year, @Nullable String value) {
        return new NewGoal(
                g.group,
                Horizon.ANNUAL,
                LocalText.of("Use less water", "少用水", "en"),
                Set.of("WATER"),
                indicator,
                indicator.isEmpty() ? "m³" : "",
                indicator.isEmpty() ? NewTarget.Direction.AT_MOST : NewTarget.Direction.AT_LEAST,
                method,
                "",
                year - 1,
                null,
                year,
                value == null ? null : new BigDecimal(value),
                List.of(),
                g.director.id(),
                null,
                "",
                "A trial of this test",
                "Nothing is bought");
    }

    GoalId worked(NewGoal draft) {
        var goal = as(g.director, () -> goals.draft(draft));
        as(g.director, () -> {
            act(goal);
            goals.activate(goal, goals.get(goal).version());
            return goal;
        });
        return goal;
    }

    void act(GoalId goal) {
        actions.open(new NewAction(
                g.group,
                "Read the meters",
                "OTHER",
                g.director.id(),
                LocalDate.parse("2026-12-20"),
                null,
                goals.get(goal).origin()));
    }

    /// Proposed by one and signed for by another.
    ShareId signed(GoalId goal, @Nullable ShareId parent, Holder holder, @Nullable String value, Person signs) {
        int proposer = (signs == g.director ? g.zhou : g.director).id().value();
        var share = new Scope("system:test", null, proposer, null, "", false)
                .get(() -> shares.propose(goal, parent, holder, value == null ? null : new BigDecimal(value), null));
        as(signs, () -> {
            var s = shares.get(share);
            negotiation.accept(share, s.version(), s.words(goals.get(s.goal())));
            return share;
        });
        return share;
    }

    long tell(Person by, GoalId goal, @Nullable ShareId share, YearMonth month, String value) {
        return as(by, () -> readings.tell(goal, share, told(month, value), 0, ""));
    }

    static Reading.Told told(YearMonth month, String value) {
        return new Reading.Told(month, new BigDecimal(value), null, "", "meter log " + month.getMonthValue());
    }

    private static <T> T as(Person person, Supplier<T> step) {
        return person.scope().get(step);
    }
}
