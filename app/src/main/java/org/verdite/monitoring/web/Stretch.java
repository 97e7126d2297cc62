package org.verdite.monitoring.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// Results of one series from a first to a last one, with where they were measured.
public record Stretch(
        int series,
        int point,
        String pointCode,
        LocalText pointName,
        LocalText parameter,
        String measure,
        @Nullable LocalText siteName,
        String zone,
        Instant from,
        Instant to,
        boolean dateOnly) {

    /// Of a row `x` with series_id, started and ended.
    public static final String COLUMNS =
            "s.point_id, p.code as point_code, p.name as point_name, q.name as parameter, s.unit as measure, st.name as site_name, p.time_zone";

    public static final String JOIN = """
            join monitoring.series s on s.id = x.series_id
            join monitoring.point p on p.id = s.point_id
            join monitoring.parameter q on q.code = s.parameter_code
            left join organisation.pub_site st on st.id = p.site_id""";

    public static Stretch read(ResultSet rs, boolean dateOnly) throws SQLException {
        String site = rs.getString("site_name");
        return new Stretch(
                rs.getInt("series_id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                Json.text(rs.getString("parameter")),
                rs.getString("measure"),
                site == null ? null : Json.text(site),
                rs.getString("time_zone"),
                rs.getTimestamp("started").toInstant(),
                rs.getTimestamp("ended").toInstant(),
                dateOnly);
    }

    /// By site, point and series.
    public static void narrow(Filters filters, List<String> conditions, Map<String, Object> params) {
        for (var column : Map.of("site", "p.site_id", "point", "p.id", "series", "x.series_id")
                .entrySet()) {
            String name = column.getKey();
            if (filters.has(name)) {
                conditions.add(column.getValue() + " = :" + name);
                params.put(name, filters.integer(name));
            }
        }
    }

    public String title(Texts t) {
        return t.of("monitoring.exceedance.title", t.of(parameter), t.of(pointName));
    }

    /// One moment, or from one to another.
    public String span(Texts t) {
        if (dateOnly) {
            return t.span(LocalDate.ofInstant(from, ZoneOffset.UTC), LocalDate.ofInstant(to, ZoneOffset.UTC));
        }
        var place = ZoneId.of(zone);
        return from.equals(to)
                ? t.time(from, place)
                : t.of("monitoring.gap.between", t.time(from, place), t.time(to, place));
    }

    /// The series' values of these days.
    public String values() {
        return "/monitoring/series/" + series + "/values?from=" + Show.day(from, dateOnly, zone) + "&to="
                + Show.day(to, dateOnly, zone);
    }

    /// A moment as the form of a suppression reads it.
    public String typed(Instant at) {
        return dateOnly
                ? LocalDate.ofInstant(at, ZoneOffset.UTC).toString()
                : at.atZone(ZoneId.of(zone)).toLocalDateTime().toString();
    }
}
