package org.verdite.targets.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.funds.Funding;
import org.verdite.organisation.StepBar;
import org.verdite.targets.Balance;
import org.verdite.targets.Evaluations;
import org.verdite.targets.Exceptions;
import org.verdite.targets.Goal;
import org.verdite.targets.Lessons;
import org.verdite.targets.Method;
import org.verdite.targets.Negotiation;
import org.verdite.targets.NewTarget;
import org.verdite.targets.Ratchet;
import org.verdite.targets.Share;
import org.verdite.targets.WhatIf;
import org.verdite.targets.policy.Served;
import org.verdite.ui.PassingSource;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// What the pages of goals and shares show.
final class GoalPages {

    private GoalPages() {}

    record Listed(
            Filters filters,
            Page<GoalQueries.Row> list,
            Map<String, String> horizons,
            Map<String, String> states,
            Map<String, String> years,
            boolean mayDraft) {}

    record New(
            Form form,
            @Nullable Goal goal,
            Map<String, String> units,
            Map<String, String> people,
            Map<String, String> indicators,
            Map<String, String> longer,
            Map<String, String> promises,
            Map<String, String> horizons,
            Map<String, String> methods,
            Map<String, String> directions,
            Map<String, String> natures,
            Map<String, String> rhythms,
            String held,
            boolean changed) {}

    /// @param agreed true when somebody one level up agreed to less
    /// @param decide what the reader decides on; null for nothing
    record Held(
            Ratchet.Findings findings,
            boolean agreed,
            List<Exceptions.Asked> asked,
            Exceptions.@Nullable Asked decide) {

        boolean waits() {
            return asked.stream().anyMatch(Exceptions.Asked::open);
        }

        boolean free() {
            return findings.kept() || agreed;
        }
    }

    /// What last year reached and the way asks, in one sentence; empty where neither is known.
    static String held(Ratchet.Findings f, String measure, Texts t) {
        var said = new ArrayList<String>();
        if (f.reached() != null) {
            said.add(t.of(
                    "targets.ratchet.reached",
                    String.valueOf(f.reachedYear()),
                    value(ProgressPages.brief(f.reached()), measure, t)));
        }
        if (f.path() != null) {
            said.add(t.of("targets.ratchet.path", f.pathOf(), value(ProgressPages.brief(f.path()), measure, t)));
        }
        return String.join(" · ", said);
    }

    /// @param measure in what values are counted
    /// @param bars what those who decide above hold against its beginning
    /// @param unevaluated shares that keep the goal from being closed; below zero while its year runs
    record Whole(
            Goal goal,
            String where,
            String owner,
            String measure,
            String serves,
            String servesPath,
            Balance balance,
            ShareQueries.Level level,
            List<Action> actions,
            List<Funding> funding,
            boolean paidFor,
            List<StepBar.Reason> bars,
            List<GoalQueries.Row> serving,
            int unevaluated,
            Held held,
            List<Lessons.Lesson> lessons,
            List<PassingSource.Passing> passings,
            Served.@Nullable Said commitment,
            List<Served.Said> commitments,
            boolean mayEdit,
            boolean mayGive,
            Map<String, String> holders,
            Map<String, String> people,
            LocalDate today,
            Form form,
            boolean changed) {}

    /// @param astray its unit does not stand below its giver's any more
    record OneShare(
            Goal goal,
            Share share,
            String who,
            String where,
            boolean astray,
            String measure,
            ShareQueries.@Nullable Above above,
            @Nullable Share parent,
            Balance balance,
            ShareQueries.Level level,
            List<Negotiation.Said> said,
            Evaluations.@Nullable Evaluation evaluation,
            boolean mayEvaluate,
            boolean mayComment,
            String words,
            boolean mayAnswer,
            boolean proposedByMe,
            boolean mayChange,
            boolean mayGive,
            Map<String, String> holders,
            Form form,
            boolean changed) {}

    record Shared(Filters filters, Page<ShareQueries.Row> list, Map<String, String> kinds, Map<String, String> years) {

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }
    }

    /// @param under the share whose parts are shown; null for the direct parts
    record Supposed(
            Goal goal,
            @Nullable Share of,
            String who,
            String measure,
            @Nullable BigDecimal stands,
            Form form,
            @Nullable BigDecimal value,
            WhatIf.@Nullable Outcome outcome,
            List<SupposedLine> lines,
            @Nullable Share under,
            String underWho,
            int version,
            boolean may,
            boolean changed) {}

    record SupposedLine(
            long id,
            String who,
            String where,
            @Nullable BigDecimal value,
            @Nullable BigDecimal becomes,
            boolean parts) {}

    /// A value with what it is counted in; an obligation is kept or not.
    static String value(@Nullable BigDecimal value, String measure, Texts t) {
        return value == null
                ? t.of("targets.share.yes")
                : number(value, t) + (measure.isEmpty() ? "" : "\u202f" + measure);
    }

    static String number(@Nullable BigDecimal value, Texts t) {
        return value == null ? "–" : t.number(plain(value));
    }

    static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// How the parts stand against their whole, in one sentence.
    static String sentence(Goal goal, Balance b, @Nullable BigDecimal whole, String measure, Texts t) {
        if (b.parts() == 0) {
            return t.of("targets.balance.NONE");
        }
        if (goal.method() == Method.OBLIGATION) {
            return t.of("targets.balance.OBLIGATION", b.accepted(), b.parts());
        }
        var rest = b.rest();
        return t.of(
                "targets.balance." + (goal.method() == Method.SUM ? "SUM." : "RATE.") + b.verdict(),
                value(b.allocated(), measure, t),
                value(whole, measure, t),
                rest == null ? "" : value(rest.abs(), measure, t));
    }

    /// What of a sum is not given yet; nothing where more was given than there is, and null for what is no sum.
    static @Nullable BigDecimal left(Goal goal, Balance b, @Nullable BigDecimal whole) {
        if (goal.method() != Method.SUM || whole == null) {
            return null;
        }
        var rest = b.rest() == null ? whole : b.rest();
        return rest.signum() == whole.signum() ? plain(rest) : BigDecimal.ZERO;
    }

    /// Of the field for a holder's weight, as the list of what is wrong leads to it.
    static String weightId(String holder) {
        return "f-weight-" + holder;
    }

    /// What of it is signed for.
    static String covered(Goal goal, Balance b, String measure, Texts t) {
        return goal.method() == Method.SUM && b.covered() != null
                ? t.of("targets.balance.covered", b.accepted(), b.parts(), value(b.covered(), measure, t))
                : t.of("targets.balance.accepted", b.accepted(), b.parts());
    }

    static State state(Balance b) {
        return switch (b.verdict()) {
            case NONE -> State.IDLE;
            case SHORT -> State.BAD;
            case EXACT, BEYOND -> b.accepted() == b.parts() ? State.OK : State.OPEN;
        };
    }

    static String direction(NewTarget.Direction direction, Texts t) {
        return t.of("targets.direction." + direction);
    }
}
