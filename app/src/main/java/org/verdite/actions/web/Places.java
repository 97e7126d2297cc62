package org.verdite.actions.web;

import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.UnitId;
import org.verdite.ui.Texts;

/// What a unit is called.
@Component("actions.places")
@Transactional(readOnly = true)
class Places {

    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    String name(UnitId unit, Texts t) {
        return jdbc.sql("select verdite.text(name, :lang) from organisation.pub_unit where id = :id")
                .param("lang", t.language())
                .param("id", unit.value())
                .query((rs, _) -> Objects.requireNonNullElse(rs.getString(1), ""))
                .optional()
                .orElse("");
    }
}
