package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.Covariates;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.web.ChartQueries.LimitSteps;
import org.verdite.monitoring.web.ChartQueries.Range;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.ui.Texts;

/// Limits as lines of a chart.
@Component
class ChartLimits {

    private static final int MOST_STROKES = 600;

    private final Covariates covariates;

    ChartLimits(Covariates covariates) {
        this.covariates = covariates;
    }

    /// One line of steps for each bound of each limit; where a limit ends, its line ends.
    ///
    /// @param bound what binds to the series
    /// @param of whose limits they are, where a chart shows several series; else empty
    List<LimitSteps> steps(SeriesHead head, List<Held> bound, String of, LocalDate from, LocalDate to, Texts t) {
        var byLimit = new LinkedHashMap<Long, List<Held>>();
        for (Held held : bound) {
            if (!held.from().isAfter(to) && (held.to() == null || held.to().isAfter(from))) {
                byLimit.computeIfAbsent(held.line().limit(), _ -> new ArrayList<>())
                        .add(held);
            }
        }
        var lines = new ArrayList<LimitSteps>();
        var around = covariates.window(
                head.id(),
                byLimit.values().stream()
                        .flatMap(List::stream)
                        .map(Held::line)
                        .filter(LimitLine::dependent)
                        .toList(),
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                to.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        for (List<Held> steps : byLimit.values()) {
            var last = steps.getLast();
            String name = named(of, last.permit() ? t.of("monitoring.limit.permit") : last.name(), t);
            String kind = last.line().kind().name();
            add(lines, name, kind, steps, to, h -> h.line().high(), t);
            add(lines, name, kind, steps, to, h -> h.line().low(), t);
            add(
                    lines,
                    named(of, t.of("monitoring.limit.warning"), t),
                    "WARNING",
                    steps,
                    to,
                    h -> computed(h.line().warnsAt()),
                    t);
            byFormula(lines, name, kind, head, steps, around, t);
        }
        return lines;
    }

    /// Where a limit has two bounds, what lies between them, while it holds.
    static List<Range> ranges(List<Held> bound, LocalDate from, LocalDate to) {
        var ranges = new ArrayList<Range>();
        for (Held held : bound) {
            var low = held.line().low();
            var high = held.line().high();
            var end = held.to() == null || held.to().isAfter(to) ? to.plusDays(1) : held.to();
            if (low != null && high != null && held.from().isBefore(end) && end.isAfter(from)) {
                var begin = held.from().isBefore(from) ? from : held.from();
                ranges.add(new Range(begin.toString(), end.toString(), low, high));
            }
        }
        return ranges;
    }

    private static String named(String of, String name, Texts t) {
        return of.isEmpty() ? name : t.of("monitoring.chart.of", of, name);
    }

    /// The bound of a formula on each day on which it can be computed: a stroke of a day, the last one to
    /// the edge.
    private static void byFormula(
            List<LimitSteps> lines,
            String name,
            String kind,
            SeriesHead head,
            List<Held> held,
            Covariates.Window around,
            Texts t) {
        var zone = ZoneId.of(head.zone());
        var steps = new ArrayList<List<@Nullable Object>>();
        for (Held h : held) {
            var moments = around.moments(h.line());
            if (moments.size() > MOST_STROKES) {
                return;
            }
            moments.forEach((moment, line) -> {
                var day = moment.equals(moment.truncatedTo(ChronoUnit.DAYS))
                        ? LocalDate.ofInstant(moment, ZoneOffset.UTC)
                        : LocalDate.ofInstant(moment, zone);
                if (h.on(day)) {
                    steps.add(Arrays.asList(day.toString(), line.high() == null ? line.low() : line.high(), ""));
                    steps.add(Arrays.asList(day.plusDays(1).toString(), null));
                }
            });
        }
        if (!steps.isEmpty()) {
            steps.removeLast();
            lines.add(new LimitSteps(name + " " + t.of("monitoring.limit.byFormula"), kind, joined(steps)));
        }
    }

    private static void add(
            List<LimitSteps> lines,
            String name,
            String kind,
            List<Held> held,
            LocalDate to,
            java.util.function.Function<Held, @Nullable BigDecimal> bound,
            Texts t) {
        var steps = new ArrayList<List<@Nullable Object>>();
        BigDecimal latest = null;
        for (Held h : held) {
            var value = bound.apply(h);
            if (value == null) {
                continue;
            }
            latest = value;
            steps.add(Arrays.asList(
                    h.from().toString(), value, t.of("monitoring.limit.before", name, Show.limit(t, value))));
            // An end after the last day shown is none here: the line goes on to the edge and is named there.
            if (h.to() != null && !h.to().isAfter(to)) {
                steps.add(Arrays.asList(h.to().toString(), null));
            }
        }
        if (latest != null) {
            lines.add(new LimitSteps(name + " " + Show.limit(t, latest), kind, joined(steps)));
        }
    }

    /// A computed level has no decimals that somebody wrote.
    private static @Nullable BigDecimal computed(@Nullable BigDecimal level) {
        return level == null ? null : level.stripTrailingZeros();
    }

    /// A step that ends where the next begins needs no gap between them.
    private static List<List<@Nullable Object>> joined(List<List<@Nullable Object>> steps) {
        var out = new ArrayList<List<@Nullable Object>>();
        for (int i = 0; i < steps.size(); i++) {
            boolean gap = steps.get(i).get(1) == null;
            boolean closes = gap
                    && i + 1 < steps.size()
                    && java.util.Objects.equals(
                            steps.get(i + 1).getFirst(), steps.get(i).getFirst());
            if (!closes) {
                out.add(steps.get(i));
            }
        }
        return out;
    }
}
