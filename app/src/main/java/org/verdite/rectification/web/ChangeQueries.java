package org.verdite.rectification.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.rectification.ChangeKind;
import org.verdite.rectification.ItemId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Reads what closed items proposed to change.
@Component
@Transactional(readOnly = true)
class ChangeQueries {

    /// @param href where what is to change stands, null where it is not here
    record Change(
            long id,
            long item,
            UnitId unit,
            String itemNumber,
            String itemTitle,
            String kind,
            String title,
            String language,
            String reason,
            @Nullable String href,
            int ownerId,
            String owner,
            String state,
            int proposedById,
            String proposedBy,
            Instant proposedAt,
            String decidedBy,
            @Nullable Instant decidedAt,
            String decision,
            @Nullable LocalDate madeOn,
            String madeNote,
            String where) {
        String path() {
            return "/rectification/changes/" + id;
        }
    }

    private static final List<String> STATES = List.of("PROPOSED", "ACCEPTED", "REJECTED", "MADE");

    private static final String SELECT = """
            select c.*, i.number, i.title as item_title, organisation.pub_place(c.unit_id, :lang) as unit_name,
              verdite.text(organisation.pub_person_name(c.owner_id), :lang) as owner_name,
              verdite.text(organisation.pub_person_name(c.proposed_by), :lang) as proposed_name,
              verdite.text(organisation.pub_person_name(c.decided_by), :lang) as decided_name
            from rectification.change c join rectification.item i on i.id = c.item_id""";

    private final JdbcClient jdbc;

    ChangeQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Change> find(long id, Texts t) {
        return jdbc.sql(SELECT + " where c.id = :id")
                .param("lang", t.language())
                .param("id", id)
                .query((rs, _) -> change(rs))
                .optional();
    }

    List<Change> of(ItemId item, Texts t) {
        return jdbc.sql(SELECT + " where c.item_id = :item order by c.id limit 50")
                .param("lang", t.language())
                .param("item", item.value())
                .query((rs, _) -> change(rs))
                .list();
    }

    /// Newest first.
    Page<Change> list(Filters filters, Texts t) {
        var keyset = Keyset.descending(filters, 25, "c.id bigint");
        Map<String, Object> params = new HashMap<>();
        params.put("lang", t.language());
        params.put("state", filters.choice("state", STATES));
        params.put("kind", filters.choice("kind", ChangeKind.class));
        var rows = jdbc.sql(SELECT + " where true" + (filters.has("state") ? " and c.state = :state" : "")
                        + (filters.has("kind") ? " and c.kind = :kind" : "") + " and " + keyset.where()
                        + keyset.orderAndLimit())
                .params(params)
                .params(keyset.params())
                .query((rs, _) -> change(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.id()));
    }

    private static Change change(ResultSet rs) throws SQLException {
        var decidedAt = rs.getTimestamp("decided_at");
        return new Change(
                rs.getLong("id"),
                rs.getLong("item_id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getString("number"),
                rs.getString("item_title"),
                rs.getString("kind"),
                rs.getString("title"),
                rs.getString("language"),
                rs.getString("reason"),
                rs.getString("href"),
                rs.getInt("owner_id"),
                Objects.requireNonNullElse(rs.getString("owner_name"), ""),
                rs.getString("state"),
                rs.getInt("proposed_by"),
                Objects.requireNonNullElse(rs.getString("proposed_name"), ""),
                rs.getTimestamp("proposed_at").toInstant(),
                Objects.requireNonNullElse(rs.getString("decided_name"), ""),
                decidedAt == null ? null : decidedAt.toInstant(),
                rs.getString("decision"),
                rs.getObject("made_on", LocalDate.class),
                rs.getString("made_note"),
                Objects.requireNonNullElse(rs.getString("unit_name"), ""));
    }
}
