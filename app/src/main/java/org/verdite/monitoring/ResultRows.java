package org.verdite.monitoring;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.judgement.Measured;

/// Results as they are judged again.
@Component
class ResultRows {

    /// A result's identity within its series.
    record Key(Instant started, Instant ended, String sample, int replicate, int run) {}

    record Row(
            Key key,
            int series,
            int unit,
            int revision,
            boolean dateOnly,
            Measured measured,
            int verdict,
            String measure) {

        Covariates.At at() {
            return Covariates.At.of(measured, key.started(), key.ended(), dateOnly, key.sample());
        }

        /// A mean speaks of its last day too.
        Instant until() {
            var until = at().until();
            return until == null ? key.started() : until;
        }
    }

    /// A verdict that stands: what a new one is compared with.
    ///
    /// @param bound that the value was held against
    record Standing(
            long limit,
            long revision,
            int verdict,
            int reason,
            @Nullable BigDecimal bound) {

        /// The bound is compared where it was computed: another covariate makes another one. Any other is the
        /// revision's.
        Standing comparedBy(Collection<Long> computed) {
            return new Standing(
                    limit,
                    revision,
                    verdict,
                    reason,
                    bound == null || !computed.contains(limit) ? null : bound.stripTrailingZeros());
        }
    }

    record Changed(Row row, int verdict) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ResultRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /// Waits for loads into the series, and lets none begin until the transaction ends.
    void hold(int series) {
        jdbc.sql("select id from monitoring.series where id = :series for update")
                .param("series", series)
                .query((rs, _) -> rs.getInt(1))
                .optional();
    }

    /// The results of a series after a key, in the order of their identity.
    List<Row> after(int series, Instant from, @Nullable Key after, int limit) {
        return jdbc.sql("""
                        select r.*, s.unit as measure, %s
                        from monitoring.result r join monitoring.series s on s.id = r.series_id %s
                        where r.series_id = :series and r.started >= :from
                          and (:first or (r.started, r.ended, r.sample, r.replicate, r.run)
                            > (:started, :ended, :sample, cast(:replicate as smallint), cast(:run as smallint)))
                        order by r.started, r.ended, r.sample, r.replicate, r.run limit :limit""".formatted(StoredResult.COLUMNS, StoredResult.JOIN))
                .param("series", series)
                .param("from", (after == null ? from : after.started()).atOffset(ZoneOffset.UTC))
                .param("first", after == null)
                .param("started", (after == null ? from : after.started()).atOffset(ZoneOffset.UTC))
                .param("ended", (after == null ? from : after.ended()).atOffset(ZoneOffset.UTC))
                .param("sample", after == null ? "" : after.sample())
                .param("replicate", after == null ? 0 : after.replicate())
                .param("run", after == null ? 0 : after.run())
                .param("limit", limit)
                .query((rs, _) -> row(rs))
                .list();
    }

    private static Row row(ResultSet rs) throws SQLException {
        return new Row(
                key(rs),
                rs.getInt("series_id"),
                rs.getInt("unit_id"),
                rs.getInt("revision"),
                rs.getBoolean("date_only"),
                StoredResult.measured(rs),
                rs.getInt("verdict"),
                rs.getString("measure"));
    }

    private static Key key(ResultSet rs) throws SQLException {
        return new Key(
                rs.getObject("started", OffsetDateTime.class).toInstant(),
                rs.getObject("ended", OffsetDateTime.class).toInstant(),
                rs.getString("sample"),
                rs.getInt("replicate"),
                rs.getInt("run"));
    }

    /// The judgements that stand for the results of a series between two instants.
    Map<Key, List<Standing>> standing(int series, Instant from, Instant to) {
        var all = new HashMap<Key, List<Standing>>();
        jdbc.sql("""
                        select j.started, j.ended, j.sample, j.replicate, j.run, j.limit_id, j.limit_revision, j.verdict, j.reason, j.limit_value
                        from monitoring.judgement j
                        join monitoring.result r on r.series_id = j.series_id and r.started = j.started and r.ended = j.ended
                          and r.sample = j.sample and r.replicate = j.replicate and r.run = j.run and r.judging_id = j.judging_id
                        where j.series_id = :series and j.started >= :from and j.started <= :to""")
                .param("series", series)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    all.computeIfAbsent(key(rs), _ -> new ArrayList<>())
                            .add(new Standing(
                                    rs.getLong("limit_id"),
                                    rs.getLong("limit_revision"),
                                    rs.getInt("verdict"),
                                    rs.getInt("reason"),
                                    rs.getBigDecimal("limit_value")));
                });
        return all;
    }

    /// Points results to the judging that stands for them now.
    void restate(int judging, List<Changed> changed) {
        if (changed.isEmpty()) {
            return;
        }
        // the database takes an array for a row or two, and would go through all results for each of ten thousand
        loops(false);
        template.execute((Connection c) -> {
            try (var statement = c.prepareStatement("""
                    update monitoring.result r set verdict = t.verdict, judging_id = ?
                    from unnest(cast(? as int[]), cast(? as timestamptz[]), cast(? as timestamptz[]), cast(? as text[]), cast(? as smallint[]),
                      cast(? as smallint[]), cast(? as smallint[])) t(series_id, started, ended, sample, replicate, run, verdict)
                    where r.series_id = t.series_id and r.started = t.started and r.ended = t.ended and r.sample = t.sample
                      and r.replicate = t.replicate and r.run = t.run and r.series_id = ? and r.started between ? and ?""")) {
                statement.setInt(1, judging);
                statement.setArray(2, array(c, "int4", changed, e -> e.row().series()));
                statement.setArray(
                        3,
                        array(c, "text", changed, e -> e.row().key().started().toString()));
                statement.setArray(
                        4, array(c, "text", changed, e -> e.row().key().ended().toString()));
                statement.setArray(
                        5, array(c, "text", changed, e -> e.row().key().sample()));
                statement.setArray(
                        6, array(c, "int4", changed, e -> e.row().key().replicate()));
                statement.setArray(
                        7, array(c, "int4", changed, e -> e.row().key().run()));
                statement.setArray(8, array(c, "int4", changed, Changed::verdict));
                // one series in the order of time: only the months of these results are looked at
                statement.setInt(9, changed.getFirst().row().series());
                statement.setObject(10, changed.getFirst().row().key().started().atOffset(ZoneOffset.UTC));
                statement.setObject(11, changed.getLast().row().key().started().atOffset(ZoneOffset.UTC));
                return statement.executeUpdate();
            }
        });
        loops(true);
    }

    private void loops(boolean allowed) {
        jdbc.sql("select set_config('enable_nestloop', :on, true)")
                .param("on", allowed ? "on" : "off")
                .query((_, _) -> true)
                .list();
    }

    private static java.sql.Array array(
            Connection c, String type, List<Changed> changed, Function<Changed, @Nullable Object> value)
            throws SQLException {
        return c.createArrayOf(type, changed.stream().map(value).toArray());
    }
}
