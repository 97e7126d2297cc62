package org.verdite.organisation.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// Legal entities and their shares by dates, as they are known now.
@Component
@Transactional(readOnly = true)
class HoldingsQueries {

    /// @param other id, code and name of the other side: the owner of what is held, or what is held by the owner
    record Line(
            long id,
            int other,
            String code,
            LocalText name,
            BigDecimal share,
            LocalDate from,
            @Nullable LocalDate to) {}

    record EntityLine(int id, String code, LocalText name, String country, int version) {}

    record Holding(
            String entity,
            String owner,
            LocalText ownerName,
            BigDecimal share,
            LocalDate from,
            @Nullable LocalDate to) {}

    private final JdbcClient jdbc;

    HoldingsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    EntityLine entity(int id) {
        return jdbc.sql("select * from organisation.legal_entity where id = :id")
                .param("id", id)
                .query((rs, _) -> new EntityLine(
                        rs.getInt("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getString("country"),
                        rs.getInt("version")))
                .optional()
                .orElseThrow(() -> new NotHere("legal entity " + id));
    }

    List<EntityLine> entities() {
        return jdbc.sql("select * from organisation.legal_entity order by code limit 500")
                .query((rs, _) -> new EntityLine(
                        rs.getInt("id"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getString("country"),
                        rs.getInt("version")))
                .list();
    }

    /// Who holds which share now; by the code of what is held.
    Map<String, List<Holding>> holdings(LocalDate on) {
        return jdbc
                .sql("""
                        select e.code as entity, o.code as owner, o.name, h.share, h.valid_from, h.valid_to
                        from organisation.holding h join organisation.legal_entity e on e.id = h.entity_id
                        join organisation.legal_entity o on o.id = h.owner_id
                        where h.superseded_at is null and h.valid_from <= :on and (h.valid_to is null or h.valid_to > :on)
                        order by e.code, h.share desc""")
                .param("on", on)
                .query((rs, _) -> new Holding(
                        rs.getString("entity"),
                        rs.getString("owner"),
                        Json.text(rs.getString("name")),
                        rs.getBigDecimal("share"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list()
                .stream()
                .collect(java.util.stream.Collectors.groupingBy(Holding::entity));
    }

    int byCode(String code) {
        return jdbc.sql("select id from organisation.legal_entity where code = :code")
                .param("code", code)
                .query((rs, _) -> rs.getInt(1))
                .optional()
                .orElseThrow(() -> new NotHere("legal entity " + code));
    }

    List<Line> heldOf(int entity) {
        return lines("h.entity_id = :id", "h.owner_id", entity);
    }

    List<Line> heldBy(int owner) {
        return lines("h.owner_id = :id", "h.entity_id", owner);
    }

    private List<Line> lines(String where, String other, int id) {
        return jdbc.sql(
                        "select h.id, o.id as other, o.code, o.name, h.share, h.valid_from, h.valid_to from organisation.holding h"
                                + " join organisation.legal_entity o on o.id = " + other + " where " + where
                                + " and h.superseded_at is null order by o.code, h.valid_from desc")
                .param("id", id)
                .query((rs, _) -> new Line(
                        rs.getLong("id"),
                        rs.getInt("other"),
                        rs.getString("code"),
                        Json.text(rs.getString("name")),
                        rs.getBigDecimal("share"),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }
}
