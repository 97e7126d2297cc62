package org.verdite.governance;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.indicators.Phrase;
import org.verdite.ui.Phase;

/// A management review of the unit and year was held.
@Component
class ReviewDuty implements YearDuty {

    private final JdbcClient jdbc;

    ReviewDuty(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String code() {
        return "REVIEW";
    }

    @Override
    public Phase phase() {
        return Phase.ACT;
    }

    @Override
    public Found look(Asked asked) {
        return jdbc.sql("""
                        select id, number, held_on from governance.review
                        where unit_id = :unit and year = :year and state in ('HELD', 'CLOSED') order by held_on, id limit 1""")
                .param("unit", asked.unit().value())
                .param("year", asked.year())
                .query((rs, _) -> new Found(
                        true,
                        Phrase.of(
                                "governance.duty.REVIEW",
                                rs.getString("number"),
                                rs.getObject("held_on", LocalDate.class)),
                        "/governance/reviews/" + rs.getLong("id")))
                .optional()
                .orElseGet(() -> new Found(false, Phrase.of("governance.duty.REVIEW.none"), ""));
    }
}
