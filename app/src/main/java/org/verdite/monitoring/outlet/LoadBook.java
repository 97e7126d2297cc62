package org.verdite.monitoring.outlet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.ui.Json;

/// Loads as they stand, or as they were known at a moment.
@Component
@Transactional(readOnly = true)
public class LoadBook {

    private static final String COLUMNS = String.join(
            ",",
            List.of(
                    "revision",
                    "kind",
                    "kilograms",
                    "cubic_metres",
                    "why",
                    "present",
                    "filled",
                    "needed",
                    "results",
                    "not_detected",
                    "left_out",
                    "method",
                    "gap",
                    "non_detect",
                    "rule_id",
                    "concentration_series",
                    "flow_series",
                    "original",
                    "original_unit",
                    "source",
                    "note",
                    "recorded_at",
                    "recorded_by",
                    "superseded_at"));

    private static final String KNOWN = "recorded_at <= :known and (superseded_at is null or superseded_at > :known)";

    private static final String SELECT =
            """
            select l.point_id, l.parameter_code, l.month, p.code, p.name, p.kind as point_kind, p.unit_id, p.facility_id, p.site_id, st.name as site_name,
              q.name as parameter, q.medium, %s, %s, coalesce(r.apart, 0.05) as apart,
              coalesce(c.counts, r.counts, 'DERIVED') as chosen, coalesce(c.reason, r.reason, '') as reason, c.id is not null as by_person
            from (select point_id, parameter_code, month from monitoring.load where month between :from and :to <points>and <known>
              group by 1, 2, 3) l
            join monitoring.point p on p.id = l.point_id
            join monitoring.parameter q on q.code = l.parameter_code
            join organisation.pub_site st on st.id = p.site_id
            left join monitoring.load d on d.point_id = l.point_id and d.parameter_code = l.parameter_code and d.month = l.month
              and d.kind = 'DERIVED' and d.recorded_at <= :known and (d.superseded_at is null or d.superseded_at > :known)
            left join monitoring.load s on s.point_id = l.point_id and s.parameter_code = l.parameter_code and s.month = l.month
              and s.kind = 'SENT' and s.recorded_at <= :known and (s.superseded_at is null or s.superseded_at > :known)
            left join monitoring.load_choice c on c.point_id = l.point_id and c.parameter_code = l.parameter_code and c.month = l.month
              and c.recorded_at <= :known and (c.superseded_at is null or c.superseded_at > :known)
            left join lateral (select * from monitoring.load_rule x where x.point_id = l.point_id and x.parameter_code in ('', l.parameter_code)
              and <known> order by x.parameter_code desc limit 1) r on true
            """.formatted(columns("d"), columns("s")).replace("<known>", KNOWN);

    private final JdbcClient jdbc;

    LoadBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static String columns(String of) {
        var text = new StringBuilder();
        for (String column : COLUMNS.split(",")) {
            text.append(text.isEmpty() ? "" : ", ").append(of + "." + column + " as " + of + "_" + column);
        }
        return text.toString();
    }

    /// @param more further conditions and an order, on the tables `l`, `p`, `q`, `d`, `s`, `r`
    /// @param known null for now
    public List<MonthLoad> list(
            YearMonth from, YearMonth to, @Nullable Instant known, String more, Map<String, ?> params) {
        return list(SELECT.replace("<points>", "") + more, from, to, known, params);
    }

    /// The same of some outlets: the loads of all others are not even looked at.
    ///
    /// @param points whose loads they are
    private List<MonthLoad> ofPoints(
            Collection<Integer> points,
            YearMonth from,
            YearMonth to,
            @Nullable Instant known,
            String more,
            Map<String, ?> params) {
        var all = new HashMap<String, Object>(params);
        all.put("points", points.toArray(Integer[]::new));
        return list(SELECT.replace("<points>", "and point_id = any(:points) ") + more, from, to, known, all);
    }

    private List<MonthLoad> list(
            String sql, YearMonth from, YearMonth to, @Nullable Instant known, Map<String, ?> params) {
        var all = new HashMap<String, Object>(params);
        all.put("from", from.atDay(1));
        all.put("to", to.atDay(1));
        return jdbc.sql(sql)
                .params(all)
                .param("known", (known == null ? NOW : known).atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .query((rs, _) -> row(rs))
                .list();
    }

    /// Later than anything that was recorded.
    private static final Instant NOW = Instant.parse("9999-01-01T00:00:00Z");

    public List<MonthLoad> ofPoint(int point, String parameter, YearMonth from, YearMonth to, @Nullable Instant known) {
        return ofPoints(
                List.of(point),
                from,
                to,
                known,
                " where l.parameter_code = :parameter order by l.month",
                Map.of("parameter", parameter));
    }

    public List<MonthLoad> ofSite(int site, YearMonth month, @Nullable Instant known) {
        return ofPoints(points(List.of(site)), month, month, known, " order by p.code, l.parameter_code", Map.of());
    }

    /// Loads of all outlets of some sites.
    public List<MonthLoad> ofSites(
            Collection<Integer> sites, YearMonth from, YearMonth to, @Nullable Instant known, List<String> parameters) {
        return ofPoints(
                points(sites),
                from,
                to,
                known,
                " where l.parameter_code = any(:parameters) order by l.month, p.code",
                Map.of("parameters", parameters.toArray(String[]::new)));
    }

    private List<Integer> points(Collection<Integer> sites) {
        return jdbc.sql("select id from monitoring.point where site_id = any(:sites)")
                .param("sites", sites.toArray(Integer[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    /// Every revision of the loads of an outlet and parameter, the newest first.
    public List<Map.Entry<YearMonth, StoredLoad>> revisions(int point, String parameter, YearMonth from, YearMonth to) {
        return jdbc.sql("""
                        select * from monitoring.load where point_id = :point and parameter_code = :parameter and month between :from and :to
                        order by revision desc limit 500""")
                .param("point", point)
                .param("parameter", parameter)
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query((rs, _) -> Map.entry(
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        java.util.Objects.requireNonNull(StoredLoad.read(rs, ""))))
                .list();
    }

    /// The month of the newest load; null where there is none.
    public @Nullable YearMonth last() {
        return jdbc.sql("select month from monitoring.load where superseded_at is null order by month desc limit 1")
                .query((rs, _) -> YearMonth.from(rs.getObject(1, LocalDate.class)))
                .optional()
                .orElse(null);
    }

    private static MonthLoad row(ResultSet rs) throws SQLException {
        return new MonthLoad(
                rs.getInt("point_id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("point_kind"),
                rs.getInt("unit_id"),
                rs.getInt("facility_id"),
                rs.getInt("site_id"),
                Json.text(rs.getString("site_name")),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter")),
                rs.getString("medium"),
                YearMonth.from(rs.getObject("month", LocalDate.class)),
                StoredLoad.read(rs, "d_"),
                StoredLoad.read(rs, "s_"),
                rs.getBigDecimal("apart"),
                rs.getString("chosen"),
                rs.getString("reason"),
                rs.getBoolean("by_person"));
    }
}
