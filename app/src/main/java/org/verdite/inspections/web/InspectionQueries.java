package org.verdite.inspections.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.documents.RecordNames;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionKind;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Part;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Inspections as a list, and what a page of one needs beside its record.
@Component
@Transactional(readOnly = true)
class InspectionQueries {

    /// @param findings that stand, drafted or issued
    record Row(
            long id,
            String number,
            String title,
            String language,
            InspectionKind kind,
            InspectionState state,
            String where,
            String list,
            int edition,
            String leader,
            LocalDate from,
            LocalDate to,
            int findings) {}

    /// @param declaredAt when somebody from outside said what interests they have
    record Member(
            PersonId person,
            String name,
            Part part,
            @Nullable Instant declaredAt,
            String declaration) {}

    /// The frozen list.
    ///
    /// @param withdrawn true when it is asked by no more, by others
    record ListOf(int id, LocalText name, int edition, int number, boolean withdrawn) {}

    private static final String ROWS = """
            select i.id, i.number, i.title, i.language, i.kind, i.state, i.planned_from, i.planned_to,
              coalesce(organisation.pub_place(i.unit_id, :lang), '') as place, coalesce(verdite.text(l.name, :lang), '') as list, e.number as edition,
              coalesce(verdite.text(organisation.pub_person_name(m.person_id), :lang), '') as leader,
              (select count(*) from inspections.finding f where f.inspection_id = i.id and f.state <> 'DROPPED') as findings
            from inspections.inspection i
            left join inspections.edition e on e.id = i.edition_id
            left join inspections.checklist l on l.id = e.checklist_id
            left join inspections.member m on m.inspection_id = i.id and m.part = 'LEADER' and m.left_at is null
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    InspectionQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    LocalDate today(Texts t) {
        return LocalDate.ofInstant(clock.instant(), t.zone());
    }

    /// Newest first.
    Page<Row> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "i.planned_from date", "i.id bigint");
        var rows = jdbc.sql(ROWS + where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params(filters, t))
                .params(keyset.params())
                .query(InspectionQueries::row)
                .list();
        return keyset.page(rows, r -> List.of(r.from(), r.id()));
    }

    private static String where(Filters filters) {
        var where = new StringBuilder(
                switch (filters.get("view")) {
                    case "issued" -> "where i.state = 'ISSUED'";
                    case "mine" -> """
                        where i.state in ('PLANNED', 'OPEN', 'CLOSING') and exists (select from inspections.member x
                          where x.inspection_id = i.id and x.person_id = :me and x.left_at is null)""";
                    case "all" -> "where true";
                    default -> "where i.state in ('PLANNED', 'OPEN', 'CLOSING')";
                });
        if (filters.has("kind")) {
            where.append(" and i.kind = :kind");
        }
        return where.toString();
    }

    private static Map<String, Object> params(Filters filters, Texts t) {
        var params = new HashMap<String, Object>();
        params.put("lang", t.language());
        params.put("me", Objects.requireNonNullElse(Scope.current().person(), -1));
        params.put("kind", filters.choice("kind", InspectionKind.class));
        return params;
    }

    private static Row row(ResultSet rs, int row) throws SQLException {
        return new Row(
                rs.getLong("id"),
                rs.getString("number"),
                rs.getString("title"),
                rs.getString("language"),
                InspectionKind.valueOf(rs.getString("kind")),
                InspectionState.valueOf(rs.getString("state")),
                rs.getString("place"),
                rs.getString("list"),
                rs.getInt("edition"),
                rs.getString("leader"),
                rs.getObject("planned_from", LocalDate.class),
                rs.getObject("planned_to", LocalDate.class),
                rs.getInt("findings"));
    }

    /// Something the signed-in person has a part in.
    ///
    /// @param today at its place
    record Mine(
            long id,
            String number,
            String title,
            String where,
            InspectionState state,
            Part part,
            LocalDate to,
            LocalDate today) {}

    private static final String MINE = """
            from inspections.member m join inspections.inspection i on i.id = m.inspection_id
            where m.person_id = :me and m.left_at is null and m.part <> 'OBSERVER' and (i.state = 'OPEN'
              or m.part = 'LEADER' and (i.state = 'CLOSING' or i.state = 'PLANNED' and i.planned_from <= cast(verdite.now() as date) + 7))""";

    /// What waits for the signed-in person, by its last day.
    List<Mine> mine(Texts t) {
        return jdbc.sql("""
                        select i.id, i.number, i.title, i.state, m.part, i.planned_to, cast(verdite.now() at time zone i.time_zone as date) as today,
                          coalesce(organisation.pub_place(i.unit_id, :lang), '') as place
                        """ + MINE + " order by i.planned_to, i.id limit 50")
                .param("lang", t.language())
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .query((rs, _) -> new Mine(
                        rs.getLong("id"),
                        rs.getString("number"),
                        rs.getString("title"),
                        rs.getString("place"),
                        InspectionState.valueOf(rs.getString("state")),
                        Part.valueOf(rs.getString("part")),
                        rs.getObject("planned_to", LocalDate.class),
                        rs.getObject("today", LocalDate.class)))
                .list();
    }

    /// @param plans true for who answers the requests of people from outside
    int waiting(boolean plans) {
        return jdbc.sql("select (select count(*) from (select i.id " + MINE + " limit 99) w)"
                        + (plans
                                ? " + (select count(distinct q.engagement_id) from inspections.request q where q.state = 'OPEN')"
                                : ""))
                .param("me", Objects.requireNonNullElse(Scope.current().person(), -1))
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    List<Row> find(String words, int limit, Texts t) {
        return jdbc.sql(
                        ROWS
                                + " where i.title ilike :words escape '!' or i.number ilike :words escape '!' order by i.id desc limit :limit")
                .param("lang", t.language())
                .param(
                        "words",
                        "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%")
                .param("limit", limit)
                .query(InspectionQueries::row)
                .list();
    }

    private static final RecordNames NAMES = RecordNames.of("inspections", "visit", "IN", "/inspections/visits");

    /// By its number or the address of its page.
    Optional<Origin> named(String words) {
        return NAMES.find(jdbc, words, """
                select id, number || ' ' || title as title from inspections.inspection where number = :number or id = :id""");
    }

    /// By part, then by name.
    List<Member> members(InspectionId id, Texts t) {
        return jdbc.sql("""
                        select m.*, coalesce(verdite.text(organisation.pub_person_name(m.person_id), :lang), '') as name
                        from inspections.member m where m.inspection_id = :id and m.left_at is null
                        order by array_position(array['LEADER','MEMBER','EXPERT','OBSERVER'], m.part), name""")
                .param("id", id.value())
                .param("lang", t.language())
                .query((rs, _) -> {
                    var declared = rs.getObject("declared_at", OffsetDateTime.class);
                    return new Member(
                            new PersonId(rs.getInt("person_id")),
                            rs.getString("name"),
                            Part.valueOf(rs.getString("part")),
                            declared == null ? null : declared.toInstant(),
                            rs.getString("declaration"));
                })
                .list();
    }

    ListOf listOf(int edition) {
        return jdbc.sql("""
                        select l.id, l.name, e.id as edition, e.number, e.state = 'WITHDRAWN' as withdrawn from inspections.edition e
                        join inspections.checklist l on l.id = e.checklist_id where e.id = :id""")
                .param("id", edition)
                .query((rs, _) -> new ListOf(
                        rs.getInt("id"),
                        Json.text(rs.getString("name")),
                        rs.getInt("edition"),
                        rs.getInt("number"),
                        rs.getBoolean("withdrawn")))
                .single();
    }

    String unitName(int unit, Texts t) {
        return jdbc.sql("select coalesce(organisation.pub_place(:id, :lang), '')")
                .param("id", unit)
                .param("lang", t.language())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// People one may choose from, by name.
    Map<String, String> people(Texts t) {
        var people = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select p.id, concat_ws(' · ', verdite.text(p.name, :lang), verdite.text(organisation.pub_unit_name(p.unit_id), :lang)) as word
                        from organisation.pub_person p order by word, p.id limit 500""").param("lang", t.language()).query(rs -> {
            people.put(rs.getString("id"), rs.getString("word"));
        });
        return people;
    }

    /// Lists with a published edition, by id.
    Map<String, String> checklists(Texts t) {
        var lists = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select l.id, verdite.text(l.name, :lang) as word from inspections.checklist l
                        where exists (select from inspections.edition e where e.checklist_id = l.id and e.state = 'PUBLISHED') order by word""").param("lang", t.language()).query(rs -> {
            lists.put(rs.getString("id"), rs.getString("word"));
        });
        return lists;
    }

    /// Standards with clauses, `code|edition` → words.
    Map<String, String> standards(Texts t) {
        var standards = new LinkedHashMap<String, String>();
        jdbc.sql(
                        "select distinct standard, edition, cast(standard_name as text) as name from obligations.pub_clause order by standard, edition desc")
                .query(rs -> {
                    standards.put(
                            rs.getString("standard") + "|" + rs.getString("edition"),
                            rs.getString("standard") + ":" + rs.getString("edition") + " "
                                    + t.of(Json.text(rs.getString("name"))));
                });
        return standards;
    }

    /// Finding number → how its item stands, of those that became one.
    Map<Integer, String> items(InspectionId id) {
        var states = new HashMap<Integer, String>();
        jdbc.sql("""
                        select f.number, i.number || ' ' || i.state as word from inspections.finding f
                        join rectification.pub_item i on i.id = f.item_id where f.inspection_id = :id""").param("id", id.value()).query(rs -> {
            states.put(rs.getInt(1), rs.getString(2));
        });
        return states;
    }
}
