package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Points with how they stand: the worst of their latest verdicts and the days since the last value.
@Component
@Transactional(readOnly = true)
public class PointQueries {

    private static final int PAGE = 25;

    /// Points and, beside each, how it stands. `<points>` are the points asked for; where they are those of a page, the
    /// status is worked out for no other.
    private static final String SELECT = """
            select p.*, st.name as site_name, f.name as facility_name, w.series, w.last_result, w.verdict
            from <points> p
            left join organisation.pub_site st on st.id = p.site_id
            left join organisation.pub_facility f on f.id = p.facility_id
            cross join lateral (
              select count(s.id) as series, max(l.started) as last_result,
                coalesce((array_agg(l.verdict order by case l.verdict when 3 then 4 when 2 then 3 when 4 then 2 else l.verdict end desc)
                  filter (where l.verdict is not null))[1], 0) as verdict
              from monitoring.series s left join monitoring.latest l on l.series_id = s.id where s.point_id = p.id) w""";

    private static final String ALL = SELECT.replace("<points>", "monitoring.point");

    public record PointRow(
            int id,
            int unitId,
            String code,
            LocalText name,
            String kind,
            int site,
            @Nullable LocalText siteName,
            @Nullable LocalText facilityName,
            String zone,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            String receivingBody,
            String receivingClass,
            String source,
            String licence,
            boolean simulated,
            @Nullable LocalDate closed,
            int version,
            int series,
            @Nullable Instant lastResult,
            int verdict,
            long daysSince) {

        State sign() {
            return lastResult == null ? State.IDLE : Show.verdict(verdict);
        }

        String word(Texts t) {
            return lastResult == null ? t.of("monitoring.point.noData") : Show.verdictWord(t, verdict);
        }

        String since(Texts t) {
            return lastResult == null ? "" : t.of("monitoring.point.since", daysSince);
        }
    }

    record SeriesRow(
            int id,
            String parameterCode,
            LocalText parameter,
            String fraction,
            String statistic,
            String part,
            String mode,
            String unit,
            @Nullable Instant started,
            boolean dateOnly,
            double value,
            int censor,
            double level,
            String original,
            int verdict) {

        String shown(Texts t) {
            return started == null ? "" : Show.result(t, value, censor, level, original);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    PointQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Page<PointRow> page(Filters filters) {
        var keyset = Keyset.of(filters, PAGE, "p.code text", "p.id int");
        var params = new HashMap<String, Object>(keyset.params());
        String one = where(filters, params) + " and " + keyset.where();
        // only a state has to be worked out before it is known which points are on the page
        String sql = filters.has("state")
                ? ALL + one + keyset.orderAndLimit()
                : SELECT.replace(
                                "<points>",
                                "(select p.* from monitoring.point p left join organisation.pub_site st on st.id = p.site_id"
                                        + one + keyset.orderAndLimit() + ")")
                        + keyset.orderAndLimit();
        var rows = jdbc.sql(sql).params(params).query((rs, _) -> row(rs)).list();
        return keyset.page(rows, row -> List.of(row.code(), row.id()));
    }

    public PointRow require(int id) {
        return jdbc.sql(ALL + " where p.id = :id")
                .param("id", id)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("point " + id));
    }

    private static String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        conditions.add("true");
        if (filters.has("kind")) {
            conditions.add("p.kind = :kind");
            params.put("kind", filters.get("kind"));
        }
        if (filters.has("siteKind")) {
            conditions.add("st.kind = :siteKind");
            params.put("siteKind", filters.get("siteKind"));
        }
        if (filters.has("site")) {
            try {
                params.put("site", Integer.valueOf(filters.get("site")));
            } catch (NumberFormatException e) {
                throw new Invalid("site", "ui.form.number", filters.get("site"));
            }
            conditions.add("p.site_id = :site");
        }
        if (filters.has("medium")) {
            conditions.add("""
                    exists (select 1 from monitoring.series x join monitoring.parameter q on q.code = x.parameter_code
                      where x.point_id = p.id and q.medium = :medium)""");
            params.put("medium", filters.get("medium"));
        }
        switch (filters.get("state")) {
            case "exceeded" -> conditions.add("w.verdict = 3");
            case "warning" -> conditions.add("w.verdict = 2");
            case "notJudged" -> conditions.add("w.verdict = 4");
            case "within" -> conditions.add("w.verdict = 1");
            case "noData" -> conditions.add("w.last_result is null");
            default -> {}
        }
        if (filters.has("q")) {
            conditions.add("(p.code ilike :words or p.name::text ilike :words)");
            params.put("words", "%" + filters.get("q").replace("%", "\\%").replace("_", "\\_") + "%");
        }
        return " where " + String.join(" and ", conditions);
    }

