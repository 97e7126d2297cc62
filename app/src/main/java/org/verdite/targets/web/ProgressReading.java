package org.verdite.targets.web;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.targets.Goal;
import org.verdite.targets.GoalId;
import org.verdite.targets.GoalState;
import org.verdite.targets.Goals;
import org.verdite.targets.Holder;
import org.verdite.targets.Horizon;
import org.verdite.targets.Periods;
import org.verdite.targets.Progress;
import org.verdite.targets.Reading;
import org.verdite.targets.Readings;
import org.verdite.targets.Share;
import org.verdite.targets.ShareId;
import org.verdite.targets.ShareState;
import org.verdite.targets.Shares;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Reads how far a goal or a share is, with the values that were told of it.
@Component
@Transactional(readOnly = true)
class ProgressReading {

    private final Goals goals;
    private final Shares shares;
    private final Readings readings;
    private final Progress progress;
    private final GoalQueries queries;
    private final ShareQueries shareQueries;
    private final GoalReading reading;
    private final Access access;

    ProgressReading(
            Goals goals,
            Shares shares,
            Readings readings,
            Progress progress,
            GoalQueries queries,
            ShareQueries shareQueries,
            GoalReading reading,
            Access access) {
        this.goals = goals;
        this.shares = shares;
        this.readings = readings;
        this.progress = progress;
        this.queries = queries;
        this.shareQueries = shareQueries;
        this.reading = reading;
        this.access = access;
    }

    /// @param share 0 for the goal itself
    /// @param year 0 for the one that is told of now
    /// @param correct id of the value that is being corrected; 0 for none
    /// @param after id of the last part that was shown
    ProgressPages.Of page(
            long id, long share, int year, long correct, long after, Form form, boolean changed, Texts t) {
        var goal = goals.get(new GoalId(id));
        var of = share == 0 ? null : shares.get(new ShareId(share));
        if (of != null && !of.goal().equals(goal.id())) {
            throw new NotHere("share " + share);
        }
        var today = queries.today(t);
        int first = goal.horizon() == Horizon.ANNUAL ? goal.dueYear() : goal.baselineYear() + 1;
        int asked = year == 0 ? Periods.year(goal, today) : Math.clamp(year, first, goal.dueYear());
        var tree = of == null
                ? progress.of(goal, asked, today, ShareQueries.LEVEL)
                : progress.of(goal, of, asked, today, ShareQueries.LEVEL);
        var level = shareQueries.level(goal, of == null ? null : of.id(), after, t);
        var told = readings.of(goal.id(), of == null ? null : of.id());
        var corrected = told.stream()
                .filter(r -> r.id() == correct && r.stands())
                .findFirst()
                .orElse(null);
        var ofYear = told.stream().filter(r -> r.month().getYear() == asked).toList();
        boolean mayTell = open(goal, of) && readings.mayTell(goal, of);
        return new ProgressPages.Of(
                goal,
                of,
                of == null
                        ? queries.unitName(goal.unit().value(), t)
                        : shareQueries.named(of, t).who(),
                reading.measure(goal),
                tree.whole(),
                level.lines().stream()
                        .filter(l -> tree.parts().containsKey(new ShareId(l.id())))
                        .map(l -> new ProgressPages.Line(
                                l,
                                Objects.requireNonNull(tree.parts().get(new ShareId(l.id())))
                                        .standing()))
                        .toList(),
                years(first, goal.dueYear(), today.getYear()),
                ofYear,
                readings.files(ofYear),
                mayTell,
                readings.mayProve(of == null ? goal.unit() : of.holder().unit()),
                access.may(
                        Permission.TARGETS_SHARE,
                        of == null ? goal.unit() : of.holder().unit()),
                Scope.current().person(),
                months(new Periods(asked, goal.every()).over(today), told, corrected, t),
                corrected,
                level.more()
                        ? ProgressPages.path(goal, of) + (of == null ? "?" : "&") + "year=" + asked + "&after="
                                + level.lines().getLast().id()
                        : "",
                form,
                changed);
    }

    /// Whether values are told of it at all: not of what a room computes, nor before it is worked on and
    /// signed for.
    private static boolean open(Goal goal, @Nullable Share share) {
        boolean computed = goal.measured() && (share == null || share.holder().kind() == Holder.Kind.UNIT);
        return !computed && goal.state() == GoalState.ACTIVE && (share == null || share.state() == ShareState.ACCEPTED);
    }

    private static Map<String, String> years(int first, int due, int today) {
        var years = new LinkedHashMap<String, String>();
        for (int year = Math.min(due, Math.max(first, today)); year >= first; year--) {
            years.put(String.valueOf(year), String.valueOf(year));
        }
        return years;
    }

    private static Map<String, String> months(
            List<YearMonth> over, List<Reading> told, @Nullable Reading corrected, Texts t) {
        var months = new LinkedHashMap<String, String>();
        if (corrected != null) {
            months.put(corrected.month().toString(), t.month(corrected.month()));
            return months;
        }
        var latest = new ArrayList<>(over);
        Collections.reverse(latest);
        for (var month : latest) {
            if (told.stream().noneMatch(r -> r.stands() && r.month().equals(month))) {
                months.put(month.toString(), t.month(month));
            }
        }
        return months;
    }
}
