package org.verdite.bench;

import java.sql.SQLException;
import java.sql.Statement;

/// Sections below the demonstration's sites, the same number below each, open since 2015.
final class Sections {

    private Sections() {}

    /// Makes them and leaves `made` behind, a temporary table of each one's id, parent and number from 1. For who has
    /// switched triggers off: what a unit was is stated as its trigger would.
    static void make(Statement sql, int sections) throws SQLException {
        sql.execute("""
                create temporary table made as
                with site as (select u.id, row_number() over (order by u.id) - 1 as n, count(*) over () as many from organisation.unit u where u.kind = 'SITE')
                select nextval('organisation.unit_id_seq')::int as id, s.id as parent, g as n
                from generate_series(1, %d) g join site s on s.n = g %% s.many""".formatted(sections));
        sql.execute("""
                insert into organisation.unit (id, code, name, kind, opened)
                select id, 'BENCH-' || n, '{"_":"en","en":"Section"}', 'SECTION', '2015-01-01' from made""");
        sql.execute("""
                insert into organisation.unit_state (unit_id, name, kind, valid_from)
                select id, '{"_":"en","en":"Section"}', 'SECTION', '2015-01-01' from made""");
        sql.execute(
                "insert into organisation.edge (unit_id, parent_id, valid_from) select id, parent, '2015-01-01' from made");
        for (String table : new String[] {"unit", "unit_state", "edge"}) {
            sql.execute("analyze organisation." + table);
        }
    }
}