    private PointRow row(ResultSet rs) throws SQLException {
        var last = rs.getObject("last_result", OffsetDateTime.class);
        String zone = rs.getString("time_zone");
        return new PointRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getInt("site_id"),
                text(rs, "site_name"),
                text(rs, "facility_name"),
                zone,
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getString("receiving_body"),
                rs.getString("receiving_class"),
                rs.getString("data_source"),
                rs.getString("data_licence"),
                rs.getBoolean("simulated"),
                rs.getObject("valid_to", LocalDate.class),
                rs.getInt("version"),
                rs.getInt("series"),
                last == null ? null : last.toInstant(),
                rs.getInt("verdict"),
                last == null
                        ? 0
                        : Math.max(
                                0,
                                Duration.between(last.toInstant(), clock.instant())
                                        .toDays()));
    }

    private static @Nullable LocalText text(ResultSet rs, String column) throws SQLException {
        String json = rs.getString(column);
        return json == null ? null : Json.text(json);
    }

    List<SeriesRow> series(int point) {
        return jdbc.sql("""
                        select s.*, q.name as parameter, l.started, coalesce(l.date_only, false) as date_only, l.value, coalesce(l.censor, 0) as censor,
                          l.level, coalesce(l.original, '') as original, coalesce(l.verdict, 0) as verdict
                        from monitoring.series s join monitoring.parameter q on q.code = s.parameter_code
                        left join monitoring.latest l on l.series_id = s.id
                        where s.point_id = :point order by s.parameter_code, s.fraction, s.statistic, s.mode limit 500""")
                .param("point", point)
                .query((rs, _) -> seriesRow(rs))
                .list();
    }

    private static SeriesRow seriesRow(ResultSet rs) throws SQLException {
        var started = rs.getObject("started", OffsetDateTime.class);
        double value = rs.getDouble("value");
        value = rs.wasNull() ? Double.NaN : value;
        double level = rs.getDouble("level");
        level = rs.wasNull() ? Double.NaN : level;
        return new SeriesRow(
                rs.getInt("id"),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter")),
                rs.getString("fraction"),
                rs.getString("statistic"),
                rs.getString("part"),
                rs.getString("mode"),
                rs.getString("unit"),
                started == null ? null : started.toInstant(),
                rs.getBoolean("date_only"),
                value,
                rs.getInt("censor"),
                level,
                rs.getString("original"),
                rs.getInt("verdict"));
    }

    public LocalDate today(String zone) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of(zone));
    }

    /// The facilities where points can be added, for the form: id → site and facility.
    Map<String, String> facilities(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select f.id, f.code, f.name, s.name as site from organisation.pub_facility f join organisation.pub_site s on s.id = f.site_id
                        order by verdite.text(s.name, :lang), f.code limit 1000""").param("lang", t.language()).query(rs -> {
            all.put(
                    rs.getString("id"),
                    t.of(Json.text(rs.getString("site"))) + " · " + rs.getString("code") + " "
                            + t.of(Json.text(rs.getString("name"))));
        });
        return all;
    }

    Map<String, String> parameters(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("select code, name, unit from monitoring.parameter order by code limit 1000")
                .query(rs -> {
                    all.put(
                            rs.getString("code"),
                            rs.getString("code") + " " + t.of(Json.text(rs.getString("name"))) + " ("
                                    + rs.getString("unit") + ")");
                });
        return all;
    }
}
