package org.verdite.demonstration;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.actions.Actions;
import org.verdite.targets.Evaluations;
import org.verdite.targets.GoalId;
import org.verdite.targets.Goals;
import org.verdite.targets.ShareId;
import org.verdite.targets.Shares;

/// What became of the shares of last year: said by who gave them, answered by who carried them; then the
/// goal is over.
@Component
class YearsEnd {

    private static final String GIVER = "director";

    private final Goals goals;
    private final Shares shares;
    private final Evaluations evaluations;
    private final Actions actions;
    private final Codes codes;
    private final Cast cast;

    YearsEnd(Goals goals, Shares shares, Evaluations evaluations, Actions actions, Codes codes, Cast cast) {
        this.goals = goals;
        this.shares = shares;
        this.evaluations = evaluations;
        this.actions = actions;
        this.codes = codes;
        this.cast = cast;
    }

    void judge(Map<String, ShareId> given) {
        var over = new LinkedHashSet<GoalId>();
        for (Row row : InputFiles.rows("evaluations.csv")) {
            var id = Codes.of(given, row.text("share"));
            cast.signIn(
                    GIVER,
                    () -> evaluations.evaluate(
                            id,
                            shares.get(id).version(),
                            Objects.requireNonNullElse(row.maybeDecimal("weight"), BigDecimal.ONE),
                            row.text("note")));
            cast.as(Codes.of(codes.people(), row.text("by")), () -> evaluations.answer(id, 1, row.text("comment")));
            over.add(shares.get(id).goal());
        }
        over.forEach(this::end);
    }

    private void end(GoalId id) {
        var goal = goals.get(id);
        for (var action : actions.of(goal.origin())) {
            cast.as(
                    action.owner(),
                    () -> actions.done(action.id(), LocalDate.of(goal.dueYear(), 3, 27), "Covered along its length."));
        }
        cast.signIn(GIVER, () -> evaluations.close(id, goal.version()));
    }
}
