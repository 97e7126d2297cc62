package org.verdite.organisation.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Register;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;

/// One statement of a register, as the page that corrects it shows it.
@Component
@Transactional(readOnly = true)
class StatementsQueries {

    /// @param subject what it is about
    /// @param detail what it says
    /// @param back page of what it is about
    record Line(
            long id,
            LocalText subject,
            LocalText detail,
            LocalDate from,
            @Nullable LocalDate to,
            String back) {}

    private final JdbcClient jdbc;

    StatementsQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Line require(Register register, long id) {
        return jdbc.sql(sql(register) + " where x.id = :id and x.superseded_at is null")
                .param("id", id)
                .query((rs, _) -> new Line(
                        id,
                        Json.text(rs.getString("subject")),
                        rs.getString("detail") == null ? LocalText.of("en", "") : Json.text(rs.getString("detail")),
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("back")))
                .optional()
                .orElseThrow(() -> new NotHere(register + " " + id));
    }

    private static String sql(Register register) {
        return switch (register) {
            case MEMBERSHIP -> """
                select s.name as subject, b.name as detail, x.valid_from, x.valid_to, '/organisation/sites/' || s.id as back
                from organisation.membership x join organisation.site s on s.id = x.site_id
                join organisation.boundary b on b.code = x.boundary""";
            case HOLDING -> """
                select e.name as subject, o.name as detail, x.valid_from, x.valid_to, '/organisation/legal-entities/' || e.id as back
                from organisation.holding x join organisation.legal_entity e on e.id = x.entity_id
                join organisation.legal_entity o on o.id = x.owner_id""";
            case APPOINTMENT -> """
                select organisation.pub_person_name(x.person_id) as subject, q.title as detail, x.valid_from, x.valid_to,
                  '/organisation/people/' || x.person_id as back
                from organisation.appointment x join organisation.position q on q.id = x.position_id""";
            case EMPLOYMENT -> """
                select p.name as subject, c.name as detail, x.valid_from, x.valid_to, '/organisation/people/' || p.id as back
                from organisation.employment x join organisation.person p on p.id = x.person_id
                left join organisation.contractor c on c.id = x.contractor_id""";
        };
    }
}
