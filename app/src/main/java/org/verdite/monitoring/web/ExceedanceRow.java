package org.verdite.monitoring.web;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// One episode with where and what it is: a line of the list, the head of its page, the body of its JSON.
record ExceedanceRow(
        int id,
        int unit,
        String number,
        String kind,
        String state,
        int series,
        int point,
        String pointCode,
        LocalText pointName,
        int site,
        @Nullable LocalText siteName,
        LocalText parameter,
        String medium,
        String statistic,
        String zone,
        long limit,
        Instant started,
        Instant ended,
        boolean dateOnly,
        int results,
        double peak,
        Instant peakAt,
        BigDecimal limitValue,
        boolean above,
        String measure,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant notedBefore,
        @Nullable LocalText acknowledgedBy,
        String cause,
        @Nullable Integer mergedInto,
        int version) {

    static final String SELECT = """
            select e.*, s.point_id, p.code as point_code, p.name as point_name, p.time_zone, p.site_id, st.name as site_name,
              q.name as parameter, q.medium, s.statistic, organisation.pub_person_name(e.acknowledged_by) as person
            from monitoring.exceedance e
            join monitoring.series s on s.id = e.series_id
            join monitoring.point p on p.id = s.point_id
            join monitoring.parameter q on q.code = s.parameter_code
            left join organisation.pub_site st on st.id = p.site_id""";

    static ExceedanceRow read(ResultSet rs) throws SQLException {
        String siteName = rs.getString("site_name");
        String person = rs.getString("person");
        return new ExceedanceRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getString("number"),
                rs.getString("kind"),
                rs.getString("state"),
                rs.getInt("series_id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                rs.getInt("site_id"),
                siteName == null ? null : Json.text(siteName),
                Json.text(rs.getString("parameter")),
                rs.getString("medium"),
                rs.getString("statistic"),
                rs.getString("time_zone"),
                rs.getLong("limit_id"),
                instant(rs, "started"),
                instant(rs, "ended"),
                rs.getBoolean("date_only"),
                rs.getInt("results"),
                rs.getDouble("peak"),
                instant(rs, "peak_at"),
                rs.getBigDecimal("limit_value"),
                rs.getBoolean("above"),
                rs.getString("unit"),
                rs.getObject("acknowledged_at") == null ? null : instant(rs, "acknowledged_at"),
                rs.getObject("noted_before") == null ? null : instant(rs, "noted_before"),
                person == null ? null : Json.text(person),
                rs.getString("cause"),
                (Integer) rs.getObject("merged_into"),
                rs.getInt("version"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    LocalDate first() {
        return Show.day(started, dateOnly, zone);
    }

    LocalDate last() {
        return Show.day(ended, dateOnly, zone);
    }

    boolean compliance() {
        return kind.equals("COMPLIANCE");
    }

    boolean stands() {
        return state.equals("ONGOING") || state.equals("ENDED");
    }

    /// Exceeding an obligation is bad; missing a goal or reaching a trigger is something to watch.
    State sign() {
        return !stands() ? State.IDLE : compliance() ? State.BAD : State.WARN;
    }

    String stateWord(Texts t) {
        return t.of("monitoring.exceedance.state." + state, t.shortDate(last(), last()));
    }

    String title(Texts t) {
        return t.of("monitoring.exceedance.title", t.of(parameter), t.of(pointName));
    }

    String span(Texts t) {
        return Show.span(t, first(), last());
    }

    String count(Texts t) {
        return t.of("monitoring.count." + statistic, results);
    }

    String peakText(Texts t) {
        return Show.amount(Show.value(t, peak), measure);
    }

    String limitText(Texts t) {
        return Show.amount(Show.limit(t, limitValue), measure);
    }
}
