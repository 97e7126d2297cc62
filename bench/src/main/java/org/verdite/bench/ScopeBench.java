package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What row-level security costs: 200,000 rows in 20,000 units of six levels, for readers who see few or many units.
/// Figures are milliseconds, the median of 15 runs; `none` is the same query by the table's owner without a policy.
final class ScopeBench {

    private static final int[] SEEN = {1, 19, 200, 1_000, 4_000, 20_000};
    private static final Map<String, String> QUERIES = Map.of(
            "list", "select id, due from probe.item where state = 'OPEN' order by due, id limit 50",
            "count", "select state, count(*) from probe.item group by state",
            "point", "select due from probe.item where id = 77777");

    private ScopeBench() {}

    static Map<String, Object> run() throws Exception {
        try (var installation = Installation.fresh(true, Installation.fromClasses())) {
            installation.start();
            try (var connection = installation.superuser()) {
                fill(connection);
                var figures = new LinkedHashMap<String, Object>();
                figures.put("rows", 200_000);
                figures.put("units", 20_000);
                for (var query : QUERIES.entrySet()) {
                    var times = new LinkedHashMap<String, Object>();
                    times.put("none", median(connection, query.getValue(), "verdite_owner", 0));
                    for (int seen : SEEN) {
                        times.put(Integer.toString(seen), median(connection, query.getValue(), "verdite_app", seen));
                    }
                    times.put("everything", median(connection, query.getValue(), "verdite_all", 0));
                    figures.put(query.getKey(), times);
                }
                return figures;
            }
        }
    }

    private static void fill(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set role verdite_owner");
            sql.execute("call verdite.room('probe')");
            sql.execute("""
                    create table probe.item (id int primary key, unit_id int not null, state text not null, due date not null,
                      title text not null)""");
            sql.execute("""
                    insert into probe.item select i, (i::bigint * 7919) % 20000 + 1,
                      (array['OPEN', 'DONE', 'CLOSED', 'CLOSED'])[i % 4 + 1], date '2026-01-01' + i * 31 % 700, 'item ' || i
                    from generate_series(1, 200000) i""");
            sql.execute("create index on probe.item (unit_id, state, due)");
            sql.execute("create index on probe.item (state, due, id)");
            sql.execute("call verdite.scoped('probe.item')");
            sql.execute("reset role");
            sql.execute("vacuum analyze probe.item");
        }
    }

    private static double median(Connection connection, String query, String role, int seen) throws SQLException {
        double[] times = new double[15];
        connection.setAutoCommit(false);
        try (Statement sql = connection.createStatement()) {
            for (int i = 0; i < times.length; i++) {
                sql.execute("select set_config('role', '" + role + "', true), set_config('verdite.units', '"
                        + units(seen) + "', true)");
                long begin = System.nanoTime();
                try (var rows = sql.executeQuery(query)) {
                    while (rows.next()) {
                        rows.getObject(1);
                    }
                }
                times[i] = (System.nanoTime() - begin) / 1e6;
                connection.rollback();
            }
        } finally {
            connection.setAutoCommit(true);
        }
        Arrays.sort(times);
        return Math.round(times[times.length / 2] * 100) / 100.0;
    }

    private static String units(int seen) {
        var list = new StringBuilder("{");
        for (int i = 1; i <= seen; i++) {
            list.append(i == 1 ? "" : ",").append(i);
        }
        return list.append('}').toString();
    }
}
