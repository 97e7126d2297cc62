package org.verdite.organisation;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.PersonId;

/// Temporary: replaced by the organisation's own.
@Component
public class People {
    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public boolean directSubordinate(PersonId of, PersonId who, LocalDate on) {
        return jdbc.sql("select exists (select from organisation.person where id = :who and boss_id = :of)")
                .param("who", who.value())
                .param("of", of.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }
}
