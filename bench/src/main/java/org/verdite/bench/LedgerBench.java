package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Pages of the list of non-compliant items over 200,000 items with 2 million actions in 20,000 units, and how long the
/// ladder takes to look at every one. For who sees the whole group and for who sees one mine.
final class LedgerBench {

    private static final int UNITS = 20_000;
    private static final int ROUNDS = 40;
    private static final int WARM = 5;
    private static final int PATIENCE_SECONDS = 600;

    private LedgerBench() {}

    static Map<String, Object> run(long items) throws Exception {
        try (var installation = Installation.fresh(false, Installation.fromClasses())) {
            installation.start();
            StartBench.waitForDemonstration(installation);
            var figures = new LinkedHashMap<String, Object>();
            try (var connection = installation.superuser()) {
                fill(connection, items);
                figures.put("items", count(connection, "rectification.item"));
                figures.put("actions", count(connection, "actions.action"));
                figures.put("units", count(connection, "organisation.unit"));
                figures.put("ladderMs", ladder(connection));
            }
            for (String who : List.of("director", "site-manager")) {
                var visitor = new Visitor(installation.address(""), who, "verdite-demo");
                for (String path : List.of(
                        "/rectification",
                        "/rectification?view=overdue",
                        "/rectification?view=mine",
                        "/rectification/board",
                        "/rectification/figures",
                        "/rectification/verification",
                        "/")) {
                    figures.put(who + " " + path, visitor.times(List.of(path), Visitor.SIGNED_IN, WARM, ROUNDS));
                }
                try (var connection = installation.superuser()) {
                    figures.put(
                            who + " /rectification/figures after a change",
                            visitor.times(
                                    List.of("/rectification/figures"),
                                    Visitor.SIGNED_IN,
                                    1,
                                    ROUNDS / 2,
                                    () -> changed(connection)));
                }
            }
            return figures;
        }
    }

    /// Sections below the demonstration's sites, each with its share of the items, each item with ten actions. Triggers
    /// are off: what is measured is reading, and the clocks are wound by hand.
    private static void fill(Connection connection, long items) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            Sections.make(sql, UNITS);
            sql.execute("""
                    insert into rectification.item (unit_id, group_id, number, title, severity, workflow, medium, state, discovered, time_zone, opened_on,
                      opened_at, deadline, due_at, clock_from, owner_id, done_at, verified_by, verified_at, verified_on, effect_due, closed_by, closed_at, closed_on)
                    select m.id, (select id from organisation.unit where kind = 'GROUP' limit 1), 'NC-2019-' || lpad((100000 + i)::text, 7, '0'),
                      'Bench finding ' || i %% 997, (array['LOW','MINOR','MINOR','MAJOR','CRITICAL'])[1 + i %% 5], 'SPOT',
                      (array['WATER','AIR','WASTE','MANAGEMENT'])[1 + i %% 4], case when i %% 10 < 7 then 'CLOSED_EFFECTIVE' else 'OPEN' end, d.day, 'Asia/Shanghai',
                      d.day, d.day, d.day + 30, (d.day + 31)::timestamp at time zone 'Asia/Shanghai', d.day, p.id, c.at, c.who, c.at, c.at::date, c.at::date + 90, c.who, c.at + interval '100 days', c.at::date + 100
                    from generate_series(1, %1$d) i join made m on m.n = 1 + i %% %2$d
                    cross join lateral (select date '2024-01-01' + (i %% 1000) as day) d
                    cross join (select min(id) as id, max(id) as other from organisation.person) p
                    cross join lateral (select case when i %% 10 < 7 then d.day + interval '20 days' end as at, case when i %% 10 < 7 then p.other end as who) c""".formatted(items, UNITS));
            sql.execute("""
                    insert into actions.action (unit_id, title, kind, owner_id, due, state, done_on, origin_room, origin_kind, origin_id, origin_title, origin_href)
                    select i.unit_id, 'Bench action', 'CORRECTIVE', i.owner_id, i.deadline, case when i.state = 'OPEN' then 'OPEN' else 'DONE' end,
                      case when i.state = 'OPEN' then null else i.deadline end, 'rectification', 'item', i.id::text, i.number, '/rectification/items/' || i.id
                    from rectification.item i, generate_series(1, 10) where i.number like 'NC-2019-%'""");
            sql.execute("""
                    insert into rectification.item_clock (item_id, unit_id, next_at, since)
                    select id, unit_id, 'infinity', verdite.now() from rectification.item where number like 'NC-2019-%' and state = 'OPEN'""");
            sql.execute("set session_replication_role = origin");
            for (String table : new String[] {"rectification.item", "rectification.item_clock", "actions.action"}) {
                // as an installation that has stood for a night
                sql.execute("vacuum analyze " + table);
            }
        }
    }

    /// Somebody changed an item: what was counted is counted anew.
    private static void changed(Connection connection) {
        try (Statement sql = connection.createStatement()) {
            sql.execute("insert into rectification.touched (xid) values (pg_current_xact_id())");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Every open item is to be looked at; nothing that was due before is told. Answers how long the job took to have
    /// seen them all, without its wait for the next minute.
    private static long ladder(Connection connection) throws SQLException, InterruptedException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("update rectification.item_clock set next_at = '-infinity'");
            long all = waiting(sql);
            long began = 0;
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (System.nanoTime() < until) {
                long left = waiting(sql);
                if (began == 0 && left < all) {
                    began = System.nanoTime();
                }
                if (left == 0) {
                    return (System.nanoTime() - began) / 1_000_000;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new IllegalStateException("the ladder has not looked at all after " + PATIENCE_SECONDS + " s");
        }
    }

    private static long waiting(Statement sql) throws SQLException {
        try (var rs = sql.executeQuery("select count(*) from rectification.item_clock where next_at = '-infinity'")) {
            rs.next();
            return rs.getLong(1);
        }
    }

    private static long count(Connection connection, String relation) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery("select count(*) from " + relation)) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
