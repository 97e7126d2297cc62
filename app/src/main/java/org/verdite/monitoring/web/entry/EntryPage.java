package org.verdite.monitoring.web.entry;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.TypedValues.Read;
import org.verdite.monitoring.intake.TypedValues.State;
import org.verdite.monitoring.judgement.Verdict;
import org.verdite.monitoring.web.MonthQueries.Site;
import org.verdite.monitoring.web.Show;
import org.verdite.monitoring.web.entry.EntryQueries.Waiting;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// @param waiting days of the site with drafts
/// @param elsewhere drafts of the day in cells that the filters hide
/// @param cut true when the site has more series than a page shows
record EntryPage(
        @Nullable Site site,
        Map<Integer, Site> sites,
        LocalDate day,
        LocalDate today,
        Filters filters,
        EntryGrid grid,
        List<String> kinds,
        Map<String, String> points,
        List<Waiting> waiting,
        int elsewhere,
        boolean locked,
        boolean mayEnter,
        boolean cut) {

    /// What is the matter with a cell, in words: its verdict, a doubt, or what was expected.
    static String words(Texts t, Read read) {
        return switch (read.state()) {
            case EMPTY -> "";
            case GOOD -> verdict(t, read.verdict());
            case DOUBTFUL -> t.of("monitoring.entry.scale", read.args().toArray());
            case WRONG -> problem(t, read);
        };
    }

    private static String verdict(Texts t, Verdict verdict) {
        return verdict instanceof Verdict.NotJudgeable(var reason)
                ? t.of("monitoring.reason." + reason.code())
                : Show.verdictWord(t, verdict.code());
    }

    private static String problem(Texts t, Read read) {
        String own = "monitoring.entry.problem." + read.code();
        Object[] args = read.args().toArray();
        String said = t.or(own, "");
        if (!said.isEmpty()) {
            return t.of(own, args);
        }
        String code = read.code().contains(".") ? read.code() : "monitoring.import.reject." + read.code();
        return t.of("monitoring.entry.expected", t.of(code, args));
    }

    static org.verdite.ui.State sign(Read read) {
        return switch (read.state()) {
            case EMPTY -> org.verdite.ui.State.IDLE;
            case GOOD -> Show.verdict(read.verdict().code());
            case DOUBTFUL -> org.verdite.ui.State.UNKNOWN;
            case WRONG -> org.verdite.ui.State.BAD;
        };
    }

    /// For the field: `bad` where it can't be stored as it is, `x` where it exceeds.
    static String css(@Nullable Read read) {
        if (read == null) {
            return "";
        }
        if (read.state() == State.WRONG) {
            return "is-wrong";
        }
        return read.state() == State.DOUBTFUL
                ? "is-doubtful"
                : "is-v" + read.verdict().code();
    }
}
