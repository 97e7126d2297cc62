package org.verdite.monitoring.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.ValuesWait;
import org.verdite.monitoring.intake.bulk.Results;
import org.verdite.monitoring.intake.bulk.Row;
import org.verdite.monitoring.intake.bulk.RowBuffer;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Results that wait because their month is locked.
@Component
class Waiting {

    /// @param intake the load that brought them
    record Batch(int intake, long rows) {}

    private final JdbcClient jdbc;
    private final javax.sql.DataSource dataSource;
    private final ApplicationEventPublisher events;

    Waiting(JdbcClient jdbc, javax.sql.DataSource dataSource, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.events = events;
    }

    /// Says of the results that a load put aside for which months they wait, and tells it. What is stored already as it
    /// came does not wait.
    ///
    /// @return how many wait, and how many changed nothing
    long[] settle(int intake) {
        int same = jdbc.sql("""
                        delete from monitoring.pending p using monitoring.result r
                        where p.intake_id = :intake and r.series_id = p.series_id and r.started = p.started and r.ended = p.ended
                          and r.sample = p.sample and r.replicate = p.replicate and r.run = p.run
                          and (r.value, r.censor, r.level, r.qualifier, r.flag) is not distinct from (p.value, p.censor, p.level, p.qualifier, p.flag)""").param("intake", intake).update();
        same += jdbc.sql("""
                        delete from monitoring.pending p using monitoring.pending e
                        where p.intake_id = :intake and e.intake_id < p.intake_id and e.applied_at is null and e.series_id = p.series_id
                          and e.started = p.started and e.ended = p.ended and e.sample = p.sample and e.replicate = p.replicate and e.run = p.run
                          and (e.value, e.censor, e.level, e.qualifier, e.flag) is not distinct from (p.value, p.censor, p.level, p.qualifier, p.flag)""").param("intake", intake).update();
        jdbc.sql("""
                        update monitoring.pending w set site_id = p.site_id, month = date_trunc('month', cast(monitoring.pub_day(w.started, w.date_only, p.time_zone) as timestamp))
                        from monitoring.series s join monitoring.point p on p.id = s.point_id where w.intake_id = :intake and s.id = w.series_id""").param("intake", intake).update();
        var told = jdbc.sql("""
                        select w.site_id, s.unit_id, w.month, count(*) as count from monitoring.pending w
                        join organisation.pub_site s on s.id = w.site_id
                        where w.intake_id = :intake group by 1, 2, 3 order by 1, 3""")
                .param("intake", intake)
                .query((rs, _) -> new ValuesWait(
                        new SiteId(rs.getInt("site_id")),
                        new UnitId(rs.getInt("unit_id")),
                        YearMonth.from(rs.getObject("month", LocalDate.class)),
                        intake,
                        rs.getLong("count")))
                .list();
        if (!told.isEmpty()) {
            jdbc.sql("select monitoring.seal_pending(:intake)")
                    .param("intake", intake)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        }
        told.forEach(events::publishEvent);
        return new long[] {told.stream().mapToLong(ValuesWait::count).sum(), same};
    }

    List<Batch> batches(int site, YearMonth month) {
        return jdbc.sql("""
                        select intake_id, count(*) as rows from monitoring.pending
                        where site_id = :site and month = :month and applied_at is null group by 1 order by 1""")
                .param("site", site)
                .param("month", month.atDay(1))
                .query((rs, _) -> new Batch(rs.getInt(1), rs.getLong(2)))
                .list();
    }

    List<Integer> series(int site, YearMonth month) {
        return jdbc.sql("""
                        select distinct series_id from monitoring.pending where site_id = :site and month = :month and applied_at is null order by 1""")
                .param("site", site)
                .param("month", month.atDay(1))
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    /// The same file once more, for the part of it that waited: what is taken in has a load of its own, whose root
    /// enters the trail.
    int again(int intake, String reason) {
        return jdbc.sql("""
                        insert into monitoring.intake (unit_id, source, file_name, sha256, state, lines, source_id, size, encoding, delimiter, header,
                          fingerprint, mapping, visible, everywhere, sheet, sheets)
                        select unit_id, :reason, file_name, sha256, 'LOADING', 0, source_id, size, encoding, delimiter, header, fingerprint, mapping,
                          visible, everywhere, sheet, sheets
                        from monitoring.intake where id = :intake returning id""")
                .param("reason", reason)
                .param("intake", intake)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// Writes what a load put aside for a month as results of another load.
    Results write(int site, YearMonth month, int of, int as) {
        var results = new Results(connection(), as);
        var buffers = new java.util.TreeMap<Integer, RowBuffer>();
        jdbc.sql("""
                        select * from monitoring.pending where site_id = :site and month = :month and applied_at is null and intake_id = :of order by line""")
                .param("site", site)
                .param("month", month.atDay(1))
                .param("of", of)
                .query(rs -> {
                    var row = row(rs);
                    buffers.computeIfAbsent(
                                    org.verdite.monitoring.intake.bulk.Months.of(row.started), _ -> new RowBuffer(as))
                            .add(row, 0);
                });
        try {
            Results.ensureMonths(connection(), buffers.keySet());
            for (var entry : buffers.entrySet()) {
                results.write(entry.getKey(), entry.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        jdbc.sql("""
                        update monitoring.pending set applied_at = verdite.now(), applied_intake = :as
                        where site_id = :site and month = :month and applied_at is null and intake_id = :of""")
                .param("as", as)
                .param("site", site)
                .param("month", month.atDay(1))
                .param("of", of)
                .update();
        return results;
    }

    private Connection connection() {
        return DataSourceUtils.getConnection(dataSource);
    }

    private static Row row(java.sql.ResultSet rs) throws SQLException {
        var row = new Row();
        row.series = rs.getInt("series_id");
        row.unit = rs.getInt("unit_id");
        row.started = rs.getTimestamp("started").toInstant().getEpochSecond();
        row.ended = rs.getTimestamp("ended").toInstant().getEpochSecond();
        row.sample = rs.getString("sample");
        row.replicate = rs.getShort("replicate");
        row.run = rs.getShort("run");
        row.dateOnly = rs.getBoolean("date_only");
        int offset = rs.getInt("utc_offset_minutes");
        row.offsetMinutes = rs.wasNull() ? Row.NO_OFFSET : offset;
        double value = rs.getDouble("value");
        row.value = rs.wasNull() ? Double.NaN : value;
        row.censor = rs.getShort("censor");
        double level = rs.getDouble("level");
        row.level = rs.wasNull() ? Double.NaN : level;
        row.original = rs.getString("original");
        row.originalUnit = rs.getString("original_unit");
        row.qualifier = rs.getString("qualifier");
        row.flag = rs.getString("flag");
        row.line = rs.getInt("line");
        row.digits = rs.getShort("digits");
        row.levelKind = rs.getShort("level_kind");
        row.precision = rs.getShort("time_precision");
        return row;
    }
}
