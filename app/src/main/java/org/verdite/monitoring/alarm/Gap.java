package org.verdite.monitoring.alarm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// A stretch of time for which a series brought fewer data than expected.
///
/// @param ended end of the period; of a silence null until data came again
/// @param state OPEN, FILLED by data, or CLOSED by a person with a reason
public record Gap(
        int id,
        int unit,
        int series,
        int point,
        String pointCode,
        LocalText pointName,
        LocalText parameter,
        @Nullable LocalText siteName,
        String zone,
        boolean online,
        Rhythm rhythm,
        Instant started,
        @Nullable Instant ended,
        Instant dueAt,
        int expected,
        int found,
        Instant noticedAt,
        String state,
        @Nullable Instant overAt,
        @Nullable LocalText closedBy,
        String reason,
        int version) {

    public static final String SELECT = """
            select g.*, s.point_id, p.code as point_code, p.name as point_name, q.name as parameter, st.name as site_name, p.time_zone,
              s.mode = 'ONLINE' as online, organisation.pub_person_name(g.closed_by) as closer
            from monitoring.gap g
            join monitoring.series s on s.id = g.series_id
            join monitoring.point p on p.id = s.point_id
            join monitoring.parameter q on q.code = s.parameter_code
            left join organisation.pub_site st on st.id = p.site_id""";

    public static Gap read(ResultSet rs) throws SQLException {
        String site = rs.getString("site_name");
        String closer = rs.getString("closer");
        return new Gap(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getInt("series_id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                Json.text(rs.getString("parameter")),
                site == null ? null : Json.text(site),
                rs.getString("time_zone"),
                rs.getBoolean("online"),
                Rhythm.valueOf(rs.getString("rhythm")),
                Objects.requireNonNull(instant(rs, "started")),
                instant(rs, "ended"),
                Objects.requireNonNull(instant(rs, "due_at")),
                rs.getInt("expected"),
                rs.getInt("found"),
                Objects.requireNonNull(instant(rs, "noticed_at")),
                rs.getString("state"),
                instant(rs, "over_at"),
                closer == null ? null : Json.text(closer),
                rs.getString("reason"),
                rs.getInt("version"));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    public boolean open() {
        return state.equals("OPEN");
    }

    /// "Apr 2031", "since 8 May 2031, 10:00": the period's days are the point's.
    public String span(Texts t) {
        var place = ZoneId.of(zone);
        var from = LocalDate.ofInstant(started, place);
        return switch (rhythm) {
            case HOUR, DAY ->
                ended == null
                        ? t.of("monitoring.gap.since", t.time(started, place))
                        : t.of("monitoring.gap.between", t.time(started, place), t.time(ended, place));
            case WEEK -> t.span(from, from.plusDays(6));
            case MONTH -> t.month(YearMonth.from(from));
            case QUARTER ->
                t.of(
                        "monitoring.gap.quarter",
                        String.valueOf((from.getMonthValue() + 2) / 3),
                        String.valueOf(from.getYear()));
            case YEAR -> t.of("monitoring.gap.year", String.valueOf(from.getYear()));
        };
    }

    public String title(Texts t) {
        return t.of("monitoring.gap.title", t.of(parameter), t.of(pointName));
    }

    public String path() {
        return "/monitoring/gaps/" + id;
    }
}
