package org.verdite.indicators.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A definition is called by its code; its history is that of all its versions.
@Component
class IndicatorRecords extends SqlRecords {

    IndicatorRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("indicators.definition", """
                        select verdite.text(name, :language) as title, '/indicators/' || code as path
                        from indicators.definition where code = :key or id::text = :key order by version desc limit 1""", """
                        select 'indicators.definition', d.id from indicators.definition d
                        where d.code = :key or d.code = (select x.code from indicators.definition x where x.id::text = :key) order by d.id desc""").named());
        codes("indicators.aggregation.", "indicators.definition.aggregation");
    }
}
