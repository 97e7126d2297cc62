package org.verdite.monitoring.web.chart;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.chart.Box;
import org.verdite.monitoring.web.KnownOn;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;

/// Boxes of the results that count: of each month of a series, or of a parameter at each point of a site.
/// Quantiles are worked out where the results are.
@Component
@Transactional(readOnly = true)
class BoxQueries {

    private static final int MOST_POINTS = 60;

    enum By {
        MONTH,
        /// The same month of all years.
        SEASON,
        POINT
    }

    /// @param series whose results they are
    /// @param month null unless boxes are by month
    /// @param season 1 to 12 of a month of the year, else 0
    /// @param dots the results themselves, oldest first, where there are too few for a box
    record Column(
            int series,
            String point,
            LocalText name,
            @Nullable YearMonth month,
            int season,
            Box box,
            List<Dot> dots) {}

    /// @param value where it is drawn: of what is not detected its detection limit
    record Dot(double value, int censor, int verdict) {}

    private record Row(String key, Box box) {}

    private record Peer(int id, String code, LocalText name) {}

    /// What counts, with the lowest and the highest that each result can have been, and in which of the months it
    /// lies, counted from 1. Ten years of hours are many rows: where legal months begin is worked out once for a
    /// series, not the day of each result.
    private static final String COUNTED = """
            from (
              select r.*, s.id as of_series, width_bucket(r.started, case when r.date_only then b.dates else b.moments end) as month,
                case r.censor when 0 then r.value when 1 then least(0, r.level) else r.level end as low,
                case r.censor when 0 then r.value when 1 then r.level else 'Infinity' end as high,
                case r.censor when 0 then r.value is not null when 1 then r.level is not null when 3 then r.level is not null else false end as sized
              from monitoring.series s join monitoring.point p on p.id = s.point_id
              cross join lateral (
                select array_agg(m at time zone p.time_zone order by m) as moments, array_agg(m at time zone 'UTC' order by m) as dates
                from generate_series(cast(:first as timestamp), cast(:last as timestamp) + interval '1 day', interval '1 month') m) b
              cross join lateral (select * from %s where r.series_id = s.id and r.started >= :from and r.started < :to) r
              where s.id = any(:ids) and monitoring.counts(r.flag, r.qualifier, r.status)) r
            where month between 1 and :months""";

    private static final String FIVE =
            "percentile_cont(cast('{0,0.25,0.5,0.75,1}' as float8[])) within group (order by %s) filter (where sized)";

    private final JdbcClient jdbc;
    private final SeriesQueries series;
    private final Clock clock;

    BoxQueries(JdbcClient jdbc, SeriesQueries series, Clock clock) {
        this.jdbc = jdbc;
        this.series = series;
        this.clock = clock;
    }

