package org.verdite.reporting.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A published year; `year-2022` is the history of all its editions.
@Component
class EditionRecords extends SqlRecords {

    EditionRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("reporting.edition", """
                        select year::text as title, '/reporting/progress?year=' || year as path
                        from reporting.edition where 'year-' || year = :key or id::text = :key order by version desc limit 1""", """
                        select 'reporting.edition', d.id from reporting.edition d
                        where 'year-' || d.year = :key or d.year = (select x.year from reporting.edition x where x.id::text = :key) order by d.id desc""").named());
        pointers("organisation.person", "reporting.edition.person_id");
    }
}
