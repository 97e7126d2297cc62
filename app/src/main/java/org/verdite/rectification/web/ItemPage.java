package org.verdite.rectification.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.actions.ActionState;
import org.verdite.actions.Actions;
import org.verdite.rectification.Likeness.Like;
import org.verdite.rectification.Need;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.ui.Attachment;
import org.verdite.ui.Chain;

/// The page of one item.
///
/// @param contradicted what results say against an item that was closed as effective
/// @param rule what its severity gives
/// @param planned the sums of the actions' costs, one a currency
record ItemPage(
        ItemView item,
        Chain chain,
        List<Stop> stepper,
        NextSteps next,
        List<Action> actions,
        List<Money> planned,
        List<Attachment> files,
        List<Origin> origins,
        List<ItemReading.Step> steps,
        List<ItemReading.Extension> extensions,
        List<Need> contradicted,
        SeverityRule rule,
        List<ItemReading.Authority> authorities,
        List<ItemLadder.Line> ladder,
        Actions.Standing standing,
        List<ItemReading.Delegate> delegates,
        List<CausesController.Node> causes,
        List<ItemReading.Sample> samples,
        List<ItemReading.Kin> kin,
        List<Like> likes,
        List<ChangeQueries.Change> changes,
        boolean mayPropose,
        boolean mayAddEvidence,
        boolean mayAddAction) {

    boolean mayRecordCause() {
        return mayAddAction;
    }

    /// Actions at units out of sight.
    int elsewhere() {
        int here = (int)
                actions.stream().filter(a -> a.state() != ActionState.CANCELLED).count();
        return Math.max(0, standing.waiting() + standing.finished() - here);
    }

    int elsewhereWaiting() {
        int here = (int) actions.stream().filter(a -> !a.state().over()).count();
        return Math.max(0, standing.waiting() - here);
    }

    /// A stop of the stepper.
    ///
    /// @param css `done`, `cur` or empty
    record Stop(String key, String css, @Nullable LocalDate day) {}

    ItemReading.@Nullable Extension asked() {
        return extensions.stream().filter(e -> e.granted() == null).findFirst().orElse(null);
    }

    /// Whose deadline is in force; null when it is the severity's or an extension.
    ItemReading.@Nullable Authority authority() {
        return authorities.stream()
                .filter(a -> Long.valueOf(a.id()).equals(item.authorityId()))
                .findFirst()
                .orElse(null);
    }

    long granted() {
        return extensions.stream().filter(e -> Boolean.TRUE.equals(e.granted())).count();
    }

    boolean extended() {
        return extensions.stream().anyMatch(e -> Boolean.TRUE.equals(e.granted()));
    }

    /// The newest returned plan, rejection or refusal, while the work it asks for is not done.
    ItemReading.@Nullable Step sentBack() {
        return steps.stream()
                .filter(s -> !s.from().equals(s.to()))
                .findFirst()
                .filter(s -> List.of("RETURN_PLAN", "REJECT", "FIND_INEFFECTIVE", "REOPEN", "SUCCEED")
                                .contains(s.step())
                        && !s.note().isEmpty())
                .orElse(null);
    }
}
