package org.verdite.reporting.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// A published year or month; `year-2022` and `month-2026-03` are the history of all their editions.
@Component
class EditionRecords extends SqlRecords {

    private static final String KEY =
            "case %1$smonth when 0 then 'year-' || %1$syear else 'month-' || to_char(make_date(%1$syear, %1$smonth, 1), 'YYYY-MM') end";

    EditionRecords(JdbcClient jdbc) {
        super(
                jdbc,
                Register.of("reporting.edition", """
                        select case month when 0 then year::text else to_char(make_date(year, month, 1), 'YYYY-MM') end as title,
                          case month when 0 then '/reporting/progress?year=' || year else '/reporting/months?year=' || year || '&month=' || month end as path
                        from reporting.edition where """ + " " + KEY.formatted("") + """
                         = :key or id::text = :key order by version desc limit 1""", """
                        select 'reporting.edition', d.id from reporting.edition d where\s""" + KEY.formatted("d.") + """
                         = :key or (d.year, d.month) = (select x.year, x.month from reporting.edition x where x.id::text = :key) order by d.id desc""")
                        .named());
        pointers("organisation.person", "reporting.edition.person_id");
    }
}