    /// @param from the first day of a month; to the last day of one
    /// @param known as known at the end of that day; null for now
    List<Column> columns(SeriesHead head, By by, LocalDate from, LocalDate to, @Nullable LocalDate known) {
        var on = KnownOn.of(known, head.zone(), clock);
        var peers = by == By.MONTH ? List.of(new Peer(head.id(), head.pointCode(), head.pointName())) : alike(head);
        var params = new HashMap<String, Object>();
        params.put("ids", peers.stream().map(Peer::id).toArray(Integer[]::new));
        params.put("from", from.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC));
        params.put("to", to.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC));
        params.put("first", from);
        params.put("last", to);
        params.put("months", Math.toIntExact(ChronoUnit.MONTHS.between(from, to.plusDays(1))));
        on.params(params);
        String key = switch (by) {
            case MONTH -> "cast(month as text)";
            case SEASON -> "cast((month + " + (from.getMonthValue() - 2) + ") % 12 + 1 as text)";
            case POINT -> "cast(of_series as text)";
        };
        String counted = COUNTED.formatted(on.results().replace(":series", "s.id"));
        var boxes = new LinkedHashMap<String, Box>();
        jdbc.sql("select " + key + " as box, count(*) filter (where sized) as n, "
                        + "count(*) filter (where sized and censor = 1) as below, count(*) filter (where not sized) as out, "
                        + "count(*) filter (where verdict = 3) as exceeded, "
                        + "max(level) filter (where sized and censor = 1) as highest, "
                        + FIVE.formatted("low") + " as low, " + FIVE.formatted("high") + " as high "
                        + counted + " group by 1")
                .params(params)
                .query((rs, _) -> new Row(rs.getString("box"), box(rs)))
                .list()
                .forEach(row -> boxes.put(row.key(), row.box()));
        var few = boxes.entrySet().stream()
                .filter(e -> !e.getValue().drawn())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        var dots = few.length == 0 ? Map.<String, List<Dot>>of() : dots(key, counted, few, params);
        return switch (by) {
            case MONTH -> months(head, from, to, boxes, dots);
            case SEASON ->
                IntStream.rangeClosed(1, 12)
                        .mapToObj(m -> column(head, null, m, Integer.toString(m), boxes, dots))
                        .toList();
            case POINT ->
                peers.stream()
                        .filter(p -> boxes.containsKey(String.valueOf(p.id())))
                        .map(p -> new Column(
                                p.id(),
                                p.code(),
                                p.name(),
                                null,
                                0,
                                boxes.getOrDefault(String.valueOf(p.id()), NONE),
                                dots.getOrDefault(String.valueOf(p.id()), List.of())))
                        .toList();
        };
    }

    private static Column column(
            SeriesHead head,
            @Nullable YearMonth month,
            int season,
            String key,
            Map<String, Box> boxes,
            Map<String, List<Dot>> dots) {
        return new Column(
                head.id(),
                head.pointCode(),
                head.pointName(),
                month,
                season,
                boxes.getOrDefault(key, NONE),
                dots.getOrDefault(key, List.of()));
    }

    private static final Box NONE = new Box(0, 0, 0, 0, Double.NaN, List.of());

    /// Every month between the first and the last that has a result: one without is a gap, not left out.
    private static List<Column> months(
            SeriesHead head, LocalDate from, LocalDate to, Map<String, Box> boxes, Map<String, List<Dot>> dots) {
        var columns = new ArrayList<Column>();
        var first = YearMonth.from(from);
        for (int n = 1; !first.plusMonths(n - 1L).isAfter(YearMonth.from(to)); n++) {
            columns.add(column(head, first.plusMonths(n - 1L), 0, Integer.toString(n), boxes, dots));
        }
        while (!columns.isEmpty() && empty(columns.getFirst())) {
            columns.removeFirst();
        }
        return columns;
    }

    private static boolean empty(Column column) {
        return column.box().n() == 0 && column.box().left() == 0;
    }

    private Map<String, List<Dot>> dots(String key, String counted, String[] few, Map<String, Object> params) {
        var all = new HashMap<String, List<Dot>>();
        jdbc.sql("select " + key + " as box, case censor when 0 then value else level end as shown, censor, verdict "
                        + counted + " and sized and " + key + " = any(:few) order by started")
                .params(params)
                .param("few", few)
                .query(rs -> {
                    all.computeIfAbsent(rs.getString("box"), _ -> new ArrayList<>())
                            .add(new Dot(rs.getDouble("shown"), rs.getInt("censor"), rs.getInt("verdict")));
                });
        return all;
    }

    private static Box box(ResultSet rs) throws SQLException {
        double highest = rs.getDouble("highest");
        highest = rs.wasNull() ? Double.NaN : highest;
        return Box.of(
                rs.getInt("n"),
                rs.getInt("below"),
                rs.getInt("out"),
                rs.getInt("exceeded"),
                highest,
                numbers(rs.getArray("low")),
                numbers(rs.getArray("high")));
    }

    private static List<Double> numbers(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((Double[]) array.getArray());
    }

    /// Series at the points of the same site that measure the same in the same manner.
    private List<Peer> alike(SeriesHead head) {
        return jdbc.sql("""
                        select o.id, p.code, p.name from monitoring.series s
                        join monitoring.series o on o.parameter_code = s.parameter_code and o.fraction = s.fraction and o.basis = s.basis
                          and o.statistic = s.statistic and o.mode = s.mode and o.unit = s.unit and o.part = s.part
                          and (o.derived_from is null) = (s.derived_from is null)
                        join monitoring.point p on p.id = o.point_id and p.site_id = :site
                        where s.id = :id order by p.code, o.id limit :most""")
                .param("site", head.site())
                .param("id", head.id())
                .param("most", MOST_POINTS)
                .query((rs, _) -> new Peer(rs.getInt("id"), rs.getString("code"), Json.text(rs.getString("name"))))
                .list();
    }

    /// The first and the last day of some months that end with the newest result's.
    LocalDate[] window(SeriesHead head, int months, LocalDate today) {
        var last = YearMonth.from(series.last(head.id(), today));
        return new LocalDate[] {last.minusMonths(months - 1L).atDay(1), last.atEndOfMonth()};
    }
}
