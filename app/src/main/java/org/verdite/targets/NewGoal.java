package org.verdite.targets;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// What somebody sets out to reach (ISO 14001, 6.2).
///
/// @param unit whose goal it is; its shares go to that unit and below
/// @param protects what it serves: `AIR`, `WATER` and so on, see {@link GoalRules#PROTECTED}
/// @param indicator code of a computed indicator; empty for a value that is entered
/// @param measure in what an entered value is counted: `m³/t`
/// @param base by what shares are weighed, for {@link Method#WEIGHTED}: `t of ore`
/// @param baseline at the end of the baseline year; null when it is not known
/// @param value at the end of the due year; null for an obligation
/// @param milestones on the way; empty for the straight way
/// @param serves the longer goal it leads to
/// @param servesTarget code of the promise it leads to; empty for none
/// @param localBecause why it leads to none
/// @param noCost why it needs no money; empty when it does
/// @param nature what an entered value is over time; of a computed indicator, its definition says it
/// @param driver what moves an intensity besides our own doing: ore grade, throughput, rain
/// @param every for how many months at once a value is entered: 1, 3 or 12
public record NewGoal(
        UnitId unit,
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
        List<Milestone> milestones,
        PersonId owner,
        @Nullable GoalId serves,
        String servesTarget,
        String localBecause,
        String noCost,
        Nature nature,
        String driver,
        int every) {

    /// Of the nature that follows from its method, told each month.
    public NewGoal(
            UnitId unit,
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
            List<Milestone> milestones,
            PersonId owner,
            @Nullable GoalId serves,
            String servesTarget,
            String localBecause,
            String noCost) {
        this(
                unit,
                horizon,
                sentence,
                protects,
                indicator,
                measure,
                direction,
                method,
                base,
                baselineYear,
                baseline,
                dueYear,
                value,
                milestones,
                owner,
                serves,
                servesTarget,
                localBecause,
                noCost,
                Nature.of(method),
                base,
                1);
    }

    /// The same, of another nature.
    public NewGoal of(Nature other, String drivenBy, int months) {
        return new NewGoal(
                unit,
                horizon,
                sentence,
                protects,
                indicator,
                measure,
                direction,
                method,
                base,
                baselineYear,
                baseline,
                dueYear,
                value,
                milestones,
                owner,
                serves,
                servesTarget,
                localBecause,
                noCost,
                other,
                drivenBy,
                months);
    }

    /// Where the way is to stand at the end of a year.
    public record Milestone(int year, BigDecimal value) {}
}
