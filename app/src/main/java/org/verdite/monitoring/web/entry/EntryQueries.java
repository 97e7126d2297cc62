package org.verdite.monitoring.web.entry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// The series of a site that are entered by hand, with what was typed, what is stored for the day and what was last.
@Component
@Transactional(readOnly = true)
class EntryQueries {

    static final int MOST = 2_000;

    /// @param draft as typed and not stored yet; null for nothing
    /// @param stored what a round has stored for the day, as written; empty for nothing
    /// @param others how many results of the day came otherwise: with a time or a sample of their own
    record Line(
            int series,
            int point,
            String pointCode,
            LocalText pointName,
            String code,
            LocalText parameter,
            String fraction,
            String basis,
            String statistic,
            String mode,
            String unit,
            @Nullable String draft,
            String who,
            String stored,
            int storedVerdict,
            int others,
            @Nullable Last last) {}

    /// The newest result before the day.
    record Last(LocalDate day, double value, int censor, double level, String original) {
        String shown(Texts t) {
            return Show.result(t, value, censor, level, original);
        }
    }

    /// @param cells drafts of the day
    record Waiting(LocalDate day, int cells) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    EntryQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Of people's measurements those that bring data or are expected to; nothing that instruments send or that is put
    /// together.
    List<Line> lines(int site, LocalDate day, Filters filters) {
        return jdbc.sql("""
                        select s.id, s.point_id, p.code as point_code, p.name as point_name, s.parameter_code, q.name as parameter,
                          coalesce(nullif(s.fraction, ''), q.fraction) as fraction, coalesce(nullif(s.basis, ''), q.basis) as basis, s.statistic, s.mode, s.unit,
                          d.text as draft, coalesce(d.who, '') as who, r.original as stored, coalesce(r.verdict, 0) as stored_verdict,
                          x.n as others, b.started as last_started, b.date_only as last_date_only, p.time_zone, b.value, b.censor, b.level, b.original
                        from monitoring.series s join monitoring.point p on p.id = s.point_id join monitoring.parameter q on q.code = s.parameter_code
                        left join monitoring.latest l on l.series_id = s.id
                        left join monitoring.draft d on d.series_id = s.id and d.day = :day
                        left join monitoring.result r on r.series_id = s.id and r.started = :from and r.ended = :to and r.sample = '' and r.replicate = 0
                          and r.run = 0
                        left join lateral (select count(*) as n from monitoring.result o where o.series_id = s.id
                          and o.started >= case when o.date_only then :from else cast(:day as timestamp) at time zone p.time_zone end
                          and o.started < case when o.date_only then :to else (cast(:day as timestamp) + interval '1 day') at time zone p.time_zone end
                          and o.started > cast(:from as timestamptz) - interval '1 day' and o.started < cast(:to as timestamptz) + interval '1 day'
                          and not (o.started = :from and o.ended = :to and o.sample = '' and o.replicate = 0 and o.run = 0)) x on true
                        left join lateral (select o.started, o.date_only, o.value, o.censor, o.level, o.original from monitoring.result o
                          where o.series_id = s.id and o.started < :from and o.started <= l.started and o.started > least(l.started, :from) - interval '2 years'
                          order by o.started desc limit 1) b on true
                        where p.site_id = :site and s.mode <> 'ONLINE' and s.derived_from is null and s.statistic in ('VALUE', 'DAY_MEAN')
                          and (p.valid_to is null or p.valid_to > :day)
                          and (l.series_id is not null or d.id is not null or exists (select from monitoring.expectation e where e.series_id = s.id
                            and e.superseded_at is null and e.valid_from <= :day and (e.valid_to is null or e.valid_to > :day)))
                          and (:kind = '' or p.kind = :kind) and (:mode = '' or s.mode = :mode) and (:point = '' or p.code = :point)
                        order by p.code, s.parameter_code, s.id limit :most""")
                .param("site", site)
                .param("day", day)
                .param("from", day.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("kind", filters.get("kind"))
                .param("mode", filters.get("mode"))
                .param("point", filters.get("point"))
                .param("most", MOST)
                .query((rs, _) -> line(rs))
                .list();
    }

    private static Line line(ResultSet rs) throws SQLException {
        var started = rs.getObject("last_started", OffsetDateTime.class);
        String stored = rs.getString("stored");
        return new Line(
                rs.getInt("id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                rs.getString("parameter_code"),
                Json.text(rs.getString("parameter")),
                rs.getString("fraction"),
                rs.getString("basis"),
                rs.getString("statistic"),
                rs.getString("mode"),
                rs.getString("unit"),
                rs.getString("draft"),
                rs.getString("who"),
                stored == null ? "" : stored,
                rs.getInt("stored_verdict"),
                rs.getInt("others"),
                started == null ? null : last(rs, started));
    }

    private static Last last(ResultSet rs, OffsetDateTime started) throws SQLException {
        double value = rs.getDouble("value");
        value = rs.wasNull() ? Double.NaN : value;
        double level = rs.getDouble("level");
        level = rs.wasNull() ? Double.NaN : level;
        return new Last(
                Show.day(started.toInstant(), rs.getBoolean("last_date_only"), rs.getString("time_zone")),
                value,
                rs.getInt("censor"),
                level,
                rs.getString("original"));
    }

    /// Days of a site with drafts, newest first.
    List<Waiting> waiting(int site) {
        return jdbc.sql("""
                        select d.day, count(*) as n from monitoring.draft d join monitoring.series s on s.id = d.series_id
                        join monitoring.point p on p.id = s.point_id where p.site_id = :site group by d.day order by d.day desc limit 12""")
                .param("site", site)
                .query((rs, _) -> new Waiting(rs.getObject("day", LocalDate.class), rs.getInt("n")))
                .list();
    }

    /// What the site's points are, and their codes: the choices of the sheet.
    Map<String, String> points(int site, Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.code, p.name from monitoring.point p where p.site_id = :site and exists (select from monitoring.series s
                          where s.point_id = p.id and s.mode <> 'ONLINE' and s.derived_from is null) order by p.code limit 300""").param("site", site).query(rs -> {
            all.put(rs.getString("code"), rs.getString("code") + " · " + t.of(Json.text(rs.getString("name"))));
        });
        return all;
    }

    List<String> kinds(int site) {
        return jdbc.sql("""
                        select distinct p.kind from monitoring.point p join monitoring.series s on s.point_id = p.id
                        where p.site_id = :site and s.mode <> 'ONLINE' and s.derived_from is null order by p.kind""")
                .param("site", site)
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    boolean locked(SiteId site, LocalDate day) {
        return jdbc.sql(
                        "select exists (select from monitoring.month_review where site_id = :site and month = :month and state = 'LOCKED')")
                .param("site", site.value())
                .param("month", day.withDayOfMonth(1))
                .query(Boolean.class)
                .single();
    }

    LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}
