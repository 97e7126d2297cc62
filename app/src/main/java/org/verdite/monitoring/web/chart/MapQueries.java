package org.verdite.monitoring.web.chart;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.alarm.Rhythm;
import org.verdite.monitoring.web.SeriesQueries;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// How the points of a site stood at the end of a day, for one parameter.
@Component
@Transactional(readOnly = true)
class MapQueries {

    /// No value is older than this and still in its rhythm: a year, and a year forgiven.
    private static final int LONGEST_DAYS = 740;

    /// As `monitoring.result.verdict`, and two that a result has not.
    enum Standing {
        NO_LIMIT(State.IDLE, 1),
        WITHIN(State.OK, 2),
        WARNING(State.WARN, 4),
        EXCEEDED(State.BAD, 5),
        NOT_JUDGED(State.UNKNOWN, 3),
        /// Nothing within the rhythm in which it is expected.
        NO_DATA(State.UNKNOWN, 0),
        /// Not measured at this point.
        ELSEWHERE(State.IDLE, -1);

        final State state;
        final int weight;

        Standing(State state, int weight) {
            this.state = state;
            this.weight = weight;
        }

        static Standing of(int verdict) {
            return values()[verdict];
        }
    }

    /// The newest value of a series by then.
    ///
    /// @param fresh within the rhythm in which data are expected
    record Reading(
            int series,
            String statistic,
            String mode,
            String unit,
            @Nullable Instant started,
            boolean dateOnly,
            double value,
            int censor,
            double level,
            String original,
            int verdict,
            boolean fresh) {

        Standing standing() {
            return started == null || !fresh ? Standing.NO_DATA : Standing.of(verdict);
        }

        String shown(Texts t) {
            return started == null ? "" : Show.amount(Show.result(t, value, censor, level, original), unit);
        }
    }

    record MapPoint(
            int id,
            String code,
            LocalText name,
            String kind,
            String zone,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            boolean simulated,
            List<Reading> readings) {

        boolean placed() {
            return latitude != null && longitude != null;
        }

        /// The worst of its series.
        Standing standing() {
            return worst().map(Reading::standing).orElse(Standing.ELSEWHERE);
        }

        java.util.Optional<Reading> worst() {
            return readings.stream().max(Comparator.comparingInt(r -> r.standing().weight));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    MapQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What is measured at a site, most widely measured first.
    Map<String, String> parameters(int site, Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select q.code, q.name from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code
                        where p.site_id = :site group by q.code, q.name order by count(distinct p.id) desc, q.code limit 200""").param("site", site).query(rs -> {
            all.put(rs.getString("code"), t.of(Json.text(rs.getString("name"))));
        });
        return all;
    }

    /// @param day the end of this day at each point, or now while it lasts
    List<MapPoint> points(int site, String parameter, LocalDate day) {
        var points = new LinkedHashMap<Integer, MapPoint>();
        jdbc.sql("""
                        select p.id, p.code, p.name, p.kind, p.time_zone, p.latitude, p.longitude, p.simulated, s.id as series, s.statistic, s.mode,
                          s.unit, s.derived_from is not null as derived, l.started, l.ended, l.date_only, l.value, l.censor, l.level, l.original, v.verdict, x.rhythm, x.grace_hours
                        from monitoring.point p
                        left join monitoring.series s on s.point_id = p.id and s.parameter_code = :parameter
                        left join lateral (select x.rhythm, x.grace_hours from monitoring.expectation x
                          where x.series_id = s.id and x.superseded_at is null and x.valid_from <= :day and (x.valid_to is null or x.valid_to > :day)
                          limit 1) x on true
                        left join lateral (select r.* from monitoring.result r
                          where r.series_id = s.id and r.started >= :since and r.started < :until and (r.date_only or r.started <= :now)
                            and monitoring.pub_day(r.started, r.date_only, p.time_zone) <= :day
                          order by r.started desc limit 1) l on true
                        left join lateral (select r.verdict from monitoring.result r where r.series_id = s.id and r.started = l.started
                          order by case r.verdict when 3 then 4 when 2 then 3 when 4 then 2 else r.verdict end desc limit 1) v on true
                        where p.site_id = :site and p.valid_from <= :day and (p.valid_to is null or p.valid_to > :day)
                        order by p.code, p.id, s.id limit 1000""")
                .param("site", site)
                .param("parameter", parameter)
                .param("day", day)
                .param("since", day.minusDays(LONGEST_DAYS).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("until", day.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    var point = points.get(rs.getInt("id"));
                    if (point == null) {
                        point = point(rs);
                        points.put(point.id(), point);
                    }
                    if (rs.getObject("series") != null) {
                        point.readings().add(reading(rs, day, point.zone()));
                    }
                });
        return List.copyOf(points.values());
    }

    private static MapPoint point(ResultSet rs) throws SQLException {
        return new MapPoint(
                rs.getInt("id"),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getString("kind"),
                rs.getString("time_zone"),
                rs.getBigDecimal("latitude"),
                rs.getBigDecimal("longitude"),
                rs.getBoolean("simulated"),
                new ArrayList<>());
    }

    private Reading reading(ResultSet rs, LocalDate day, String zone) throws SQLException {
        var started = rs.getObject("started", OffsetDateTime.class);
        double value = rs.getDouble("value");
        value = rs.wasNull() ? Double.NaN : value;
        double level = rs.getDouble("level");
        level = rs.wasNull() ? Double.NaN : level;
        String original = rs.getString("original");
        return new Reading(
                rs.getInt("series"),
                rs.getString("statistic"),
                rs.getString("mode"),
                rs.getString("unit"),
                started == null ? null : started.toInstant(),
                rs.getBoolean("date_only"),
                value,
                rs.getInt("censor"),
                level,
                original == null ? "" : original,
                rs.getInt("verdict"),
                started != null && fresh(rs, day, ZoneId.of(zone)));
    }

    /// A value holds from its end until the next is due: by the rhythm that is stated for its series, with
    /// the hours that are forgiven; where none is, for a day if measured online, a year for what is
    /// put together of a year, else 31 days.
    private boolean fresh(ResultSet rs, LocalDate day, ZoneId zone) throws SQLException {
        var ended = rs.getObject("ended", OffsetDateTime.class).toInstant();
        var started = rs.getObject("started", OffsetDateTime.class).toInstant();
        var end = rs.getBoolean("date_only")
                ? LocalDate.ofInstant(SeriesQueries.over(started, ended, rs.getBoolean("derived")), ZoneOffset.UTC)
                        .atStartOfDay(zone)
                        .toInstant()
                : ended;
        var over = day.plusDays(1).atStartOfDay(zone).toInstant();
        var moment = over.isAfter(clock.instant()) ? clock.instant() : over;
        String rhythm = rs.getString("rhythm");
        var holds = rhythm != null
                ? length(Rhythm.valueOf(rhythm)).plusHours(rs.getInt("grace_hours"))
                : rs.getString("mode").equals("ONLINE")
                        ? length(Rhythm.DAY)
                        : length(rs.getString("statistic").contains("YEAR") ? Rhythm.YEAR : Rhythm.MONTH);
        return !moment.isAfter(end.plus(holds));
    }

    private static Duration length(Rhythm rhythm) {
        return switch (rhythm) {
            case HOUR -> Duration.ofHours(1);
            case DAY -> Duration.ofDays(1);
            case WEEK -> Duration.ofDays(7);
            case MONTH -> Duration.ofDays(31);
            case QUARTER -> Duration.ofDays(92);
            case YEAR -> Duration.ofDays(366);
        };
    }
}
