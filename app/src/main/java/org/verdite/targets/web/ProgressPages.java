package org.verdite.targets.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.documents.EvidenceFile;
import org.verdite.targets.Forecast;
import org.verdite.targets.Goal;
import org.verdite.targets.Light;
import org.verdite.targets.Method;
import org.verdite.targets.Nature;
import org.verdite.targets.Reading;
import org.verdite.targets.Share;
import org.verdite.targets.Standing;
import org.verdite.targets.UnitProgress;
import org.verdite.ui.Attachment;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// What the pages of progress show, and how it is said.
final class ProgressPages {

    private ProgressPages() {}

    /// @param share null for the goal itself
    /// @param months the periods that are over, as the form offers them: those without a value, the latest
    /// first
    /// @param correct the value that is being corrected; null when another is told
    /// @param next where the parts after the last one shown are; empty when there are none
    record Of(
            Goal goal,
            @Nullable Share share,
            String who,
            String measure,
            Standing whole,
            List<Line> parts,
            Map<String, String> years,
            List<Reading> readings,
            Map<Long, List<EvidenceFile>> files,
            boolean mayTell,
            boolean mayProve,
            boolean mayConfirm,
            @Nullable Integer me,
            Map<String, String> months,
            @Nullable Reading correct,
            String next,
            Form form,
            boolean changed) {

        String here() {
            return path(goal, share);
        }

        List<Attachment> files(Reading told) {
            return files.getOrDefault(told.id(), List.of()).stream()
                    .map(EvidenceFile::attachment)
                    .toList();
        }

        String post() {
            return (share == null ? goal.path() : share.path()) + "/readings";
        }
    }

    static String path(Goal goal, @Nullable Share share) {
        return goal.path() + "/progress" + (share == null ? "" : "?share=" + share.id());
    }

    record Line(ShareQueries.Line share, Standing standing) {}

    record Units(Filters filters, int year, Map<String, String> years, UnitProgress.All all) {}

    static State state(Light light) {
        return switch (light) {
            case GREEN -> State.OK;
            case AMBER -> State.WARN;
            case RED -> State.BAD;
            case UNKNOWN -> State.UNKNOWN;
            case NOT_YET -> State.IDLE;
        };
    }

    /// A value with what it is counted in; of an obligation, whether it is kept.
    static String value(Goal goal, @Nullable BigDecimal value, String measure, Texts t) {
        if (value == null) {
            return "–";
        }
        return goal.method() == Method.OBLIGATION
                ? t.of(value.signum() > 0 ? "targets.reading.kept" : "targets.reading.notKept")
                : GoalPages.value(brief(value), measure, t);
    }

    /// What was computed, with no more digits than anybody reads.
    static BigDecimal brief(BigDecimal value) {
        return value.precision() - value.scale() >= 4
                ? value.setScale(1, RoundingMode.HALF_UP)
                : value.round(new MathContext(4));
    }

    /// How it stands, in one sentence: what was reached by when, and where it should stand then.
    static String sentence(Goal goal, Standing s, String measure, Texts t) {
        if (s.through() == null) {
            return t.of(
                    s.points().isEmpty()
                            ? "targets.progress.begins"
                            : s.light() == Light.NOT_YET ? "targets.progress.noWay" : "targets.progress.nothing",
                    String.valueOf(s.year()));
        }
        String by = t.month(s.through());
        String reached = value(goal, s.reached(), measure, t);
        if (goal.method() == Method.OBLIGATION) {
            return t.of("targets.progress.kept", reached, by);
        }
        return s.way() == null
                ? t.of("targets.progress.reached", reached, by)
                : t.of(
                        goal.nature() == Nature.AMOUNT ? "targets.progress.amount" : "targets.progress.level",
                        reached,
                        by,
                        value(goal, s.way(), measure, t),
                        t.of("targets.direction." + goal.direction()));
    }

    /// What is missing, in one sentence; empty when nothing is.
    static String missing(Goal goal, Standing s, String measure, Texts t) {
        if (s.missing() == 0) {
            return "";
        }
        String month = t.month(s.points().getLast().until());
        return s.partly() == null
                ? t.of("targets.progress.missing", s.missing(), month)
                : t.of("targets.progress.missingOf", s.missing(), month, value(goal, s.partly(), measure, t));
    }

    static String forecast(Goal goal, Standing s, String measure, Texts t) {
        var forecast = s.forecast();
        if (goal.method() == Method.OBLIGATION || s.points().isEmpty()) {
            return "";
        }
        return forecast == null
                ? t.of("targets.forecast.none", Forecast.NEEDED)
                : t.of(
                        "targets.forecast." + forecast.method(),
                        value(goal, forecast.value(), measure, t),
                        String.valueOf(s.year()),
                        forecast.points());
    }

    static String difference(Goal goal, Standing s, String measure, Texts t) {
        var difference = s.difference();
        return difference == null || difference.signum() == 0
                ? ""
                : t.of("targets.progress.difference", value(goal, difference, measure, t));
    }

    static String told(Reading r, String measure, Texts t) {
        return r.kept() != null
                ? t.of(r.kept() ? "targets.reading.kept" : "targets.reading.notKept")
                : GoalPages.value(r.value(), measure, t);
    }
}
