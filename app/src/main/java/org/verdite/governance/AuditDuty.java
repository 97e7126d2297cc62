package org.verdite.governance;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;
import org.verdite.ui.Phase;

/// An internal audit of the unit, or of a part of it, was issued in the year.
@Component
class AuditDuty implements YearDuty {

    private final JdbcClient jdbc;

    AuditDuty(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return "INTERNAL_AUDIT";
    }

    @Override
    public Phase phase() {
        return Phase.CHECK;
    }

    @Override
    public Found look(Asked asked) {
        return jdbc.sql("""
                        select i.id, i.number, i.issued_on from inspections.pub_inspection i
                        where i.unit_id = any(:units) and i.kind = 'INTERNAL_AUDIT' and i.state = 'ISSUED'
                          and i.issued_on between make_date(:year, 1, 1) and make_date(:year, 12, 31)
                        order by i.unit_id <> :unit, i.issued_on, i.id limit 1""")
                .param("units", asked.units())
                .param("unit", asked.unit().value())
                .param("year", asked.year())
                .query((rs, _) -> new Found(
                        true,
                        Phrase.of(
                                "governance.duty.INTERNAL_AUDIT",
                                rs.getString("number"),
                                rs.getObject("issued_on", LocalDate.class)),
                        "/inspections/visits/" + rs.getLong("id")))
                .optional()
                .orElseGet(() -> new Found(false, Phrase.of("governance.duty.INTERNAL_AUDIT.none"), ""));
    }
}
