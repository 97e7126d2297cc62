package org.verdite.reporting.web;

import java.util.ArrayList;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Figure;
import org.verdite.reporting.PeriodFigures;
import org.verdite.shared.Refused;
import org.verdite.ui.Texts;

/// The sentence that is confirmed when a year is published: it holds the figures.
@Component
class PublishedSentence {

    private final YearQueries years;

    PublishedSentence(YearQueries years) {
        this.years = years;
    }

    String of(int year, int month, Texts t) {
        return of(years.shown(Asked.of(year, "current", null, "").inMonth(month)), t);
    }

    String of(Shown shown, Texts t) {
        PeriodFigures y = shown.current();
        var words = new Wording(t);
        if (y.month() != 0) {
            return ofMonth(shown, words, t);
        }
        Figure change = Objects.requireNonNull(y.figure(PeriodFigures.CHANGE));
        Figure coverage = Objects.requireNonNull(y.figure(PeriodFigures.COVERAGE));
        var honours = new ArrayList<String>();
        for (String code : PeriodFigures.RECOGNITIONS) {
            Figure figure = Objects.requireNonNull(y.figure("REC-" + code));
            int count = figure.value() == null ? 0 : figure.value().intValue();
            honours.add(count + " " + t.of("reporting.honour." + code, count));
        }
        return t.of(
                "reporting.publish.sentence",
                t.of(years.groupName()),
                String.valueOf(y.year()),
                words.of(Objects.requireNonNull(y.figure(PeriodFigures.INVESTMENT))),
                change.value() == null ? t.of("reporting.noChange") : words.of(change),
                words.of(coverage),
                words.fraction(coverage),
                String.join(t.of("reporting.publish.comma"), honours));
    }

    private String ofMonth(Shown shown, Wording words, Texts t) {
        Figure within = Objects.requireNonNull(shown.current().figure(PeriodFigures.WITHIN));
        Figure exceeded = Objects.requireNonNull(shown.current().figure(PeriodFigures.EXCEEDED));
        return t.of(
                "reporting.publish.sentence.month",
                t.of(years.groupName()),
                shown.asked().period(t),
                words.of(within),
                words.fraction(within),
                words.of(exceeded));
    }

    /// @throws Refused when the sentence is not that of the figures of now
    String confirmed(int year, int month, String sentence, Texts t) {
        String now = of(year, month, t);
        if (!now.equals(sentence.replace("\r\n", "\n"))) {
            throw new Refused(
                    "reporting.refused.moved",
                    Asked.of(year, "", null, "").inMonth(month).period(t));
        }
        return now;
    }
}
