package org.verdite.governance.web.committee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingState;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Committees and meetings as lists, and what waits of them for somebody.
@Component
@Transactional(readOnly = true)
class CommitteeQueries {

    /// @param next the day of the next meeting; null when none is planned
    /// @param actions of its resolutions that are not over
    record Row(
            long id,
            CommitteeKind kind,
            String name,
            String where,
            int seats,
            @Nullable LocalDate next,
            @Nullable LocalDate last,
            int actions,
            LocalDate opened,
            @Nullable LocalDate closed) {}

    record Met(
            long id,
            String number,
            String committee,
            String where,
            LocalDate on,
            MeetingState state,
            int items,
            int resolved) {}

    /// @param confirm true where the reader led the meeting; else its resolutions are to be written
    record Mine(long id, String number, String committee, LocalDate on, LocalDate today, boolean confirm) {}

    private static final String ROWS = """
            select c.id, c.kind, c.opened, c.closed, verdite.text(c.name, :lang) as name, coalesce(verdite.text(u.name, :lang), '') as place,
              (select count(*) from governance.member m where m.committee_id = c.id and m.valid_from <= verdite.now()::date
                and (m.valid_to is null or m.valid_to > verdite.now()::date)) as seats,
              (select min(m.planned_on) from governance.meeting m where m.committee_id = c.id and m.state = 'PLANNED') as next,
              (select max(m.held_on) from governance.meeting m where m.committee_id = c.id) as last,
              (select count(*) from governance.follow_up f join governance.meeting m on m.id = f.meeting_id
                join actions.pub_action a on a.id = f.action_id where m.committee_id = c.id and a.state in ('OPEN', 'STARTED')) as actions
            from governance.committee c left join organisation.pub_unit u on u.id = c.unit_id
            """;

    private static final String MET = """
            select m.id, m.number, m.state, coalesce(m.held_on, m.planned_on) as day, verdite.text(c.name, :lang) as committee,
              coalesce(verdite.text(u.name, :lang), '') as place,
              (select count(*) from governance.agenda_item i where i.meeting_id = m.id) as items,
              (select count(*) from governance.resolution r where r.meeting_id = m.id) as resolved
            from governance.meeting m join governance.committee c on c.id = m.committee_id
            left join organisation.pub_unit u on u.id = m.unit_id
            """;

    private final JdbcClient jdbc;

    CommitteeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "c.opened date", "c.id bigint");
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "ended" -> "where c.closed is not null";
                    case "all" -> "where true";
                    default -> "where c.closed is null";
                });
        if (filters.has("kind")) {
            where.append(" and c.kind = :kind");
        }
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("kind", filters.get("kind"));
        var rows = jdbc.sql(ROWS + where + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .params(keyset.params())
                .query(CommitteeQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.opened(), r.id()));
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                CommitteeKind.valueOf(rs.getString("kind")),
                rs.getString("name"),
                rs.getString("place"),
                rs.getInt("seats"),
                rs.getObject("next", LocalDate.class),
                rs.getObject("last", LocalDate.class),
                rs.getInt("actions"),
                rs.getObject("opened", LocalDate.class),
                rs.getObject("closed", LocalDate.class));
    }

    /// The newest sixty of a committee.
    List<Met> meetings(CommitteeId id, Texts t) {
        return jdbc.sql(MET + "where m.committee_id = :id order by m.planned_on desc, m.id desc limit 60")
                .param("id", id.value())
                .param("lang", t.language())
                .query(CommitteeQueries::met)
                .list();
    }

    private static Met met(ResultSet rs, int row) throws SQLException {
        return new Met(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getString("committee"),
                rs.getString("place"),
                rs.getObject("day", LocalDate.class),
                MeetingState.valueOf(rs.getString("state")),
                rs.getInt("items"),
                rs.getInt("resolved"));
    }

    /// The next that is planned.
    @Nullable MeetingId next(CommitteeId id) {
        return jdbc.sql(
                        "select id from governance.meeting where committee_id = :id and state = 'PLANNED' order by planned_on, id limit 1")
                .param("id", id.value())
                .query((rs, _) -> new MeetingId(rs.getLong(1)))
                .optional()
                .orElse(null);
    }

    List<Met> find(String words, int limit, Texts t) {
        return jdbc.sql(MET + """
                        where m.number ilike :words escape '!' or verdite.text(c.name, :lang) ilike :words escape '!'
                          or exists (select from governance.agenda_item i where i.meeting_id = m.id
                            and verdite.text(i.title, :lang) ilike :words escape '!')
                        order by m.planned_on desc, m.id desc limit :limit""")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(CommitteeQueries::met)
                .list();
    }

    private static final String MINE = """
            from governance.meeting m join governance.committee c on c.id = m.committee_id
            where m.state = 'HELD' and m.presider_id = :me
                and not exists (select from governance.agenda_item i where i.meeting_id = m.id
                  and not exists (select from governance.resolution r where r.item_id = i.id))
              or (m.state = 'HELD' and exists (select from governance.agenda_item i where i.meeting_id = m.id
                    and not exists (select from governance.resolution r where r.item_id = i.id))
                  or m.state = 'PLANNED' and m.planned_on <= (verdite.now() at time zone m.time_zone)::date)
                and exists (select from governance.member s where s.committee_id = m.committee_id and s.role = 'SECRETARY'
                  and s.valid_from <= verdite.now()::date and (s.valid_to is null or s.valid_to > verdite.now()::date)
                  and (s.person_id = :me or s.position_id is not null and organisation.pub_holds(:me, s.position_id, verdite.now()::date)))""";

    /// What waits for the signed-in person: minutes to confirm, resolutions to write down.
    List<Mine> mine(Texts t) {
        return jdbc.sql("""
                        select m.id, m.number, coalesce(m.held_on, m.planned_on) as day, verdite.text(c.name, :lang) as committee,
                          cast(verdite.now() at time zone m.time_zone as date) as today, m.state = 'HELD' and m.presider_id = :me as confirm
                        """ + MINE + " order by day, m.id limit 50")
                .param("lang", t.language())
                .param("me", me())
                .query((rs, _) -> new Mine(
                        rs.getLong("id"),
                        rs.getString("number"),
                        rs.getString("committee"),
                        rs.getObject("day", LocalDate.class),
                        rs.getObject("today", LocalDate.class),
                        rs.getBoolean("confirm")))
                .list();
    }

    int waiting() {
        return jdbc.sql("select count(*) from (select m.id " + MINE + " limit 99) w")
                .param("me", me())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private static int me() {
        return Objects.requireNonNullElse(Scope.current().person(), -1);
    }

    /// Posts that may take a seat, by what they are called.
    Map<String, String> posts(Texts t) {
        var posts = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.id, verdite.text(p.title, :lang) || ', ' || coalesce(verdite.text(u.name, :lang), '') as word
                        from organisation.pub_post p left join organisation.pub_unit u on u.id = p.unit_id
                        where p.closed is null order by word, p.id limit 500""").param("lang", t.language()).query(rs -> {
            posts.put(rs.getString("id"), rs.getString("word"));
        });
        return posts;
    }
}
