package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.reporting.PeriodFigures;
import org.verdite.reporting.Progress;
import org.verdite.reporting.web.ProgressPage.Coverage;
import org.verdite.reporting.web.ProgressPage.Honour;
import org.verdite.reporting.web.ProgressPage.Investment;
import org.verdite.reporting.web.ProgressPage.Missing;
import org.verdite.reporting.web.ProgressPage.Other;
import org.verdite.reporting.web.ProgressPage.Past;
import org.verdite.reporting.web.ProgressPage.TargetLine;
import org.verdite.targets.GlideDrawing;
import org.verdite.targets.Judgement;
import org.verdite.targets.TargetStanding;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// Puts a year into words for its page.
final class ProgressPages {

    private static final int DRAWN_SITES = 240;
    private static final int NAMED_SITES = 4;
    private static final int BARS = 6;

    private final Shown shown;
    private final Basis basis;
    private final PeriodFigures year;
    private final Texts t;
    private final Wording words;

    ProgressPages(Shown shown, Basis basis, Texts t) {
        this.shown = shown;
        this.basis = basis;
        this.year = shown.figures();
        this.t = t;
        this.words = new Wording(t);
    }

    ProgressPage page(int newestYear, boolean mayPublish) {
        var restated = new RestatementLines(shown, t);
        return new ProgressPage(
                year.year(),
                IntStream.rangeClosed(Progress.FIRST_YEAR, newestYear)
                        .mapToObj(
                                y -> new ProgressPage.YearLink(y, shown.asked().query(y), y == year.year()))
                        .toList(),
                shown.views(t, view -> "?year=" + year.year() + "&view=" + view.word()),
                restated.published(),
                restated.version(),
                shown.asked().known() == null ? "" : t.date(shown.asked().known()),
                basis.ground(),
                investment(),
                coverage(),
                honours(),
                year.figure(PeriodFigures.WITHIN) == null ? null : new MonthPages(shown, basis, t).share(NAMED_SITES),
                "/reporting/months?year=" + year.year() + shown.asked().place(),
                year.targets().stream().map(this::target).toList(),
                restated.lines(),
                mayPublish
                        && year.year() < newestYear
                        && shown.asked().known() == null
                        && (shown.provisional() || !shown.candidates().isEmpty()),
                shown.asked().query());
    }

    private Investment investment() {
        Figure amount = require(PeriodFigures.INVESTMENT);
        Figure change = require(PeriodFigures.CHANGE);
        var values = new TreeMap<Integer, @Nullable BigDecimal>();
        int first = Math.max(Progress.FIRST_YEAR, year.year() - BARS + 1);
        for (int y = first; y < year.year(); y++) {
            Figure past = year.past(y, PeriodFigures.INVESTMENT);
            values.put(y, past == null ? null : past.value());
        }
        values.put(year.year(), amount.value());
        return new Investment(
                amount.value() == null ? "–" : words.money(amount.value()),
                words.moneyUnit(amount.value()),
                change.value() == null ? "" : words.of(change),
                explain(PeriodFigures.INVESTMENT, year.year()),
                explain(PeriodFigures.CHANGE, year.year()),
                change.gaps().stream()
                        .map(Gap::what)
                        .filter(w -> w.key().startsWith("funds.gap.running"))
                        .findFirst()
                        .map(w -> w.in(t))
                        .orElse(t.of("reporting.noChange")),
                BarsDrawing.of(values, words::money),
                shown.unpublished().stream()
                        .filter(u -> u.year() >= first)
                        .map(u -> u.in(t, shown.isBase(u)))
                        .toList(),
                missing(amount));
    }

