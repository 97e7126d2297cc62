package org.verdite.notices.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.notices.Lateness;
import org.verdite.notices.NoticeKind;
import org.verdite.notices.NoticeState;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;

/// A notice as lists and its page show it.
///
/// @param addressed true when it went to whom it names, and climbs no ladder of its own
/// @param mine true when it was told to the reader
/// @param read true when the reader has read it, or was never told
/// @param nextAt when the next rung is told; null when none is
record NoticeRow(
        long id,
        int unit,
        String where,
        NoticeKind kind,
        LocalText message,
        Origin origin,
        Instant happenedAt,
        boolean dateOnly,
        Instant knownAt,
        Instant toldAt,
        int rung,
        @Nullable Instant nextAt,
        NoticeState state,
        @Nullable Instant notedAt,
        String notedBy,
        @Nullable Instant overAt,
        @Nullable LocalText why,
        boolean addressed,
        boolean mine,
        boolean read) {

    static final String SELECT = """
            select n.*, verdite.text(u.name, :lang) as place,
              verdite.text(organisation.pub_person_name(n.noted_by), :lang) as noted_name, r.person_id is not null as mine,
              r.person_id is null or r.read_at is not null as read
            from notices.notice n
            left join notices.recipient r on r.notice_id = n.id and r.person_id = :me
            left join organisation.pub_unit u on u.id = n.unit_id""";

    static NoticeRow read(ResultSet rs) throws SQLException {
        return new NoticeRow(
                rs.getLong("id"),
                rs.getInt("unit_id"),
                Objects.requireNonNullElse(rs.getString("place"), ""),
                NoticeKind.valueOf(rs.getString("kind")),
                Json.text(rs.getString("message")),
                new Origin(
                        rs.getString("origin_room"),
                        rs.getString("origin_kind"),
                        rs.getString("origin_id"),
                        rs.getString("origin_title"),
                        rs.getString("origin_href")),
                rs.getTimestamp("happened_at").toInstant(),
                rs.getBoolean("date_only"),
                rs.getTimestamp("known_at").toInstant(),
                rs.getTimestamp("told_at").toInstant(),
                rs.getInt("rung"),
                instant(rs, "next_at"),
                NoticeState.valueOf(rs.getString("state")),
                instant(rs, "noted_at"),
                Objects.requireNonNullElse(rs.getString("noted_name"), ""),
                instant(rs, "over_at"),
                rs.getString("why") == null ? null : Json.text(rs.getString("why")),
                rs.getBoolean("addressed"),
                rs.getBoolean("mine"),
                rs.getBoolean("read"));
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    String path() {
        return "/notices/" + id;
    }

    long late() {
        return Lateness.days(happenedAt, dateOnly, knownAt);
    }

    @Nullable LocalDate day() {
        return dateOnly ? happenedAt.atZone(ZoneOffset.UTC).toLocalDate() : null;
    }

    String happened(Texts t) {
        return dateOnly ? t.date(day()) : t.time(happenedAt);
    }

    /// An alarm that nobody has taken note of presses; what only informs doesn't.
    State sign() {
        return switch (state) {
            case OPEN -> kind == NoticeKind.ALARM ? rung > 1 ? State.BAD : State.WARN : State.OPEN;
            case NOTED, SETTLED -> State.OK;
            case WITHDRAWN -> State.IDLE;
        };
    }

    String stateWord(Texts t) {
        return t.of(
                state == NoticeState.OPEN
                        ? "notices.state." + kind + (kind == NoticeKind.ALARM && rung > 1 ? ".climbed" : "")
                        : "notices.state." + state);
    }
}
