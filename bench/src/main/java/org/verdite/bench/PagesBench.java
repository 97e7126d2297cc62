package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times of home, exceedance list and a one-year chart with ten million results and ten thousand exceedances beside the
/// demonstration group's own. Milliseconds at the client, 40 requests each after five to warm up.
final class PagesBench {

    private static final int EPISODES = 10_000;
    private static final int HOURS = 100_000;
    private static final int ROUNDS = 40;
    private static final int WARM = 5;

    private PagesBench() {}

    static Map<String, Object> run(long results) throws Exception {
        try (var installation = Installation.fresh(false, Installation.fromClasses())) {
            installation.start();
            StartBench.waitForDemonstration(installation);
            int series;
            long rows;
            long episodes;
            try (var connection = installation.superuser()) {
                series = fill(connection, results);
                rows = count(connection, "monitoring.result");
                episodes = count(connection, "monitoring.pub_exceedance");
            }
            if (episodes < EPISODES) {
                throw new IllegalStateException("only " + episodes + " exceedances");
            }
            var director = new Visitor(installation.address(""), "director", "verdite-demo");
            var figures = new LinkedHashMap<String, Object>();
            figures.put("results", rows);
            figures.put("episodes", episodes);
            figures.put("home", director.times(List.of("/"), Visitor.SIGNED_IN, WARM, ROUNDS));
            figures.put("exceedances", director.times(List.of("/monitoring/exceedances"), "EX-2019-B", WARM, ROUNDS));
            figures.put("items", director.times(List.of("/rectification"), "NC-", WARM, ROUNDS));
            String year = "/monitoring/series/" + series + "/chart.json?from=2016-01-01&to=2016-12-31";
            figures.put("chart", director.times(List.of(year), "2016-", WARM, ROUNDS));
            return figures;
        }
    }

    /// Hourly values from 2008 on for as many of the demonstration's series as are needed, each with as many
    /// exceedances of three hours as make ten thousand together.
    private static int fill(Connection connection, long results) throws SQLException {
        int many = (int) Math.max(1, results / HOURS);
        int every = HOURS / (EPISODES / many + 1);
        try (Statement sql = connection.createStatement()) {
            sql.execute("select monitoring.ensure_partitions(date '2008-01-01', date '2020-06-01')");
            sql.execute("""
                    create temporary table hour as
                    select n, timestamptz '2008-06-01 00:00+00' + n * interval '1 hour' as at, n %% %1$d < 3 as above
                    from generate_series(0, %2$d) n""".formatted(every, HOURS - 1));
            sql.execute("create temporary table chosen as select id, unit_id from monitoring.series order by id limit "
                    + many);
            sql.execute("""
                    insert into monitoring.judging (unit_id, limit_revision, reason)
                    select min(unit_id), (select max(revision) from obligations."limit"), 'bench' from chosen""");
            sql.execute("""
                    insert into monitoring.result (series_id, unit_id, started, ended, value, original, intake_id, line, verdict,
                      judging_id)
                    select s.id, s.unit_id, h.at, h.at + interval '1 hour', v.value, v.value::text, 0, h.n,
                      case when h.above then 3 else 1 end, case when h.above then (select max(id) from monitoring.judging) end
                    from chosen s, hour h, lateral (select 0.1 + (h.n % 97) / 1000.0 + case when h.above then 1 else 0 end) v(value)""");
            sql.execute("""
                    insert into monitoring.judgement (series_id, unit_id, started, ended, judging_id, limit_id, limit_revision, kind,
                      verdict, value, limit_value, unit)
                    select s.id, s.unit_id, h.at, h.at + interval '1 hour', j.id, l.id, l.revision, 'COMPLIANCE', 3,
                      1.1 + (h.n % 97) / 1000.0, 1, 'mg/L'
                    from chosen s, hour h, (select max(id) as id from monitoring.judging) j,
                      (select id, revision from obligations."limit" order by revision limit 1) l
                    where h.above""");
            sql.execute("""
                    insert into monitoring.exceedance (unit_id, number, series_id, limit_id, kind, state, started, ended, date_only,
                      results, peak, peak_at, limit_value, above, unit, acknowledged_at)
                    select s.unit_id, 'EX-' || extract(year from h.at) || '-B' || row_number() over (), s.id, l.id, 'COMPLIANCE', 'ENDED',
                      h.at, h.at + interval '3 hours', false, 3, 1.196, h.at, 1, true, 'mg/L',
                      case when h.at < timestamptz '2019-09-01' then h.at + interval '1 day' end
                    from chosen s, hour h, (select id from obligations."limit" order by revision limit 1) l
                    where h.n %% %d = 0""".formatted(every));
            for (String table : new String[] {"result", "judgement", "exceedance"}) {
                sql.execute("analyze monitoring." + table);
            }
            try (var rs = sql.executeQuery("select min(id) from chosen")) {
                rs.next();
                return rs.getInt(1);
            }
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
