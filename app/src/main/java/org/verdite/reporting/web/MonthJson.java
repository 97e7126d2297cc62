package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.reporting.PeriodFigures;
import org.verdite.ui.Texts;

/// What was measured in a month and held against limits, as JSON.
///
/// @param month 2026-03
/// @param state published, current or restated
record MonthJson(
        String month,
        LocalDate on,
        String state,
        boolean provisional,
        @Nullable LocalDate known,
        @Nullable Monitoring monitoring,
        List<ProgressJson.EditionLine> editions,
        List<ProgressJson.Candidate> candidates) {

    /// Results and means held against compliance limits. What could not be judged, has not come or waits is a gap.
    ///
    /// @param withinPercent rounded half up to one decimal; null where nothing was judged
    record Monitoring(
            @Nullable BigDecimal withinPercent,
            long within,
            long judged,
            @Nullable Long exceeded,
            String explanation,
            String exceededExplanation,
            List<Site> sites,
            List<String> gaps) {}

    record Site(String name, long within, long judged) {}

    static MonthJson of(Shown shown, Texts t) {
        return new MonthJson(
                shown.asked().fileName(),
                shown.figures().on(),
                shown.view().word(),
                shown.provisional(),
                shown.asked().known(),
                monitoring(shown, t),
                shown.editions().stream().map(ProgressJson::edition).toList(),
                shown.candidates().stream()
                        .map(c -> ProgressJson.candidate(shown, c, t))
                        .toList());
    }

    /// Of an edition that was published before monitoring had figures: null.
    static @Nullable Monitoring monitoring(Shown shown, Texts t) {
        Figure within = shown.figures().figure(PeriodFigures.WITHIN);
        Figure exceeded = shown.figures().figure(PeriodFigures.EXCEEDED);
        if (within == null || exceeded == null) {
            return null;
        }
        return new Monitoring(
                within.rounded(1),
                Objects.requireNonNull(within.numerator()).longValue(),
                Objects.requireNonNull(within.denominator()).longValue(),
                exceeded.value() == null ? null : exceeded.value().longValue(),
                ProgressJson.link(shown, PeriodFigures.WITHIN),
                ProgressJson.link(shown, PeriodFigures.EXCEEDED),
                within.inputs().stream()
                        .filter(i -> i.name().key().equals("monitoring.figure.held"))
                        .flatMap(i -> i.details().stream())
                        .map(d -> new Site(
                                t.of(d.subject()),
                                count(d.why().args(), 0),
                                count(d.why().args(), 1)))
                        .toList(),
                within.gaps().stream().map(g -> g.what().in(t)).toList());
    }

    private static long count(List<Object> args, int at) {
        return ((Number) args.get(at)).longValue();
    }
}
