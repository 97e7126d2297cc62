package org.verdite.reporting.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;
import org.verdite.indicators.Input;
import org.verdite.indicators.RollUps;
import org.verdite.reporting.Edition;
import org.verdite.reporting.PeriodFigures;
import org.verdite.reporting.Progress;
import org.verdite.targets.TargetStanding;
import org.verdite.ui.Texts;

/// The year page as JSON. Percentages are rounded half up to one decimal; a value that is missing is null and its gap
/// says why.
///
/// @param state published, current or restated
/// @param known as known at this day's end; null for now
record ProgressJson(
        int year,
        LocalDate on,
        String state,
        boolean provisional,
        @Nullable LocalDate known,
        @Nullable Unit unit,
        Structure structure,
        @Nullable String boundary,
        Investment investment,
        Iso iso14001,
        MonthJson.@Nullable Monitoring monitoring,
        Map<String, Integer> recognitions,
        Map<String, String> recognitionExplanations,
        List<Target> targets,
        List<EditionLine> editions,
        List<Candidate> candidates,
        List<String> gaps) {

    /// Whose figures these are.
    record Unit(int id, String name) {}

    /// @param kind as-it-was or as-it-is
    /// @param date the tree of this day says what stands below the unit
    record Structure(String kind, LocalDate date) {}

    record Investment(
            @Nullable BigDecimal amount,
            String currency,
            @Nullable BigDecimal changePercent,
            String explanation,
            String changeExplanation,
            List<PastChanged> pastChanged) {}

    /// An earlier year that these figures use with another value than it is published with.
    ///
    /// @param used with what was entered since; the change of the next year stands on it
    record PastChanged(
            int year,
            @Nullable BigDecimal published,
            @Nullable BigDecimal used,
            String note) {}

    record Iso(
            int certified,
            int inScope,
            @Nullable BigDecimal percent,
            String boundary,
            Pending pending,
            List<Other> notCertified,
            List<Other> excluded,
            AllOwned allOwned,
            String explanation) {}

    record Pending(int count, List<PendingSite> sites) {}

    record PendingSite(String name, String due) {}

    record Other(String name, String why) {}

    record AllOwned(int certified, int inScope, @Nullable BigDecimal percent, String explanation) {}

    record Target(
            String code,
            String sentence,
            String indicator,
            int baselineYear,
            @Nullable BigDecimal baseline,
            int dueYear,
            BigDecimal target,
            @Nullable BigDecimal reached,
            @Nullable BigDecimal path,
            @Nullable BigDecimal pointsAhead,
            String judgement,
            String explanation) {}

    record EditionLine(int version, OffsetDateTime publishedAt, String statement, String reason) {}

    record Candidate(
            String code,
            @Nullable BigDecimal published,
            @Nullable BigDecimal now,
            String unit,
            List<Reason> reasons,
            String explanation) {}

    record Reason(String what, OffsetDateTime recordedAt, String path) {}

    static ProgressJson of(Shown shown, Basis basis, Texts t) {
        var year = shown.figures();
        var recognitions = new LinkedHashMap<String, Integer>();
        var explained = new LinkedHashMap<String, String>();
        for (String code : PeriodFigures.RECOGNITIONS) {
            recognitions.put(code, whole(require(year, "REC-" + code).value()));
            explained.put(code, link(shown, "REC-" + code));
        }
        return new ProgressJson(
                year.year(),
                year.on(),
                shown.view().word(),
                shown.provisional(),
                shown.asked().known(),
                unit(shown, basis),
                structure(shown),
                shown.asked().boundary(),
                investment(shown, t),
                iso(shown, t),
                MonthJson.monitoring(shown, t),
                recognitions,
                explained,
                year.targets().stream().map(s -> target(shown, s, t)).toList(),
                shown.editions().stream().map(ProgressJson::edition).toList(),
                shown.candidates().stream().map(c -> candidate(shown, c, t)).toList(),
                year.figures().values().stream()
                        .flatMap(f -> f.gaps().stream())
                        .map(g -> g.what().in(t))
                        .distinct()
                        .toList());
    }

    private static @Nullable Unit unit(Shown shown, Basis basis) {
        var unit = shown.asked().rollUp().unit();
        return unit == null ? null : new Unit(unit.value(), basis.unit());
    }

    private static Structure structure(Shown shown) {
        return new Structure(
                shown.asked().rollUp().asItWas() ? RollUps.AS_IT_WAS : RollUps.AS_IT_IS,
                shown.figures().structureDate());
    }

    private static Investment investment(Shown shown, Texts t) {
        var year = shown.figures();
        return new Investment(
                exact(require(year, PeriodFigures.INVESTMENT).value()),
                "CNY",
                require(year, PeriodFigures.CHANGE).rounded(1),
                link(shown, PeriodFigures.INVESTMENT),
                link(shown, PeriodFigures.CHANGE),
                shown.unpublished().stream()
                        .map(u -> new PastChanged(
                                u.year(),
                                exact(u.published().value()),
                                exact(u.used().value()),
                                u.in(t, shown.isBase(u))))
                        .toList());
    }

    private static Iso iso(Shown shown, Texts t) {
        Figure figure = require(shown.figures(), PeriodFigures.COVERAGE);
        Figure all = require(shown.figures(), PeriodFigures.COVERAGE_ALL);
        var pending = details(figure, "PENDING").stream()
                .map(d -> new PendingSite(
                        t.of(d.subject()), d.why().args().getFirst().toString()))
                .toList();
        String boundary = shown.asked().boundary();
        return new Iso(
                whole(figure.numerator()),
                whole(figure.denominator()),
                figure.rounded(1),
                boundary == null ? "ISO_SCOPE" : boundary,
                new Pending(pending.size(), pending),
                others(figure, "NOT_CERTIFIED", t),
                others(figure, "EXCLUDED", t),
                new AllOwned(
                        whole(all.numerator()),
                        whole(all.denominator()),
                        all.rounded(1),
                        link(shown, PeriodFigures.COVERAGE_ALL)),
                link(shown, PeriodFigures.COVERAGE));
    }

    private static List<Other> others(Figure figure, String place, Texts t) {
        return details(figure, place).stream()
                .map(d -> new Other(t.of(d.subject()), d.why().in(t)))
                .toList();
    }

    private static List<Input.Detail> details(Figure figure, String place) {
        return ProgressPages.input(figure, place).map(Input::details).orElse(List.of());
    }

    private static Target target(Shown shown, TargetStanding s, Texts t) {
        return new Target(
                s.target().code(),
                t.of(s.target().sentence()),
                s.target().indicator(),
                s.target().baselineYear(),
                s.baseline().rounded(1),
                s.target().dueYear(),
                java.util.Objects.requireNonNull(exact(s.target().value())),
                s.reached().rounded(1),
                tenth(s.path()),
                tenth(s.ahead()),
                s.judgement().name(),
                link(shown, s.target().indicator()));
    }

    static EditionLine edition(Edition e) {
        return new EditionLine(e.version(), Progress.at(e.at()), e.statement(), e.reason());
    }

    static Candidate candidate(Shown shown, org.verdite.reporting.Candidate c, Texts t) {
        int decimals = c.now().unit().equals("%") ? 1 : 0;
        return new Candidate(
                c.key(),
                c.published().rounded(decimals),
                c.now().rounded(decimals),
                c.now().unit(),
                c.reasons().stream()
                        .map(r -> new Reason(r.what().in(t), Progress.at(r.at()), r.path()))
                        .toList(),
                link(shown.asked().seen(View.RESTATED), c.key()));
    }

    static String link(Shown shown, String key) {
        return link(shown.asked(), key);
    }

    private static String link(Asked asked, String key) {
        return "/api/reporting/explanations/" + key + asked.query();
    }

    private static Figure require(PeriodFigures year, String key) {
        return Objects.requireNonNull(year.figure(key), key);
    }

    private static int whole(@Nullable BigDecimal value) {
        return value == null ? 0 : value.intValue();
    }

    private static @Nullable BigDecimal tenth(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(1, RoundingMode.HALF_UP);
    }

    /// 1467000000 rather than 1467000000.00 or 1.467E9.
    private static @Nullable BigDecimal exact(@Nullable BigDecimal value) {
        if (value == null) {
            return null;
        }
        var short_ = value.stripTrailingZeros();
        return short_.scale() < 0 ? short_.setScale(0) : short_;
    }
}
