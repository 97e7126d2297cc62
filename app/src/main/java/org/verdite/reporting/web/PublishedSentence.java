package org.verdite.reporting.web;

import java.util.ArrayList;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Figure;
import org.verdite.reporting.YearFigures;
import org.verdite.shared.Refused;
import org.verdite.ui.Texts;

/// The sentence that is confirmed when a year is published: it holds the figures.
@Component
class PublishedSentence {

    private final YearQueries years;

    PublishedSentence(YearQueries years) {
        this.years = years;
    }

    String of(int year, Texts t) {
        return of(years.shown(Asked.of(year, "current", null, "")), t);
    }

    String of(Shown shown, Texts t) {
        YearFigures y = shown.current();
        var words = new Wording(t);
        Figure change = Objects.requireNonNull(y.figure(YearFigures.CHANGE));
        Figure coverage = Objects.requireNonNull(y.figure(YearFigures.COVERAGE));
        var honours = new ArrayList<String>();
        for (String code : YearFigures.RECOGNITIONS) {
            Figure figure = Objects.requireNonNull(y.figure("REC-" + code));
            int count = figure.value() == null ? 0 : figure.value().intValue();
            honours.add(count + " " + t.of("reporting.honour." + code, count));
        }
        return t.of(
                "reporting.publish.sentence",
                t.of(years.groupName()),
                String.valueOf(y.year()),
                words.of(Objects.requireNonNull(y.figure(YearFigures.INVESTMENT))),
                change.value() == null ? t.of("reporting.noChange") : words.of(change),
                words.of(coverage),
                words.fraction(coverage),
                String.join(t.of("reporting.publish.comma"), honours));
    }

    /// @throws Refused when the sentence is not that of the figures of now
    String confirmed(int year, String sentence, Texts t) {
        String now = of(year, t);
        if (!now.equals(sentence.replace("\r\n", "\n"))) {
            throw new Refused("reporting.refused.moved", String.valueOf(year));
        }
        return now;
    }
}
