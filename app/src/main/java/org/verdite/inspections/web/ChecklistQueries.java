package org.verdite.inspections.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.EditionState;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;

/// Checklists as lists and records.
@Component
@Transactional(readOnly = true)
class ChecklistQueries {

    /// @param standsOn the list above that it adds to
    /// @param published number of the edition that is asked by; 0 for none
    /// @param drafted number of the edition that is written; 0 for none
    /// @param asks criteria of the published edition, of the draft where none is published
    record ListRow(
            int id,
            UnitId unit,
            LocalText unitName,
            String code,
            LocalText name,
            @Nullable Integer standsOn,
            @Nullable LocalText standsOnName,
            int published,
            int drafted,
            int asks,
            int version) {}

    /// @param behind true when the list above has published a newer edition than this stands on
    record EditionRow(
            int id,
            int number,
            EditionState state,
            @Nullable Integer standsOn,
            int standsOnNumber,
            boolean behind,
            String note,
            boolean sample,
            @Nullable Instant publishedAt,
            String publishedBy,
            @Nullable Instant withdrawnAt,
            String withdrawnBecause,
            int replacedBy,
            int version) {}

    private static final String LISTS = """
            select l.id, l.unit_id, u.name as unit_name, l.code, l.name, l.stands_on_id, b.name as stands_on_name, l.version,
              coalesce(p.number, 0) as published, coalesce(d.number, 0) as drafted,
              (select count(*) from inspections.asked(coalesce(p.id, d.id))) as asks
            from inspections.checklist l
            left join organisation.pub_unit u on u.id = l.unit_id
            left join inspections.checklist b on b.id = l.stands_on_id
            left join inspections.edition p on p.checklist_id = l.id and p.state = 'PUBLISHED'
            left join inspections.edition d on d.checklist_id = l.id and d.state = 'DRAFT'
            """;

    private final JdbcClient jdbc;

    ChecklistQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of the reader's units and of the units above, most general first; there are few.
    List<ListRow> lists() {
        return jdbc.sql(LISTS + "order by l.stands_on_id nulls first, l.code, l.id limit 500")
                .query(ChecklistQueries::list)
                .list();
    }

    ListRow list(int id) {
        return jdbc.sql(LISTS + "where l.id = :id")
                .param("id", id)
                .query(ChecklistQueries::list)
                .optional()
                .orElseThrow(() -> new NotHere("checklist " + id));
    }

    private static ListRow list(ResultSet rs, int row) throws SQLException {
        String below = rs.getString("stands_on_name");
        return new ListRow(
                rs.getInt("id"),
                new UnitId(rs.getInt("unit_id")),
                Json.text(rs.getString("unit_name")),
                rs.getString("code"),
                Json.text(rs.getString("name")),
                rs.getObject("stands_on_id", Integer.class),
                below == null ? null : Json.text(below),
                rs.getInt("published"),
                rs.getInt("drafted"),
                rs.getInt("asks"),
                rs.getInt("version"));
    }

    /// @param who empty when that is not known
    record Change(String who, Instant at) {}

    Change lastChange(int criterion, Texts t) {
        return jdbc.sql(
                        "select organisation.pub_actor_name(changed_by) as who, changed_at from inspections.criterion where id = :id")
                .param("id", criterion)
                .query((rs, _) -> new Change(
                        rs.getString("who") == null ? "" : t.of(Json.text(rs.getString("who"))),
                        rs.getTimestamp("changed_at").toInstant()))
                .single();
    }

    /// Newest first.
    List<EditionRow> editions(int checklist) {
        return jdbc.sql("""
                        select e.*, coalesce(b.number, 0) as below_number, coalesce(r.number, 0) as replaced_number,
                          e.state <> 'WITHDRAWN' and b.state = 'WITHDRAWN' as behind
                        from inspections.edition e
                        left join inspections.edition b on b.id = e.stands_on_id
                        left join inspections.edition r on r.id = e.replaced_by_id
                        where e.checklist_id = :id order by e.number desc""")
                .param("id", checklist)
                .query((rs, _) -> new EditionRow(
                        rs.getInt("id"),
                        rs.getInt("number"),
                        EditionState.valueOf(rs.getString("state")),
                        rs.getObject("stands_on_id", Integer.class),
                        rs.getInt("below_number"),
                        rs.getBoolean("behind"),
                        rs.getString("note"),
                        rs.getBoolean("sample"),
                        instant(rs, "published_at"),
                        rs.getString("published_by"),
                        instant(rs, "withdrawn_at"),
                        rs.getString("withdrawn_because"),
                        rs.getInt("replaced_number"),
                        rs.getInt("version")))
                .list();
    }

    /// One of them.
    EditionRow edition(int checklist, int id) {
        return editions(checklist).stream()
                .filter(e -> e.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotHere("edition " + id));
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /// The list of an edition.
    int listOf(int edition) {
        return jdbc.sql("select checklist_id from inspections.edition where id = :id")
                .param("id", edition)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("edition " + edition));
    }

    /// Clauses of every document for a choice, `standard|edition|clause` → words.
    Map<String, String> clauses(Texts t) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql(
                        "select standard, edition, clause, name from obligations.pub_clause order by standard, edition desc, place, clause")
                .query(rs -> {
                    all.put(
                            clause(rs).written(),
                            rs.getString("standard") + ":" + rs.getString("edition") + " " + rs.getString("clause")
                                    + " " + t.of(Json.text(rs.getString("name"))));
                });
        return all;
    }

    private static ClauseKey clause(ResultSet rs) throws SQLException {
        return new ClauseKey(rs.getString("standard"), rs.getString("edition"), rs.getString("clause"));
    }

    /// Names of the clauses that an edition cites, by {@link ClauseKey#written}.
    Map<String, LocalText> cited(int edition) {
        var names = new LinkedHashMap<String, LocalText>();
        jdbc.sql("""
                        select distinct k.standard, k.edition, k.clause, k.name, k.place from inspections.asked(:edition) a
                        join inspections.criterion c on c.id = a.id
                        join obligations.pub_clause k on (k.standard, k.edition, k.clause) = (c.standard, c.standard_edition, c.clause)
                        order by k.standard, k.edition, k.place""").param("edition", edition).query(rs -> {
            names.put(clause(rs).written(), Json.text(rs.getString("name")));
        });
        return names;
    }

    /// Units a person may choose among, by id.
    Map<String, String> units(Texts t) {
        var units = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, verdite.text(name, :lang) as name from organisation.pub_unit
                        where kind in ('GROUP', 'REGION', 'SUBSIDIARY', 'SITE') order by array_position(array['GROUP','REGION','SUBSIDIARY','SITE'], kind), 2""").param("lang", t.language()).query(rs -> {
            units.put(rs.getString("id"), rs.getString("name"));
        });
        return units;
    }
}
