package org.verdite.monitoring.web.chart;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Which day how much was exceeded, and how much was looked at. A day's number and the list behind it come
/// from the same rows: the verdicts that stand.
@Component
@Transactional(readOnly = true)
class HeatQueries {

    private static final int PAGE = 50;

    /// @param exceeded verdicts: a result that exceeds two limits counts twice
    /// @param results measured that day; judged of these
    record Day(LocalDate day, int exceeded, int results, int judged) {

        static Day empty(LocalDate day) {
            return new Day(day, 0, 0, 0);
        }

        Day plus(Day other) {
            return new Day(day, exceeded + other.exceeded, results + other.results, judged + other.judged);
        }
    }

    /// One verdict.
    ///
    /// @param episode whose it is, 0 while none was made
    record Exceeded(
            int series,
            Instant started,
            Instant ended,
            boolean dateOnly,
            String sample,
            int replicate,
            int run,
            long limit,
            String zone,
            String statistic,
            String pointCode,
            LocalText pointName,
            @Nullable LocalText siteName,
            LocalText parameter,
            String kind,
            double value,
            @Nullable BigDecimal limitValue,
            String unit,
            String set,
            int episode,
            String number) {

        String title(Texts t) {
            return t.of("monitoring.exceedance.title", t.of(parameter), t.of(pointName));
        }

        LocalDate day() {
            return Show.day(started, dateOnly, zone);
        }

        String when(Texts t) {
            return Show.when(t, started, dateOnly, zone, statistic);
        }

        String shown(Texts t) {
            return Show.amount(Show.value(t, value), unit);
        }

        String limitText(Texts t) {
            return Show.amount(Show.limit(t, limitValue), unit);
        }
    }

    /// The verdicts that stand: those of the judging that their result names.
    private static final String STANDING = """
            from monitoring.judgement j
            join monitoring.result r on r.series_id = j.series_id and r.started = j.started and r.ended = j.ended and r.sample = j.sample
              and r.replicate = j.replicate and r.run = j.run and r.judging_id = j.judging_id
            join monitoring.series s on s.id = j.series_id
            join monitoring.point p on p.id = s.point_id
            join monitoring.parameter q on q.code = s.parameter_code
            %s
            where j.verdict = 3 and j.started >= :from and j.started < :to and r.started >= :from and r.started < :to
              and monitoring.pub_day(j.started, r.date_only, p.time_zone) between :first and :last""";

    /// A mean that was put together is no result of its own, but where it is asked for.
    private static final String LOOKED_AT = """
            select day, cast(sum(results) as int) as results, cast(sum(judged) as int) as judged from (
              select monitoring.pub_day(r.started, r.date_only, p.time_zone) as day, count(*) as results,
                count(*) filter (where r.verdict in (1, 2, 3)) as judged
              from monitoring.result r
              join monitoring.series s on s.id = r.series_id
              join monitoring.point p on p.id = s.point_id
              join monitoring.parameter q on q.code = s.parameter_code
              where r.started >= :from and r.started < :to and not (s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN') and s.derived_from is null)
                %1$s %2$s
              group by 1
              union all
              select cast(k.began at time zone 'UTC' as date), sum(k.within_limits + k.warning + k.exceeded + k.not_judged + k.no_limit),
                sum(k.within_limits + k.warning + k.exceeded)
              from monitoring.rollup k
              join monitoring.series s on s.id = k.series_id
              join monitoring.point p on p.id = s.point_id
              join monitoring.parameter q on q.code = s.parameter_code
              where k.grain = 'DAY' and k.began >= :from and k.began < :to %1$s
              group by 1) d
            where day between :first and :last group by 1""";

    private final JdbcClient jdbc;

    HeatQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Every day of a year up to the last that is over or has begun.
    Map<LocalDate, Day> days(Filters filters, LocalDate first, LocalDate last) {
        var days = new HashMap<LocalDate, Day>();
        var params = params(first, last);
        String narrowed = narrowed(filters, params);
        String kind = kind(filters, params);
        jdbc.sql("select monitoring.pub_day(j.started, r.date_only, p.time_zone) as day, count(*) as exceeded "
                        + STANDING.formatted("") + narrowed + kind + " group by 1")
                .params(params)
                .query(rs -> {
                    var day = rs.getObject("day", LocalDate.class);
                    days.put(day, new Day(day, rs.getInt("exceeded"), 0, 0));
                });
        var looked = params(first, last);
        String derived = filters.has("series") ? "" : "and s.derived_from is null";
        jdbc.sql(LOOKED_AT.formatted(narrowed(filters, looked), derived))
                .params(looked)
                .query(rs -> {
                    var day = rs.getObject("day", LocalDate.class);
                    days.merge(day, new Day(day, 0, rs.getInt("results"), rs.getInt("judged")), Day::plus);
                });
        return days;
    }

    /// The verdicts of some days, newest first.
    Page<Exceeded> exceeded(Filters filters, LocalDate first, LocalDate last) {
        var keyset = Keyset.descending(
                filters,
                PAGE,
                "j.started timestamptz",
                "j.series_id int",
                "j.ended timestamptz",
                "j.sample text",
                "j.replicate smallint",
                "j.run smallint",
                "j.limit_id bigint");
        var params = params(first, last);
        params.putAll(keyset.params());
        String where = narrowed(filters, params) + kind(filters, params);
        var rows = jdbc.sql("""
                        select j.*, r.date_only, s.statistic, p.time_zone, p.code as point_code, p.name as point_name, st.name as site_name,
                          q.name as parameter, z.code as set_code, e.id as episode, e.number
                        """ + STANDING.formatted("""
                        left join organisation.pub_site st on st.id = p.site_id
                        left join obligations.pub_limit l on l.revision = j.limit_revision
                        left join obligations.pub_limit_set z on z.id = l.set_id
                        left join lateral (select e.id, e.number from monitoring.exceedance e where e.series_id = j.series_id and e.limit_id = j.limit_id
                          and e.state in ('ONGOING', 'ENDED') and j.started between e.started and e.ended order by e.id limit 1) e on true""") + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> exceeded(rs))
                .list();
        return keyset.page(
                rows, x -> List.of(x.started(), x.series(), x.ended(), x.sample(), x.replicate(), x.run(), x.limit()));
    }

    private static Exceeded exceeded(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        String number = rs.getString("number");
        String set = rs.getString("set_code");
        return new Exceeded(
                rs.getInt("series_id"),
                rs.getObject("started", OffsetDateTime.class).toInstant(),
                rs.getObject("ended", OffsetDateTime.class).toInstant(),
                rs.getBoolean("date_only"),
                rs.getString("sample"),
                rs.getInt("replicate"),
                rs.getInt("run"),
                rs.getLong("limit_id"),
                rs.getString("time_zone"),
                rs.getString("statistic"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                site == null ? null : Json.text(site),
                Json.text(rs.getString("parameter")),
                rs.getString("kind"),
                rs.getDouble("value"),
                rs.getBigDecimal("limit_value"),
                rs.getString("unit"),
                set == null ? "" : set,
                rs.getInt("episode"),
                number == null ? "" : number);
    }

    private static Map<String, Object> params(LocalDate first, LocalDate last) {
        var params = new HashMap<String, Object>();
        params.put("first", first);
        params.put("last", last);
        params.put("from", first.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC));
        params.put("to", last.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC));
        return params;
    }

    private static String narrowed(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<String>();
        number(filters, "site", "p.site_id", conditions, params);
        number(filters, "series", "s.id", conditions, params);
        if (filters.has("medium")) {
            conditions.add("q.medium = :medium");
            params.put("medium", filters.get("medium"));
        }
        return conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions);
    }

    private static String kind(Filters filters, Map<String, Object> params) {
        if (!filters.has("kind")) {
            return "";
        }
        params.put("kind", filters.get("kind"));
        return " and j.kind = :kind";
    }

    private static void number(
            Filters filters, String name, String column, List<String> conditions, Map<String, Object> params) {
        if (filters.has(name)) {
            params.put(name, filters.integer(name));
            conditions.add(column + " = :" + name);
        }
    }
}
