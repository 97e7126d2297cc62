package org.verdite.monitoring.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.chart.Step;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// What a chart of one or several series draws: values with their state, limits as steps, episodes and
/// segments as bands. A stretch with more results than a screen shows is put together by hours, days, weeks
/// or months; who zooms in asks for a shorter one.
@Component
@Transactional(readOnly = true)
public class ChartQueries {

    /// Points of one answer.
    static final int MOST = 2_000;

    /// @param step what a point stands for: RAW, HOUR, DAY, WEEK or MONTH
    public record Chart(
            String unit,
            String kind,
            String from,
            String to,
            String zone,
            Step step,
            List<Line> series,
            List<LimitSteps> limits,
            List<Range> ranges,
            List<Band> bands,
            boolean simulated,
            String source,
            String licence,
            Map<String, String> words) {}

    public record Line(String name, List<Mark> points) {}

    /// @param t a date, or an instant
    /// @param v the value; where several are put together their mean
    /// @param s state: within, warning, exceeded, nondetect, notjudged, flagged, value
    /// @param lo lowest of those put together, hi highest
    /// @param e where the mark of what was exceeded stands
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Mark(
            String t,
            @Nullable Double v,
            String s,
            @Nullable String text,
            @Nullable String note,
            @Nullable Double lo,
            @Nullable Double hi,
            @Nullable Double e) {}

    record LimitSteps(String label, String kind, List<List<@Nullable Object>> steps) {}

    /// Between the two bounds of a limit.
    record Range(String from, String to, BigDecimal low, BigDecimal high) {}

    record Band(String from, String to, String kind, String label) {}

    private final JdbcClient jdbc;
    private final SeriesQueries series;
    private final LimitBook book;
    private final ChartLimits limits;
    private final ChartPoints points;
    private final Clock clock;

    ChartQueries(
            JdbcClient jdbc,
            SeriesQueries series,
            LimitBook book,
            ChartLimits limits,
            ChartPoints points,
            Clock clock) {
        this.jdbc = jdbc;
        this.series = series;
        this.book = book;
        this.limits = limits;
        this.points = points;
        this.clock = clock;
    }

    /// @param knownOn as known at the end of that day; null for now
    public Chart chart(
            int id,
            @Nullable LocalDate wantedFrom,
            @Nullable LocalDate wantedTo,
            @Nullable LocalDate knownOn,
            Texts t) {
        return chart(List.of(series.require(id)), wantedFrom, wantedTo, knownOn, t);
    }

    /// Several series of one unit of measurement.
    public Chart chart(
            List<SeriesHead> heads,
            @Nullable LocalDate wantedFrom,
            @Nullable LocalDate wantedTo,
            @Nullable LocalDate knownOn,
            Texts t) {
        var head = heads.getFirst();
        var known = KnownOn.of(knownOn, head.zone(), clock);
        var to = wantedTo == null ? today(head) : wantedTo;
        var from = wantedFrom == null ? to.minusDays(60) : wantedFrom;
        int most = MOST / heads.size();
        // all in the same steps, so that they can be compared
        var step = heads.stream()
                .map(h -> points.step(h, from, to, most))
                .max(Comparator.naturalOrder())
                .orElse(Step.RAW);
        var bound = book.bind(heads.stream().map(SeriesHead::id).toList());
        var lines = new ArrayList<Line>();
        var steps = new ArrayList<LimitSteps>();
        var bands = new ArrayList<Band>();
        for (SeriesHead h : heads) {
            String name = heads.size() == 1 ? "" : name(h, heads, t);
            var held = bound.of(h.id());
            boolean above = held.isEmpty()
                    || held.stream()
                            .anyMatch(x -> x.line().low() == null || x.line().high() != null);
            lines.add(new Line(
                    heads.size() == 1 ? t.of(h.parameter()) : name,
                    step == Step.RAW
                            ? points.raw(h, from, to, known, t)
                            : points.rolled(h, step, from, to, known, above, t)));
            steps.addAll(limits.steps(h, held, name, from, to, t));
            bands.addAll(bands(h, name, from, to, t));
        }
        return new Chart(
                head.unit(),
                head.statistic().equals("VALUE") && head.unit().isEmpty() ? "level" : "concentration",
                from.toString(),
                to.plusDays(1).toString(),
                head.zone(),
                step,
                lines,
                steps,
                heads.size() > 1 ? List.of() : ChartLimits.ranges(bound.of(head.id()), from, to),
                bands,
                heads.stream().anyMatch(SeriesHead::simulated),
                head.source(),
                head.licence(),
                Map.of("step", t.of("monitoring.chart.step." + step)));
    }

    /// What tells a series from the others: its point, its parameter, or both.
    static String name(SeriesHead head, List<SeriesHead> all, Texts t) {
        boolean onePoint = all.stream().allMatch(h -> h.point() == head.point());
        boolean oneParameter = all.stream().allMatch(h -> h.code().equals(head.code()));
        if (onePoint && oneParameter) {
            return t.of("monitoring.chart.of", t.of(head.parameter()), head.kind(t));
        }
        return onePoint
                ? t.of(head.parameter())
                : oneParameter
                        ? head.pointCode()
                        : t.of("monitoring.chart.of", head.pointCode(), t.of(head.parameter()));
    }

    private LocalDate today(SeriesHead head) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(head.zone()));
    }

    private static String labelled(String of, String label, Texts t) {
        return of.isEmpty() ? label : t.of("monitoring.chart.of", of, label);
    }

    private List<Band> bands(SeriesHead head, String of, LocalDate from, LocalDate to, Texts t) {
        var bands = new ArrayList<Band>();
        jdbc.sql("""
                        select started, ended, date_only, results, kind from monitoring.exceedance
                        where series_id = :series and state in ('ONGOING', 'ENDED') and ended >= :from and started < :to order by started limit 200""")
                .param("series", head.id())
                .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    boolean dateOnly = rs.getBoolean("date_only");
                    var first = rs.getObject("started", OffsetDateTime.class).toInstant();
                    var last = rs.getObject("ended", OffsetDateTime.class).toInstant();
                    bands.add(new Band(
                            Show.day(first, dateOnly, head.zone()).toString(),
                            Show.day(last, dateOnly, head.zone()).toString(),
                            rs.getString("kind").equals("COMPLIANCE") ? "bad" : "warn",
                            labelled(of, t.of("monitoring.count." + head.statistic(), rs.getInt("results")), t)));
                });
        jdbc.sql("""
                        select valid_from, method, instrument from monitoring.segment
                        where series_id = :series and valid_from > :from and valid_from <= :to order by valid_from""")
                .param("series", head.id())
                .param("from", from)
                .param("to", to)
                .query(rs -> {
                    String day = rs.getString("valid_from");
                    bands.add(new Band(
                            day,
                            day,
                            "open",
                            labelled(
                                    of,
                                    t.of(
                                            "monitoring.segment.changed",
                                            (rs.getString("method") + " " + rs.getString("instrument")).strip()),
                                    t)));
                });
        return bands;
    }

    public String json(Chart chart) {
        return Json.mapper().writeValueAsString(chart);
    }
}
