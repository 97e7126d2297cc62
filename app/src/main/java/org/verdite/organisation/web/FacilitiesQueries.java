package org.verdite.organisation.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.LocalText;
import org.verdite.ui.Json;
import tools.jackson.databind.JsonNode;

/// What is kept about a facility by dates.
@Component
@Transactional(readOnly = true)
class FacilitiesQueries {

    /// @param unitName null where the unit is out of sight
    record Responsible(
            int unit,
            @Nullable LocalText unitName,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Shape(
            long id,
            JsonNode geojson,
            LocalDate from,
            @Nullable LocalDate to) {

        String kind() {
            return geojson.path("type").asString("");
        }
    }

    record Holder(String code, LocalText name) {}

    private final JdbcClient jdbc;

    FacilitiesQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Responsible> responsible(int facility) {
        return jdbc.sql("""
                        select r.unit_id, u.name, r.valid_from, r.valid_to from organisation.facility_responsibility r
                        left join organisation.unit u on u.id = r.unit_id
                        where r.facility_id = :facility and r.superseded_at is null order by r.valid_from desc""")
                .param("facility", facility)
                .query((rs, _) -> new Responsible(
                        rs.getInt("unit_id"),
                        rs.getString("name") == null ? null : Json.text(rs.getString("name")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    List<Shape> shapes(int facility) {
        return jdbc.sql("""
                        select id, geojson, valid_from, valid_to from organisation.facility_geometry
                        where facility_id = :facility and superseded_at is null order by valid_from desc""")
                .param("facility", facility)
                .query((rs, _) -> new Shape(
                        rs.getLong("id"),
                        Json.mapper().readTree(rs.getString("geojson")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class)))
                .list();
    }

    @Nullable Holder holder(int facility) {
        return jdbc.sql("""
                        select l.code, l.name from organisation.facility f
                        join organisation.legal_entity l on l.id = f.legal_entity_id where f.id = :facility""")
                .param("facility", facility)
                .query((rs, _) -> new Holder(rs.getString("code"), Json.text(rs.getString("name"))))
                .optional()
                .orElse(null);
    }
}
