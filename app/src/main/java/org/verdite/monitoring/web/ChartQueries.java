package org.verdite.monitoring.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.BoundLimits.Held;
import org.verdite.monitoring.Covariates;
import org.verdite.monitoring.LimitBook;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// What the chart of a series draws: values with their state, limits as steps, episodes and segments as bands.
@Component
@Transactional(readOnly = true)
class ChartQueries {

    /// Above this many values a chart shows the extreme of each day, and says so.
    private static final int RAW = 20_000;

    record Chart(
            String unit,
            String kind,
            String from,
            String to,
            String zone,
            List<Line> series,
            List<LimitSteps> limits,
            List<Band> bands,
            boolean simulated,
            String source,
            String licence,
            Map<String, String> words) {}

    record Line(String name, List<Mark> points) {}

    /// @param t a date, or an instant
    /// @param s state: within, warning, exceeded, nondetect, notjudged, flagged, value
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mark(
            String t,
            @Nullable Double v,
            String s,
            @Nullable String text,
            @Nullable String note) {}

    record LimitSteps(String label, String kind, List<List<@Nullable Object>> steps) {}

    record Band(String from, String to, String kind, String label) {}

    private static final int MOST_STROKES = 600;

    private final JdbcClient jdbc;
    private final SeriesQueries series;
    private final LimitBook book;
    private final Covariates covariates;
    private final Clock clock;

    ChartQueries(JdbcClient jdbc, SeriesQueries series, LimitBook book, Covariates covariates, Clock clock) {
        this.jdbc = jdbc;
        this.series = series;
        this.book = book;
        this.covariates = covariates;
        this.clock = clock;
    }

    /// @param knownOn as known at the end of that day; null for now
    Chart chart(
            int id,
            @Nullable LocalDate wantedFrom,
            @Nullable LocalDate wantedTo,
            @Nullable LocalDate knownOn,
            Texts t) {
        var head = series.require(id);
        var known = KnownOn.of(knownOn, head.zone(), clock);
        var to = wantedTo == null ? today(head) : wantedTo;
        var from = wantedFrom == null ? to.minusDays(60) : wantedFrom;
        boolean daily = tooMany(head, from, to);
        var marks = marks(head, from, to, daily, known, t);
        String name = daily ? t.of("monitoring.chart.daily", t.of(head.parameter())) : t.of(head.parameter());
        return new Chart(
                head.unit(),
                head.statistic().equals("VALUE") && head.unit().isEmpty() ? "level" : "concentration",
                from.toString(),
                to.plusDays(1).toString(),
                head.zone(),
                List.of(new Line(name, marks)),
                limits(head, from, to, t),
                bands(head, from, to, t),
                head.simulated(),
                head.source(),
                head.licence(),
                Map.of());
    }

    private LocalDate today(SeriesHead head) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(head.zone()));
    }

    private boolean tooMany(SeriesHead head, LocalDate from, LocalDate to) {
        long count = jdbc.sql("""
                        select count(*) from (select 1 from monitoring.result where series_id = :series and started >= :from and started < :to
                          limit :most) n""")
                .param("series", head.id())
                .param("from", begin(from))
                .param("to", end(to))
                .param("most", RAW + 1)
                .query(Long.class)
                .single();
        return count > RAW;
    }

    private static OffsetDateTime begin(LocalDate from) {
        return from.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime end(LocalDate to) {
        return to.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC);
    }

    private List<Mark> marks(SeriesHead head, LocalDate from, LocalDate to, boolean daily, KnownOn known, Texts t) {
        String sql = !daily ? """
                select started, date_only, value, censor, level, original, verdict, flag, qualifier, status from %s
                where series_id = :series and started >= :from and started < :to order by started, ended, sample, replicate, run""" : """
                select distinct on (date_trunc('day', started)) started, date_only, value, censor, level, original, verdict, flag, qualifier, status
                from %s where series_id = :series and started >= :from and started < :to
                order by date_trunc('day', started), case verdict when 3 then 0 else 1 end, coalesce(value, level) desc nulls last""";
        var params = new HashMap<String, Object>();
        params.put("series", head.id());
        params.put("from", begin(from));
        params.put("to", end(to));
        known.params(params);
        return jdbc.sql(sql.formatted(known.results()))
                .params(params)
                .query((rs, _) -> mark(rs, head, t))
                .list();
    }

    private static Mark mark(ResultSet rs, SeriesHead head, Texts t) throws SQLException {
        Instant started = rs.getObject("started", OffsetDateTime.class).toInstant();
        boolean dateOnly = rs.getBoolean("date_only");
        double value = number(rs, "value");
        double level = number(rs, "level");
        int censor = rs.getInt("censor");
        int verdict = rs.getInt("verdict");
        // below an unknown level is drawn at the bottom; what was too much to count is no small number and has no place
        double shown = censor == 0 ? value : Double.isNaN(level) && censor == 2 ? 0 : level;
        String when = dateOnly || !Show.momentary(head.statistic())
                ? Show.day(started, dateOnly, head.zone()).toString()
                : started.toString();
        String text = censor == 0 ? null : Show.result(t, value, censor, level, rs.getString("original"));
        boolean suppressed = rs.getInt("status") != 0;
        String flag = ((suppressed ? t.of("monitoring.suppressed") + " " : "") + rs.getString("flag") + " "
                        + rs.getString("qualifier"))
                .strip();
        return new Mark(
                when,
                Double.isNaN(shown) ? null : shown,
                suppressed ? "flagged" : state(verdict, censor, rs.getString("flag")),
                text,
                flag.isEmpty() ? null : flag);
    }

    private static String state(int verdict, int censor, String flag) {
        if (verdict == 3) {
            return "exceeded";
        }
        if (!flag.isEmpty() && !flag.equals("N")) {
            return "flagged";
        }
        // a value that was not detected keeps its own mark also where it could not be judged; its text says the rest
        if (censor == 1 || censor == 2) {
            return "nondetect";
        }
        if (verdict == 4) {
            return "notjudged";
        }
        return switch (verdict) {
            case 1 -> "within";
            case 2 -> "warning";
            default -> "value";
        };
    }

    private static double number(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? Double.NaN : value;
    }

    /// One line of steps for each bound of each limit; where a limit ends, its line ends.
    private List<LimitSteps> limits(SeriesHead head, LocalDate from, LocalDate to, Texts t) {
        var byLimit = new LinkedHashMap<Long, List<Held>>();
        for (Held held : book.bind(List.of(head.id())).of(head.id())) {
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
            String name = last.permit() ? t.of("monitoring.limit.permit") : last.name();
            String kind = last.line().kind().name();
            add(lines, name, kind, steps, to, h -> h.line().high(), t);
            add(lines, name, kind, steps, to, h -> h.line().low(), t);
            add(
                    lines,
                    t.of("monitoring.limit.warning"),
                    "WARNING",
                    steps,
                    to,
                    h -> computed(h.line().warnsAt()),
                    t);
            byFormula(lines, name, kind, head, steps, around, t);
        }
        return lines;
    }

    /// The bound of a formula on each day on which it can be computed: a stroke of a day, the last one to the edge.
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

    private List<Band> bands(SeriesHead head, LocalDate from, LocalDate to, Texts t) {
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
                            t.of("monitoring.count." + head.statistic(), rs.getInt("results"))));
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
                            t.of(
                                    "monitoring.segment.changed",
                                    (rs.getString("method") + " " + rs.getString("instrument")).strip())));
                });
        return bands;
    }

    String json(Chart chart) {
        return Json.mapper().writeValueAsString(chart);
    }
}
