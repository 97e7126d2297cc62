package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Pages of goals broken down to 20,000 units in 60,000 shares, with 200,000 funding lines beside them, what a goal of
/// the
/// group would make of every share, and how far all shares are by 600,000 values that were told.
final class CascadeBench {

    private static final int UNITS = 20_000;
    private static final int GOALS = 3;
    private static final int LINES = 200_000;
    private static final int ROUNDS = 40;
    private static final int WARM = 5;
    private static final int MONTHS = 10;
    private static final int WHOLE_ROUNDS = 8;

    private CascadeBench() {}

    static Map<String, Object> run() throws Exception {
        try (var installation = Installation.fresh(false, Installation.fromClasses())) {
            installation.start();
            StartBench.waitForDemonstration(installation);
            var figures = new LinkedHashMap<String, Object>();
            long goal;
            long share;
            try (var connection = installation.superuser()) {
                fill(connection);
                figures.put("units", number(connection, "select count(*) from organisation.unit"));
                figures.put("shares", number(connection, "select count(*) from targets.share"));
                figures.put("readings", number(connection, "select count(*) from targets.reading"));
                figures.put("fundingLines", number(connection, "select count(*) from funds.line"));
                goal = number(connection, "select min(goal_id) from targets.share where weight = 7777");
                share = number(
                        connection, "select min(id) from targets.share where parent_id is null and goal_id = " + goal);
            }
            var director = new Visitor(installation.address(""), "director", "verdite-demo");
            for (String path : List.of(
                    "/targets/goals",
                    "/targets/goals/" + goal,
                    "/targets/shares/" + share,
                    "/targets/shares?view=all",
                    "/targets/goals/" + goal + "/what-if?value=90",
                    "/funds/lines")) {
                figures.put(
                        path.replaceAll("\\d{2,}|(?<=/)\\d", "N"),
                        director.times(List.of(path), Visitor.SIGNED_IN, WARM, ROUNDS));
            }
            // the first reads a tree of 20,000 shares, the second all three
            for (String path : List.of("/targets/goals/" + goal + "/progress", "/targets/progress?year=2026")) {
                figures.put(
                        path.replaceAll("/\\d+", "/N"),
                        director.times(List.of(path), Visitor.SIGNED_IN, 2, WHOLE_ROUNDS));
            }
            return figures;
        }
    }

    /// Sections below the demonstration's sites; each goal goes to every site and on to every section. Triggers are
    /// off:
    /// what is measured is reading.
    private static void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            Sections.make(sql, UNITS);
            sql.execute("""
                    create temporary table goals as
                    with g as (
                      insert into targets.goal (unit_id, horizon, sentence, protects, measure, direction, method, nature, state, baseline_year, due_year, value, owner_id, local_because)
                      select (select id from organisation.unit where kind = 'GROUP' limit 1), 'ANNUAL', '{"_":"en","en":"Bench goal"}', array['WATER'], 't', 'AT_MOST', 'SUM', 'AMOUNT', 'ACTIVE',
                        2025, 2026, 100, (select min(id) from organisation.person), 'A bench'
                      from generate_series(1, %d) returning id)
                    select id from g""".formatted(GOALS));
            sql.execute("""
                    insert into targets.share (goal_id, unit_id, holder, value, weight, state, accepted_at, fingerprint)
                    select g.id, u.id, 'UNIT', 2.5, 7777, 'ACCEPTED', now(), repeat('a', 64) from goals g, organisation.unit u where u.kind = 'SITE'""");
            sql.execute("""
                    insert into targets.share (goal_id, parent_id, unit_id, holder, value, weight, state, accepted_at, fingerprint)
                    select s.goal_id, s.id, m.id, 'UNIT', 0.005, 1, 'ACCEPTED', now(), repeat('a', 64) from targets.share s join made m on m.parent = s.unit_id where s.weight = 7777""");
            sql.execute("""
                    insert into targets.reading (goal_id, share_id, unit_id, month, value, evidence)
                    select s.goal_id, s.id, s.unit_id, make_date(2026, m, 1), 0.0004, 'A bench'
                    from targets.share s join goals g on g.id = s.goal_id, generate_series(1, %d) m where s.weight = 1""".formatted(MONTHS));
            sql.execute("""
                    insert into funds.line (unit_id, year, category, nature, currency, title, owner_id, planned, state, reason)
                    select m.id, 2026 + i %% 2, 'MONITORING', 'OPEX', 'CNY', 'Bench line', (select min(id) from organisation.person), 1000 + i %% 997, 'WITHDRAWN', 'A bench'
                    from generate_series(1, %d) i join made m on m.n = 1 + i %% %d""".formatted(LINES, UNITS));
            sql.execute("set session_replication_role = origin");
            for (String table : new String[] {"targets.goal", "targets.share", "targets.reading", "funds.line"}) {
                sql.execute("analyze " + table);
            }
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery(query)) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
