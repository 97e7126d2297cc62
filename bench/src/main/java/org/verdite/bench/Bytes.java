package org.verdite.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a result takes on the disk.
final class Bytes {

    private Bytes() {}

    /// Of the results' monthly tables, without and with their indexes; and with what is kept beside each result: latest
    /// values, sums of days, judgements and episodes.
    static Map<String, Object> perResult(Connection connection) throws SQLException {
        var figures = new LinkedHashMap<String, Object>();
        try (var sql = connection.createStatement();
                var rs = sql.executeQuery("""
                        with leaf as (
                          select sum(pg_table_size(inhrelid)) as tables, sum(pg_total_relation_size(inhrelid)) as whole
                          from pg_inherits where inhparent = 'monitoring.result'::regclass),
                        beside as (
                          select sum(pg_total_relation_size(('monitoring.' || t)::regclass)) as whole
                          from unnest(array['latest', 'rollup', 'judgement', 'exceedance']) t),
                        n as (select count(*) as results from monitoring.result)
                        select leaf.tables / n.results, leaf.whole / n.results, (leaf.whole + beside.whole) / n.results from leaf, beside, n""")) {
            rs.next();
            figures.put("bytesPerResult", rs.getLong(1));
            figures.put("bytesWithIndexes", rs.getLong(2));
            figures.put("bytesWithAllBeside", rs.getLong(3));
        }
        return figures;
    }
}
