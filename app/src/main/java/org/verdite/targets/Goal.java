package org.verdite.targets;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A goal as it stands. See {@link NewGoal} for its parts.
///
/// @param number `G-2026-0012`
/// @param stateReason why it was withdrawn
public record Goal(
        GoalId id,
        UnitId unit,
        String number,
        Horizon horizon,
        LocalText sentence,
        Set<String> protects,
        String indicator,
        String measure,
        NewTarget.Direction direction,
        Method method,
        String base,
        int baselineYear,
        @Nullable BigDecimal baseline,
        int dueYear,
        @Nullable BigDecimal value,
        List<NewGoal.Milestone> milestones,
        PersonId owner,
        @Nullable GoalId serves,
        String servesTarget,
        String localBecause,
        String noCost,
        Nature nature,
        String driver,
        int every,
        GoalState state,
        String stateReason,
        int version) {

    public String path() {
        return "/targets/goals/" + id;
    }

    /// As actions and funding lines name it.
    public Origin origin() {
        return new Origin("targets", "goal", id.toString(), number, path());
    }

    /// True when some room computes what it is measured by.
    public boolean measured() {
        return !indicator.isEmpty();
    }

    /// True when a value asks for more than another.
    boolean harder(BigDecimal one, BigDecimal other) {
        return direction == NewTarget.Direction.AT_LEAST ? one.compareTo(other) > 0 : one.compareTo(other) < 0;
    }
}
