package org.verdite.inspections.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.inspections.EngagementId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.RequestState;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Engagements as a list, and what the page of one shows.
@Component
@Transactional(readOnly = true)
class EngagementQueries {

    /// @param waiting requests nobody answered
    record Row(
            long id,
            String title,
            String language,
            String body,
            String where,
            LocalDate from,
            LocalDate to,
            boolean ended,
            boolean over,
            int people,
            int waiting) {}

    record Guest(PersonId person, String name, boolean account, Instant since) {}

    record Visit(long id, String number, String title, String language, InspectionKind kind, InspectionState state) {}

    private static final String ROWS = """
            select e.id, e.title, e.language, e.body, e.valid_from, e.valid_to, e.ended_at is not null as ended,
              e.ended_at is not null or cast(verdite.now() at time zone e.time_zone as date) > e.valid_to as over,
              coalesce(organisation.pub_place(e.unit_id, :lang), '') as place,
              (select count(*) from inspections.guest g where g.engagement_id = e.id and g.left_at is null) as people,
              (select count(*) from inspections.request q where q.engagement_id = e.id and q.state = 'OPEN') as waiting
            from inspections.engagement e
            """;

    private final JdbcClient jdbc;

    EngagementQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last to end first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "e.valid_to date", "e.id bigint");
        var rows = jdbc.sql(ROWS + " where " + keyset.where() + keyset.orderAndLimit())
                .param("lang", t.language())
                .params(keyset.params())
                .query((rs, _) -> new Row(
                        rs.getLong("id"),
                        rs.getString("title"),
                        rs.getString("language"),
                        rs.getString("body"),
                        rs.getString("place"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getBoolean("ended"),
                        rs.getBoolean("over"),
                        rs.getInt("people"),
                        rs.getInt("waiting")))
                .list();
        return keyset.page(rows, r -> List.of(r.to(), r.id()));
    }

    /// Who sees it, by name.
    List<Guest> guests(EngagementId id, Texts t) {
        return jdbc.sql("""
                        select g.person_id, g.added_at, coalesce(verdite.text(organisation.pub_person_name(g.person_id), :lang), '') as name,
                          organisation.pub_signs_in(g.person_id) as account
                        from inspections.guest g where g.engagement_id = :id and g.left_at is null order by name""")
                .param("id", id.value())
                .param("lang", t.language())
                .query((rs, _) -> new Guest(
                        new PersonId(rs.getInt("person_id")),
                        rs.getString("name"),
                        rs.getBoolean("account"),
                        rs.getObject("added_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Its inspections, the last first.
    List<Visit> visits(EngagementId id) {
        return jdbc.sql("""
                        select id, number, title, language, kind, state from inspections.inspection
                        where engagement_id = :id order by planned_from desc, id desc limit 200""")
                .param("id", id.value())
                .query((rs, _) -> new Visit(
                        rs.getLong("id"),
                        rs.getString("number"),
                        rs.getString("title"),
                        rs.getString("language"),
                        InspectionKind.valueOf(rs.getString("kind")),
                        InspectionState.valueOf(rs.getString("state"))))
                .list();
    }

    /// Inspections that could become part of it: under way at its unit or below, by people from outside, part of none.
    Map<String, String> free(int unit) {
        var free = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, number || ' ' || title as word from inspections.inspection
                        where engagement_id is null and kind in ('THIRD_PARTY', 'CERTIFICATION') and state in ('PLANNED', 'OPEN', 'CLOSING')
                          and unit_id in (select organisation.pub_below(:unit, cast(verdite.now() as date)))
                        order by planned_from, id limit 200""").param("unit", unit).query(rs -> {
            free.put(rs.getString("id"), rs.getString("word"));
        });
        return free;
    }

    /// Requests that wait for who keeps engagements at these units.
    record Waiting(
            long engagement,
            String title,
            int requests,
            @Nullable LocalDate due,
            LocalDate today) {}

    List<Waiting> waiting() {
        return jdbc.sql("""
                        select e.id, e.title, count(*) as n, min(q.due) as due, cast(verdite.now() at time zone min(e.time_zone) as date) as today
                        from inspections.request q join inspections.engagement e on e.id = q.engagement_id
                        where q.state = 'OPEN' and e.ended_at is null group by e.id, e.title order by due nulls last, e.id limit 50""")
                .query((rs, _) -> new Waiting(
                        rs.getLong("id"),
                        rs.getString("title"),
                        rs.getInt("n"),
                        rs.getObject("due", LocalDate.class),
                        Objects.requireNonNull(rs.getObject("today", LocalDate.class))))
                .list();
    }

    /// Who opened what, the latest first.
    record Reading(Instant at, String who, String title) {}

    /// The last 200 openings.
    List<Reading> readings(EngagementId id, Texts t) {
        return jdbc.sql("""
                        select g.at, r.title, coalesce(verdite.text(organisation.pub_person_name(g.person_id), :lang), g.who) as name
                        from inspections.reading g join inspections.release r on r.id = g.release_id
                        where g.engagement_id = :id order by g.id desc limit 200""")
                .param("id", id.value())
                .param("lang", t.language())
                .query((rs, _) -> new Reading(
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getString("name"),
                        rs.getString("title")))
                .list();
    }

    /// The requests of an engagement with what was released for them, by number.
    List<EvidenceRequest> requests(EngagementId id, Texts t) {
        var releases = releases(id, t);
        return jdbc.sql("""
                        select q.*, coalesce(verdite.text(organisation.pub_person_name(q.person_id), :lang), q.who) as asker,
                          coalesce(verdite.text(organisation.pub_person_name(q.answered_by), :lang), '') as answerer
                        from inspections.request q where q.engagement_id = :id order by q.number""")
                .param("id", id.value())
                .param("lang", t.language())
                .query((rs, _) -> new EvidenceRequest(
                        rs.getLong("id"),
                        rs.getInt("number"),
                        rs.getString("text"),
                        rs.getString("language"),
                        rs.getObject("due", LocalDate.class),
                        rs.getString("asker"),
                        mine(rs),
                        rs.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        RequestState.valueOf(rs.getString("state")),
                        rs.getString("answer"),
                        rs.getString("answerer"),
                        instant(rs, "answered_at"),
                        List.copyOf(releases.getOrDefault(rs.getLong("id"), List.of())),
                        rs.getInt("version")))
                .list();
    }

    private Map<Long, List<EvidenceRequest.Released>> releases(EngagementId id, Texts t) {
        var releases = new HashMap<Long, List<EvidenceRequest.Released>>();
        jdbc.sql("""
                        select r.*, coalesce(verdite.text(organisation.pub_person_name(r.released_by), :lang), r.who) as releaser, g.n, g.last
                        from inspections.release r
                        left join lateral (select count(*) as n, max(x.at) as last from inspections.reading x where x.release_id = r.id) g on true
                        where r.engagement_id = :id order by r.id""").param("id", id.value()).param("lang", t.language()).query(rs -> {
            releases.computeIfAbsent(rs.getLong("request_id"), _ -> new ArrayList<>())
                    .add(new EvidenceRequest.Released(
                            rs.getLong("id"),
                            rs.getString("title"),
                            rs.getString("file_name"),
                            rs.getLong("size"),
                            rs.getString("sha256"),
                            rs.getString("of_record"),
                            rs.getString("releaser"),
                            rs.getObject("released_at", OffsetDateTime.class).toInstant(),
                            rs.getString("withdrawn_because"),
                            rs.getInt("n"),
                            instant(rs, "last")));
        });
        return releases;
    }

    private static boolean mine(ResultSet rs) throws SQLException {
        int person = rs.getInt("person_id");
        Integer me = Scope.current().person();
        return !rs.wasNull() && me != null && me == person;
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
