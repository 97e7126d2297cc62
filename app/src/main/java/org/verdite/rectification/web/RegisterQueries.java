package org.verdite.rectification.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.Clause;
import org.verdite.rectification.ItemState;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The register of corrections (整改台账): what was found, by whom, against what, what was done, by whom and until when,
/// and who saw that it is right.
@Component
@Transactional(readOnly = true)
class RegisterQueries {

    record Entry(LocalDate deadline, long id, List<@Nullable Object> cells) {}

    private final JdbcClient jdbc;
    private final ItemQueries queries;

    RegisterQueries(JdbcClient jdbc, ItemQueries queries) {
        this.jdbc = jdbc;
        this.queries = queries;
    }

    List<String> heads(Texts t) {
        return Sheet.heads(
                t,
                "rectification.register.",
                "number",
                "unit",
                "discovered",
                "source",
                "nature",
                "item",
                "description",
                "clause",
                "severity",
                "medium",
                "place",
                "immediate",
                "cause",
                "measures",
                "owner",
                "deadline",
                "done",
                "evidence",
                "verifiedBy",
                "verifiedOn",
                "inTime",
                "state",
                "closedOn",
                "repeatOf");
    }

    Page<Entry> page(Filters filters, Texts t) {
        var keyset = Keyset.of(filters, 25, "i.deadline date", "i.id bigint");
        var rows = jdbc.sql("""
                select i.*, organisation.pub_place(i.unit_id, :lang) as unit_name,
                  verdite.text(organisation.pub_person_name(i.owner_id), :lang) as owner_name,
                  verdite.text(organisation.pub_person_name(i.verified_by), :lang) as verified_name,
                  (select r.number from rectification.item r where r.id = i.repeat_of) as repeated,
                  cast(i.done_at at time zone i.time_zone as date) as done_on,
                  (select string_agg(a.title, '; ' order by a.due, a.id) from actions.pub_action a
                    where a.origin_room = 'rectification' and a.origin_kind = 'item' and a.origin_id = i.id::text
                      and a.state <> 'CANCELLED') as measures,
                  rectification.proofs(i.id) as files
                from rectification.item i""" + ItemQueries.where(filters) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(queries.params(filters, t))
                .params(keyset.params())
                .query((rs, _) -> entry(rs, t))
                .list();
        return keyset.page(rows, r -> List.of(r.deadline(), r.id()));
    }

    private static Entry entry(ResultSet rs, Texts t) throws SQLException {
        var verified = rs.getObject("verified_on", LocalDate.class);
        var deadline = rs.getObject("deadline", LocalDate.class);
        String standard = rs.getString("clause_standard");
        String corrected = rs.getString("done_note");
        String measures = Objects.requireNonNullElse(rs.getString("measures"), corrected);
        String[] causes = rs.getArray("cause").getArray() instanceof String[] lines ? lines : new String[0];
        return new Entry(
                deadline,
                rs.getLong("id"),
                Sheet.row(
                        rs.getString("number"),
                        rs.getString("unit_name"),
                        rs.getObject("discovered", LocalDate.class),
                        t.of("rectification.source." + rs.getString("source")),
                        t.of("rectification.nature." + rs.getString("nature")),
                        rs.getString("title"),
                        rs.getString("description"),
                        standard.isEmpty()
                                ? ""
                                : new Clause(standard, rs.getString("clause_edition"), rs.getString("clause_number"))
                                        .toString(),
                        t.of("rectification.severity." + rs.getString("severity")),
                        t.of("rectification.medium." + rs.getString("medium")),
                        rs.getString("place"),
                        rs.getString("immediate"),
                        causes.length == 0 ? "" : causes[causes.length - 1],
                        measures,
                        rs.getString("owner_name"),
                        deadline,
                        rs.getObject("done_on", LocalDate.class),
                        rs.getInt("files"),
                        rs.getString("verified_name"),
                        verified,
                        verified == null ? "" : t.of(verified.isAfter(deadline) ? "ui.no" : "ui.yes"),
                        ItemWords.state(ItemState.valueOf(rs.getString("state")), rs.getString("workflow"), t),
                        rs.getObject("closed_on", LocalDate.class),
                        rs.getString("repeated")));
    }
}