    private Coverage coverage() {
        Figure figure = require(PeriodFigures.COVERAGE);
        int certified = figure.numerator() == null ? 0 : figure.numerator().intValue();
        int inScope = figure.denominator() == null ? 0 : figure.denominator().intValue();
        var dots = new ArrayList<Boolean>();
        if (inScope <= DRAWN_SITES) {
            dots.addAll(Collections.nCopies(certified, true));
            dots.addAll(Collections.nCopies(inScope - certified, false));
        }
        var past = new ArrayList<Past>();
        for (int y = year.year() - 1; y >= Math.max(Progress.FIRST_YEAR, year.year() - 3); y--) {
            Figure before = year.past(y, PeriodFigures.COVERAGE);
            if (before != null && before.value() != null) {
                past.add(new Past(y, words.of(before), words.fraction(before), explain(PeriodFigures.COVERAGE, y)));
            }
        }
        var uncertified = others(figure, "NOT_CERTIFIED");
        Figure all = year.figure(PeriodFigures.COVERAGE_ALL);
        return new Coverage(
                figure.value() == null ? "–" : t.number(figure.rounded(1), 1),
                t.of("reporting.coverage.sentence", certified, inScope),
                t.of("reporting.coverage.of", certified, inScope),
                t.of("reporting.coverage.label", certified, inScope - certified),
                dots,
                uncertified.stream().limit(NAMED_SITES).toList(),
                Math.max(0, uncertified.size() - NAMED_SITES),
                past,
                notes(figure),
                all == null || all.value() == null || all.sameAs(figure)
                        ? ""
                        : t.of("reporting.coverage.allOwned", words.fraction(all), words.of(all)),
                explain(PeriodFigures.COVERAGE_ALL, year.year()),
                explain(PeriodFigures.COVERAGE, year.year()),
                missing(figure));
    }

    private List<Other> others(Figure figure, String place) {
        return input(figure, place).map(Input::details).orElse(List.of()).stream()
                .map(d -> new Other(
                        t.of(d.subject()), d.why().in(t), shown.records(d.path()), place.equals("NOT_CERTIFIED")))
                .toList();
    }

    /// "1 pending, due 2025-07-01", and what is excluded.
    private List<String> notes(Figure figure) {
        var notes = new ArrayList<String>();
        input(figure, "PENDING").ifPresent(i -> {
            // ISO dates: the earliest is the smallest text
            String first = i.details().stream()
                    .map(d -> d.why().args().getFirst().toString())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            notes.add(t.of("reporting.coverage.pending", i.records(), t.date(LocalDate.parse(first))));
        });
        input(figure, "EXCLUDED").ifPresent(i -> notes.add(t.of("reporting.coverage.excluded", i.records())));
        return notes;
    }

    static java.util.Optional<Input> input(Figure figure, String place) {
        return figure.inputs().stream()
                .filter(i -> i.name().key().equals("assessments.input." + place))
                .findFirst();
    }

    private List<Honour> honours() {
        return PeriodFigures.RECOGNITIONS.stream()
                .map(code -> {
                    Figure figure = require("REC-" + code);
                    int count = figure.value() == null ? 0 : figure.value().intValue();
                    return new Honour(
                            words.of(figure),
                            t.of("reporting.honour." + code, count),
                            explain("REC-" + code, year.year()));
                })
                .toList();
    }

    private TargetLine target(TargetStanding s) {
        String unit = s.reached().unit();
        String key = s.target().indicator();
        return new TargetLine(
                t.of(s.target().sentence()),
                "/targets/" + s.target().code() + "?year=" + year.year(),
                t.of("reporting.target.baseline", String.valueOf(s.target().baselineYear())),
                words.of(s.baseline()),
                explain(key, s.target().baselineYear()),
                t.of("reporting.target.reached", String.valueOf(s.year())),
                words.of(s.reached()),
                explain(key, s.year()),
                t.of(
                        "reporting.target.path",
                        s.on().getDayOfYear() == s.on().lengthOfYear() ? String.valueOf(s.year()) : t.date(s.on())),
                words.value(s.path(), unit),
                state(s.judgement()),
                judgement(s),
                GlideDrawing.of(s, v -> words.value(v, unit)));
    }

    static State state(Judgement judgement) {
        return switch (judgement) {
            case AHEAD, ON_PATH -> State.OK;
            case BEHIND -> State.WARN;
            case NOT_APPLICABLE -> State.IDLE;
            case UNKNOWN -> State.UNKNOWN;
        };
    }

    private String judgement(TargetStanding s) {
        if (s.ahead() == null) {
            return t.of("reporting.judgement." + s.judgement());
        }
        String points = t.number(Objects.requireNonNull(s.ahead()).abs().setScale(1, RoundingMode.HALF_UP), 1);
        return t.of("reporting.judgement." + s.judgement(), points);
    }

    private List<Missing> missing(Figure figure) {
        return figure.gaps().stream().map(this::missing).toList();
    }

    private Missing missing(Gap gap) {
        return new Missing(gap.what().in(t), shown.records(gap.path()));
    }

    private String explain(String key, int of) {
        return "/reporting/explain/" + key + shown.asked().query(of);
    }

    private Figure require(String key) {
        return Objects.requireNonNull(year.figure(key), key);
    }
}
