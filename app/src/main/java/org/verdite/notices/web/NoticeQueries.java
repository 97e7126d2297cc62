package org.verdite.notices.web;

import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.notices.Duty;
import org.verdite.notices.Rung;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads notices for lists and their pages.
@Component("notices.queries")
@Transactional(readOnly = true)
class NoticeQueries {

    /// One line of the ladder as it was climbed.
    ///
    /// @param place the unit's name, empty when the reader doesn't see it
    /// @param insteadOf who was meant and is not there; empty when the person was meant
    /// @param because `AWAY`, `GONE` or `NOBODY` where somebody else was told, else empty
    /// @param readAt when the person read it
    record Told(
            Rung rung,
            Duty duty,
            String place,
            String person,
            String insteadOf,
            String because,
            Instant dueAt,
            Instant at,
            @Nullable Instant readAt,
            String mail,
            String mailProblem,
            int mailTries,
            @Nullable Instant mailAt) {

        /// Told well after it was due: the server stood still.
        boolean late() {
            return at.isAfter(dueAt.plusSeconds(600));
        }
    }

    private final JdbcClient jdbc;

    NoticeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<NoticeRow> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "n.told_at timestamptz", "n.id bigint");
        var rows = jdbc.sql(NoticeRow.SELECT + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query((rs, _) -> NoticeRow.read(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.toldAt().toString(), r.id()));
    }

    NoticeRow require(long id, Texts t) {
        return jdbc.sql(NoticeRow.SELECT + " where n.id = :id")
                .param("id", id)
                .param("lang", t.language())
                .param("me", Scope.current().person(), Types.INTEGER)
                .query((rs, _) -> NoticeRow.read(rs))
                .optional()
                .orElseThrow(() -> new NotHere("notice " + id));
    }

    List<Told> told(long id, Texts t) {
        return jdbc.sql("""
                        select t.rung, t.duty, t.due_at, t.at, verdite.text(u.name, :lang) as place,
                          verdite.text(organisation.pub_person_name(t.person_id), :lang) as person, t.because,
                          verdite.text(organisation.pub_person_name(t.instead_of), :lang) as missed, r.read_at, r.mail, r.mail_problem, r.mail_tries, r.mail_at
                        from notices.told t
                        left join organisation.pub_unit u on u.id = t.place_id
                        left join notices.recipient r on r.notice_id = t.notice_id and r.person_id = t.person_id
                        where t.notice_id = :id order by t.id""")
                .param("id", id)
                .param("lang", t.language())
                .query((rs, _) -> new Told(
                        Rung.of(rs.getInt("rung")),
                        Duty.valueOf(rs.getString("duty")),
                        Objects.requireNonNullElse(rs.getString("place"), ""),
                        Objects.requireNonNullElse(rs.getString("person"), ""),
                        Objects.requireNonNullElse(rs.getString("missed"), ""),
                        rs.getString("because"),
                        rs.getTimestamp("due_at").toInstant(),
                        rs.getTimestamp("at").toInstant(),
                        NoticeRow.instant(rs, "read_at"),
                        Objects.requireNonNullElse(rs.getString("mail"), "NONE"),
                        Objects.requireNonNullElse(rs.getString("mail_problem"), ""),
                        rs.getInt("mail_tries"),
                        NoticeRow.instant(rs, "mail_at")))
                .list();
    }

    /// `unread` is what the page opens with; the unit is narrowed by the scope.
    static String view(Filters filters) {
        return filters.has("view") ? filters.get("view") : "unread";
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (view(filters)) {
                    case "all" -> " where true";
                    case "open" -> " where n.state = 'OPEN' and n.kind = 'ALARM'";
                    case "mine" -> " where r.person_id is not null";
                    default -> " where r.person_id is not null and r.read_at is null";
                });
        if (filters.has("kind")) {
            where.append(" and n.kind = :kind");
        }
        if (filters.has("state")) {
            where.append(" and n.state = :state");
        }
        if (filters.has("room")) {
            where.append(" and n.origin_room = :room");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("me", Objects.requireNonNullElse(Scope.current().person(), -1));
        params.put("kind", filters.choice("kind", List.of("ALARM", "INFORM")));
        params.put("state", filters.get("state"));
        params.put("room", filters.get("room"));
        return params;
    }
}
