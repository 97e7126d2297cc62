package org.verdite.monitoring.web.chart;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.web.RankWords;
import org.verdite.monitoring.web.SeriesChoice;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// Series that can be laid side by side, and what each brought.
@Component
@Transactional(readOnly = true)
class CompareQueries {

    private static final int MOST = 300;

    /// @param lowest of what was measured; NaN without any
    record Summary(SeriesHead series, long results, long below, long exceeded, double lowest, double highest) {}

    private static final String CHOICES = """
            select s.id, p.code as point_code, q.name as parameter, s.statistic, s.part, s.mode, s.unit from monitoring.series s
            join monitoring.point p on p.id = s.point_id join monitoring.parameter q on q.code = s.parameter_code
            """;

    private final JdbcClient jdbc;

    CompareQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// At the sites of those that are there already; only in their units once there are two.
    Map<String, String> beside(List<SeriesHead> heads, Texts t) {
        var units = heads.stream().map(SeriesHead::unit).distinct().toList();
        return choices(
                jdbc.sql(CHOICES + """
                        where p.site_id = any(:sites) and not s.id = any(:here) and (:open or s.unit = any(:units))
                        order by s.unit <> :unit, s.parameter_code <> :code, p.code, s.parameter_code, s.id limit :most""")
                        .param(
                                "sites",
                                heads.stream().map(SeriesHead::site).distinct().toArray(Integer[]::new))
                        .param("here", heads.stream().map(SeriesHead::id).toArray(Integer[]::new))
                        .param("open", units.size() < SeriesChoice.MOST_UNITS)
                        .param("units", units.toArray(String[]::new))
                        .param("unit", heads.getFirst().unit())
                        .param("code", heads.getFirst().code())
                        .param("most", MOST),
                t);
    }

    Map<String, String> all(Texts t) {
        return choices(
                jdbc.sql(CHOICES + " order by p.code, s.parameter_code, s.id limit :most")
                        .param("most", MOST),
                t);
    }

    private static Map<String, String> choices(JdbcClient.StatementSpec spec, Texts t) {
        var all = new LinkedHashMap<String, String>();
        spec.query(rs -> {
            all.put(
                    rs.getString("id"),
                    t.of(
                            "monitoring.compare.choice",
                            rs.getString("point_code"),
                            t.of(Json.text(rs.getString("parameter"))),
                            RankWords.statistic(t, rs.getString("statistic"), rs.getString("part")),
                            rs.getString("unit")));
        });
        return all;
    }

    List<Summary> summaries(List<SeriesHead> heads, LocalDate from, LocalDate to) {
        var byId = new LinkedHashMap<Integer, Summary>();
        heads.forEach(h -> byId.put(h.id(), new Summary(h, 0, 0, 0, Double.NaN, Double.NaN)));
        jdbc.sql("""
                        select r.series_id, count(*) as results, count(*) filter (where r.censor in (1, 2)) as below,
                          count(*) filter (where r.verdict = 3) as exceeded, min(r.value) as lowest, max(r.value) as highest
                        from monitoring.result r
                        where r.series_id = any(:ids) and r.started >= :from and r.started < :to and monitoring.counts(r.flag, r.qualifier, r.status)
                        group by 1""")
                .param("ids", heads.stream().map(SeriesHead::id).toArray(Integer[]::new))
                .param("from", from.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    double lowest = rs.getDouble("lowest");
                    lowest = rs.wasNull() ? Double.NaN : lowest;
                    double highest = rs.getDouble("highest");
                    highest = rs.wasNull() ? Double.NaN : highest;
                    var head = byId.get(rs.getInt("series_id"));
                    if (head != null) {
                        byId.put(
                                head.series().id(),
                                new Summary(
                                        head.series(),
                                        rs.getLong("results"),
                                        rs.getLong("below"),
                                        rs.getLong("exceeded"),
                                        lowest,
                                        highest));
                    }
                });
        return List.copyOf(byId.values());
    }
}
