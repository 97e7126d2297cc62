package org.verdite.monitoring.figure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Change;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.FigureSource;
import org.verdite.indicators.Gap;
import org.verdite.indicators.Input;
import org.verdite.indicators.Phrase;
import org.verdite.shared.LocalText;

/// The share of results that keep the compliance limits they were held against, and how many do not.
@Component
class ComplianceFigures implements FigureSource {

    private static final String WITHIN = "MON-WITHIN";
    private static final String EXCEEDED = "MON-EXCEEDED";
    private static final String RESULTS = "results";

    private record Site(int id, LocalText name) {}

    private final Tallies tallies;
    private final Months months;
    private final TallyChanges changes;

    ComplianceFigures(Tallies tallies, Months months, TallyChanges changes) {
        this.tallies = tallies;
        this.months = months;
        this.changes = changes;
    }

    @Override
    public Set<String> codes() {
        return Set.of(WITHIN, EXCEEDED);
    }

    @Override
    public Figure figure(FigureRequest request) {
        return figure(request.code(), counted(request));
    }

    /// Both figures of one period and place stand on the same counts.
    @Override
    public List<Figure> figures(List<FigureRequest> requests) {
        var counted = new HashMap<FigureRequest, Counted>();
        return requests.stream()
                .map(r -> figure(r.code(), counted.computeIfAbsent(r.withCode(""), this::counted)))
                .toList();
    }

    private record Counted(long judged, long within, long exceeded, List<Input> inputs, List<Gap> gaps) {}

    private Counted counted(FigureRequest r) {
        var all = tallies.of(r);
        var bySite = bySite(all);
        return new Counted(
                sum(all, Tally::judged),
                sum(all, Tally::within),
                sum(all, Tally::exceeded),
                inputs(all, bySite, r),
                gaps(all, bySite, r));
    }

    private static Figure figure(String code, Counted of) {
        if (code.equals(WITHIN)) {
            return Figure.percent(
                    WITHIN, BigDecimal.valueOf(of.within()), BigDecimal.valueOf(of.judged()), of.inputs(), of.gaps());
        }
        return Figure.amount(
                EXCEEDED, of.judged() == 0 ? null : BigDecimal.valueOf(of.exceeded()), RESULTS, of.inputs(), of.gaps());
    }

    private static Map<Site, List<Tally>> bySite(List<Tally> all) {
        return all.stream()
                .collect(Collectors.groupingBy(
                        t -> new Site(t.series().site(), t.series().siteName()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private List<Input> inputs(List<Tally> all, Map<Site, List<Tally>> bySite, FigureRequest r) {
        var inputs = new ArrayList<Input>();
        long held = sum(all, Tally::held);
        long series = all.stream().filter(t -> t.held() > 0).count();
        long sites =
                bySite.values().stream().filter(of -> sum(of, Tally::held) > 0).count();
        inputs.add(new Input(
                Phrase.of("monitoring.figure.held"),
                Phrase.of("monitoring.figure.held.note", series, sites),
                BigDecimal.valueOf(held),
                RESULTS,
                "",
                (int) held,
                bySite.entrySet().stream()
                        .filter(e -> sum(e.getValue(), Tally::judged) > 0)
                        .sorted(Comparator.comparing(e -> -sum(e.getValue(), Tally::exceeded)))
                        .map(e -> new Input.Detail(
                                e.getKey().name(),
                                Phrase.of(
                                        "monitoring.figure.site",
                                        sum(e.getValue(), Tally::within),
                                        sum(e.getValue(), Tally::judged)),
                                exceedances(r) + "&site=" + e.getKey().id()))
                        .toList()));
        long exceeded = sum(all, Tally::exceeded);
        inputs.add(new Input(
                Phrase.of("monitoring.figure.exceeded"),
                Phrase.of("monitoring.figure.exceeded.note"),
                BigDecimal.valueOf(exceeded),
                RESULTS,
                exceedances(r),
                (int) exceeded,
                List.of()));
        var locked = months.locked(bySite.keySet().stream().map(Site::id).toList(), r);
        inputs.add(new Input(
                Phrase.of("monitoring.figure.locked"),
                Phrase.of("monitoring.figure.locked.note", locked.locked(), locked.all()),
                BigDecimal.valueOf(locked.locked()),
                "",
                "/monitoring/months",
                locked.locked(),
                List.of()));
        return inputs;
    }

    /// What is missing: a figure of what was judged tells nothing of what could not be, has not come, or waits.
    private List<Gap> gaps(List<Tally> all, Map<Site, List<Tally>> bySite, FigureRequest r) {
        var gaps = new ArrayList<Gap>();
        if (all.isEmpty()) {
            gaps.add(Gap.nothingThere(Phrase.of("monitoring.figure.gap.noLimits")));
        }
        long notJudgeable = sum(all, Tally::notJudgeable);
        if (notJudgeable > 0) {
            gaps.add(new Gap(Phrase.of("monitoring.figure.gap.notJudgeable", notJudgeable), "", (int) notJudgeable));
        }
        long silent = bySite.values().stream()
                .filter(of -> sum(of, Tally::judged) == 0)
                .count();
        if (silent > 0) {
            gaps.add(new Gap(Phrase.of("monitoring.figure.gap.silent", silent), "/monitoring/gaps", (int) silent));
        }
        long waiting = months.waiting(bySite.keySet().stream().map(Site::id).toList(), r);
        if (waiting > 0) {
            gaps.add(new Gap(Phrase.of("monitoring.figure.gap.waiting", waiting), "/monitoring/months", (int) waiting));
        }
        return gaps;
    }

    private static String exceedances(FigureRequest r) {
        return "/monitoring/exceedances?kind=COMPLIANCE&from=" + r.first() + "&to=" + r.last() + r.place();
    }

    private static long sum(List<Tally> all, ToLongFunction<Tally> of) {
        return all.stream().mapToLong(of).sum();
    }

    @Override
    public List<Change> changes(FigureRequest request, Instant since) {
        return changes.of(request, since);
    }

    @Override
    public Records records(FigureRequest request) {
        return new Records(
                List.of(
                        "monitoring.figure.head.site",
                        "monitoring.figure.head.point",
                        "monitoring.figure.head.parameter",
                        "monitoring.figure.head.statistic",
                        "monitoring.figure.head.held",
                        "monitoring.figure.head.within",
                        "monitoring.figure.head.exceeded",
                        "monitoring.figure.head.notJudgeable"),
                tallies.of(request).stream()
                        .map(t -> Arrays.<@Nullable Object>asList(
                                t.series().siteName(),
                                t.series().point(),
                                t.series().parameter(),
                                Phrase.of("monitoring.statistic." + t.series().statistic()),
                                t.held(),
                                t.within(),
                                t.exceeded(),
                                t.notJudgeable()))
                        .toList());
    }
}
