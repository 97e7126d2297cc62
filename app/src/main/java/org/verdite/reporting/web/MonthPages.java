package org.verdite.reporting.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.reporting.PeriodFigures;
import org.verdite.reporting.Progress;
import org.verdite.reporting.web.MonthPage.PeriodLink;
import org.verdite.reporting.web.ProgressPage.Missing;
import org.verdite.ui.Texts;

/// Puts what was measured in a month, or in a year, into words.
record MonthPages(Shown shown, Basis basis, Texts t) {

    private static final int NAMED = 12;

    MonthPage page(LocalDate today, boolean mayPublish) {
        var asked = shown.asked();
        var restated = new RestatementLines(shown, t);
        boolean over = today.isAfter(shown.figures().on());
        return new MonthPage(
                asked.period(t),
                years(today),
                months(today),
                shown.views(t, view -> asked.seen(view).page()),
                "month-" + asked.fileName(),
                restated.published(),
                restated.version(),
                asked.known() == null ? "" : t.date(asked.known()),
                basis.ground(),
                share(NAMED),
                restated.lines(),
                mayPublish
                                && over
                                && asked.known() == null
                                && (shown.provisional() || !shown.candidates().isEmpty())
                        ? "/reporting/publish?year=" + asked.year() + "&month=" + asked.month()
                        : "",
                "/reporting/progress/export" + asked.query());
    }

    private List<PeriodLink> years(LocalDate today) {
        var asked = shown.asked();
        return IntStream.rangeClosed(Progress.FIRST_YEAR, today.getYear())
                .mapToObj(y -> new PeriodLink(
                        String.valueOf(y),
                        "/reporting/months"
                                + asked.inMonth(
                                                y == today.getYear()
                                                        ? Math.min(asked.month(), today.getMonthValue())
                                                        : asked.month())
                                        .query(y),
                        y == asked.year()))
                .toList();
    }

    private List<PeriodLink> months(LocalDate today) {
        var asked = shown.asked();
        var months = new ArrayList<PeriodLink>();
        for (int m = 1; m <= 12; m++) {
            var month = YearMonth.of(asked.year(), m);
            if (month.isAfter(YearMonth.from(today))) {
                break;
            }
            String word = t.chinese() ? m + "月" : month.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            months.add(new PeriodLink(word, asked.inMonth(m).page(), m == asked.month()));
        }
        return months;
    }

    /// @param named so many sites by name, those with the most above their limits first
    MonthPage.Share share(int named) {
        var words = new Wording(t);
        Figure within = require(PeriodFigures.WITHIN);
        Figure exceeded = require(PeriodFigures.EXCEEDED);
        var sites = within.inputs().stream()
                .filter(i -> i.name().key().equals("monitoring.figure.held"))
                .flatMap(i -> i.details().stream())
                .map(d -> new MonthPage.Site(t.of(d.subject()), d.why().in(t), shown.records(d.path())))
                .toList();
        return new MonthPage.Share(
                words.of(within),
                within.value() == null
                        ? ""
                        : t.of(
                                "reporting.month.of",
                                Objects.requireNonNull(within.numerator()),
                                Objects.requireNonNull(within.denominator())),
                explain(PeriodFigures.WITHIN),
                words.of(exceeded),
                explain(PeriodFigures.EXCEEDED),
                note(within, "held"),
                note(within, "locked"),
                sites.stream().limit(named).toList(),
                Math.max(0, sites.size() - named),
                within.gaps().stream().map(this::missing).toList());
    }

    private String note(Figure figure, String input) {
        return figure.inputs().stream()
                .filter(i -> i.name().key().equals("monitoring.figure." + input))
                .findFirst()
                .map(Input::note)
                .map(n -> n.in(t))
                .orElse("");
    }

    private Missing missing(Gap gap) {
        return new Missing(gap.what().in(t), shown.records(gap.path()));
    }

    private String explain(String key) {
        return "/reporting/explain/" + key + shown.asked().query();
    }

    private Figure require(String key) {
        return Objects.requireNonNull(shown.figures().figure(key), key);
    }
}
