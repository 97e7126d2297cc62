package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.reporting.PeriodFigures;
import org.verdite.reporting.Progress;
import org.verdite.shared.NotHere;
import org.verdite.targets.TargetStanding;
import org.verdite.ui.Explanation;
import org.verdite.ui.Texts;

/// How any figure of the year page was made.
@Component
class Explanations {

    private static final int NAMED = 6;

    private final YearQueries years;

    Explanations(YearQueries years) {
        this.years = years;
    }

    @Transactional(readOnly = true)
    public Explanation of(Asked asked, String key, Texts t) {
        var shown = years.shown(asked);
        Figure figure = figure(shown.figures(), key);
        Definition definition = years.definition(figure);
        var words = new Wording(t);
        boolean standing = !definition.ofPeriod();
        return new Explanation(
                t.of("reporting.explain.title", title(key, definition, t), asked.period(t)),
                t.of(definition.formula())
                        + (standing
                                ? t.of(
                                        "reporting.explain.on",
                                        t.date(shown.figures().on()))
                                : ""),
                numbers(figure, words, t),
                t.of(
                                "reporting.explain.formula",
                                definition.code(),
                                Math.max(figure.formulaVersion(), 1),
                                t.date(definition.validFrom()))
                        + " " + new Basis(shown, years, t).sentence(),
                inputs(shown, figure, words, t),
                who(shown, t),
                before(shown, key, words),
                restatements(shown, key, words, t),
                "/reporting/explain/" + key + "/records" + asked.query() + "&format=csv");
    }

    private static String title(String key, Definition definition, Texts t) {
        return t.of(definition.name())
                + (key.contains("@")
                        ? t.of(
                                "reporting.explain.boundary",
                                t.of("reporting.boundary." + key.substring(key.indexOf('@') + 1)))
                        : "");
    }

    private static Figure figure(PeriodFigures year, String key) {
        Figure figure = year.figure(key);
        if (figure != null) {
            return figure;
        }
        return year.targets().stream()
                .filter(s -> key.startsWith(s.target().indicator()))
                .map(TargetStanding::reached)
                .findFirst()
                .orElseThrow(() -> new NotHere("figure " + key));
    }

    static String numbers(Figure figure, Wording words, Texts t) {
        if (figure.value() == null) {
            return t.of("reporting.explain.noValue");
        }
        if (figure.numerator() == null || figure.denominator() == null) {
            return figure.unit().equals("CNY")
                    ? t.number(figure.value()) + " " + t.currency("CNY") + " = " + words.of(figure)
                    : words.of(figure);
        }
        String above = figure.code().equals("INV-YOY")
                ? "(" + t.number(figure.denominator().add(figure.numerator())) + " − " + t.number(figure.denominator())
                        + ")"
                : t.number(figure.numerator());
        return above + " ÷ " + t.number(figure.denominator()) + " = " + words.of(figure);
    }

    private static List<Explanation.Input> inputs(Shown shown, Figure figure, Wording words, Texts t) {
        var inputs = new ArrayList<Explanation.Input>();
        for (Input input : figure.inputs()) {
            inputs.add(new Explanation.Input(
                    input.name().in(t), note(input, t), value(input, words, t), linked(shown, input.path())));
        }
        for (Gap gap : figure.gaps()) {
            inputs.add(new Explanation.Input(
                    t.of("reporting.explain.missing"), gap.what().in(t), "–", linked(shown, gap.path())));
        }
        return inputs;
    }

    private static @Nullable String linked(Shown shown, String path) {
        if (path.isEmpty()) {
            return null;
        }
        String place = path.contains("unit=") ? "" : shown.asked().place();
        return shown.records(path) + (path.contains("?") ? place : place.replaceFirst("^&", "?"));
    }

    private static String note(Input input, Texts t) {
        String details = input.details().stream()
                .limit(NAMED)
                .map(d -> t.of(
                        "reporting.explain.detail", t.of(d.subject()), d.why().in(t)))
                .collect(Collectors.joining(" "));
        int more = input.details().size() - NAMED;
        return input.note().in(t)
                + (details.isEmpty() ? "" : " " + details)
                + (more > 0 ? " " + t.of("reporting.explain.more", more) : "");
    }

    private static String value(Input input, Wording words, Texts t) {
        BigDecimal value = input.value();
        if (value == null) {
            return "–";
        }
        return input.unit().equals("CNY") ? t.number(value.round(MathContext.DECIMAL64), 0) : t.number(value);
    }

    private List<Explanation.Event> who(Shown shown, Texts t) {
        return shown.editions().stream()
                .map(e -> {
                    String name = t.of(years.person(e.person()));
                    String what = t.of("reporting.explain.published", e.version());
                    return new Explanation.Event(
                            name.isEmpty() ? what : t.of("reporting.explain.publishedBy", e.version(), name),
                            Progress.at(e.at()));
                })
                .toList();
    }

    private static List<Explanation.Value> before(Shown shown, String key, Wording words) {
        var before = new ArrayList<Explanation.Value>();
        for (int y = shown.figures().year() - 1; y >= Progress.FIRST_YEAR; y--) {
            Figure past = shown.figures().past(y, key);
            if (past != null) {
                before.add(new Explanation.Value(
                        String.valueOf(y),
                        words.of(past),
                        words.fraction(past).isEmpty() ? "" : "(" + words.fraction(past) + ")",
                        "/reporting/explain/" + key + shown.asked().query(y)));
            }
        }
        return before;
    }

    private static List<Explanation.Restatement> restatements(Shown shown, String key, Wording words, Texts t) {
        var all = new ArrayList<Explanation.Restatement>();
        shown.candidates().stream()
                .filter(c -> c.key().equals(key))
                .forEach(c -> all.add(new Explanation.Restatement(
                        words.of(c.published()),
                        words.of(c.now()),
                        c.reasons().stream()
                                .map(r ->
                                        r.what().in(t) + " " + t.date(LocalDate.ofInstant(r.at(), Progress.GROUP_ZONE)))
                                .collect(Collectors.joining(" ")))));
        var editions = shown.editions();
        for (int i = editions.size() - 1; i > 0; i--) {
            Figure old = editions.get(i - 1).figures().figure(key);
            Figure now = editions.get(i).figures().figure(key);
            if (old != null && now != null && !old.sameAs(now)) {
                all.add(new Explanation.Restatement(
                        words.of(old), words.of(now), editions.get(i).reason()));
            }
        }
        return all;
    }
}
