package org.verdite.monitoring;

import java.math.BigDecimal;
import java.sql.Connection;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.PeriodMean;

/// The tables of means and of values by rank that are put together from results.
@Component
class DerivedRows {

    private static final int BATCH = 5_000;

    record Key(PeriodMean mean, Cut cut) {}

    record Stored(int series, int unit) {}

    record Between(Instant started, Instant ended) {}

    /// A period as it is now. zero, half, full: with what is not detected counted as nothing, half its level, all of
    /// it.
    ///
    /// @param since the first of values in a row; null where `started` says it
    /// @param picked of values in order those that decide, as JSON; null for a mean
    record Fresh(
            Instant started,
            Instant ended,
            boolean dateOnly,
            @Nullable Double zero,
            @Nullable Double half,
            @Nullable Double full,
            long results,
            long notDetected,
            int present,
            int needed,
            @Nullable Instant since,
            @Nullable String picked) {

        static Fresh empty(Instant started, Instant ended) {
            return new Fresh(started, ended, true, null, null, null, 0, 0, 0, 1, null, null);
        }

        /// Half of each level is usual (HJ 91.1-2019, 8.1); where a level is not known, what can be said at least.
        @Nullable Double value() {
            return half != null ? half : zero;
        }

        String original() {
            var value = value();
            return value == null
                    ? ""
                    : new BigDecimal(Double.toString(value))
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate apart;

    DerivedRows(JdbcClient jdbc, JdbcTemplate template, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.template = template;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Map<Integer, Map<Key, Stored>> known(Collection<Integer> sources) {
        var known = new HashMap<Integer, Map<Key, Stored>>();
        jdbc.sql(
                        "select id, unit_id, derived_from, statistic, part from monitoring.series where derived_from = any(:ids)")
                .param("ids", sources.toArray(Integer[]::new))
                .query(rs -> {
                    known.computeIfAbsent(rs.getInt("derived_from"), _ -> new HashMap<>())
                            .put(
                                    new Key(
                                            PeriodMean.valueOf(rs.getString("statistic")),
                                            Cut.read(rs.getString("part"))),
                                    new Stored(rs.getInt("id"), rs.getInt("unit_id")));
                });
        return known;
    }

    /// A series of means, or of values by rank, at the place, of the substance and in the unit of its source.
    Stored make(int source, Key key) {
        return jdbc.sql("""
                        insert into monitoring.series (unit_id, point_id, parameter_code, fraction, basis, statistic, mode, unit, part, derived_from)
                        select unit_id, point_id, parameter_code, fraction, basis, :statistic, mode, unit, :part, id
                        from monitoring.series where id = :source
                        on conflict on constraint series_identity do update set unit = excluded.unit
                        returning id, unit_id""")
                .param("statistic", key.mean().name())
                .param("part", key.cut().text())
                .param("source", source)
                .query((rs, _) -> new Stored(rs.getInt(1), rs.getInt(2)))
                .single();
    }

    /// Lets nobody else put the same together meanwhile. The results come first, as a load holds them.
    void hold(int source, int series) {
        jdbc.sql("select id from monitoring.series where id in (:source, :series) order by id for update")
                .param("source", source)
                .param("series", series)
                .query((rs, _) -> rs.getInt(1))
                .list();
    }

    List<Between> between(int series, Instant from, Instant to) {
        return jdbc.sql("""
                        select started, ended from monitoring.result where series_id = :series and started >= :from and started < :to
                          and value is not null""")
                .param("series", series)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .query((rs, _) -> new Between(instant(rs.getObject(1)), instant(rs.getObject(2))))
                .list();
    }

    private static Instant instant(Object time) {
        return time instanceof OffsetDateTime offset ? offset.toInstant() : ((java.sql.Timestamp) time).toInstant();
    }

    /// Stores periods that are new or not as they were, the latter as revisions, not judged yet.
    ///
    /// @return when those begin
    List<Instant> write(int series, int unit, List<Fresh> periods) {
        if (periods.isEmpty()) {
            return List.of();
        }
        ensureMonths(periods);
        var changed = new ArrayList<Instant>();
        for (int from = 0; from < periods.size(); from += BATCH) {
            var batch = periods.subList(from, Math.min(periods.size(), from + BATCH));
            template.execute((Connection c) -> write(c, series, unit, batch, changed));
        }
        return changed;
    }

    /// In a transaction of its own: who makes a month's table keeps others from making one until it is over.
    private void ensureMonths(List<Fresh> periods) {
        apart.executeWithoutResult(_ -> jdbc.sql("""
                        select monitoring.ensure_partitions(d, d) from (select distinct date_trunc('month', u at time zone 'UTC')::date as d
                          from unnest(cast(:started as timestamptz[])) u) m order by d""")
                .param(
                        "started",
                        periods.stream().map(p -> p.started().toString()).toArray(String[]::new))
                .query((rs, _) -> rs.getInt(1))
                .list());
    }

    /// intake_id and line 0: no file brought them.
    private static int write(Connection c, int series, int unit, List<Fresh> batch, List<Instant> changed)
            throws SQLException {
        try (var statement = c.prepareStatement("""
                with k as materialized (
                  select cast(? as int) as series_id, cast(? as int) as unit_id, u.* from unnest(cast(? as timestamptz[]), cast(? as timestamptz[]),
                    cast(? as boolean[]), cast(? as float8[]), cast(? as float8[]), cast(? as float8[]), cast(? as float8[]), cast(? as text[]),
                    cast(? as int[]), cast(? as int[]), cast(? as int[]), cast(? as int[]), cast(? as timestamptz[]), cast(? as jsonb[]))
                    as u(started, ended, date_only, zero, half, full_level, value, original, results, not_detected, present, needed, since, picked)
                ), was as (
                  select r.*, k.value as now_value, k.original as now_original, k.present < k.needed as few,
                    row(k.zero, k.half, k.full_level, k.results, k.not_detected, k.present, k.needed, k.since, k.picked)
                      is distinct from row(m.zero, m.half, m.full_level, m.results, m.not_detected, m.present, m.needed, m.since, m.picked) as other
                  from k join monitoring.result r on r.series_id = ? and r.started between ? and ? and r.started = k.started and r.ended = k.ended
                    and r.sample = '' and r.replicate = 0 and r.run = 0
                  left join monitoring.composition m on m.series_id = r.series_id and m.started = r.started and m.revision = r.revision
                ), old as (
                  insert into monitoring.result_revision (series_id, unit_id, started, ended, sample, replicate, run, revision, date_only,
                    utc_offset_minutes, value, censor, level, original, original_unit, qualifier, flag, flagged_by, status, verdict, judging_id,
                    intake_id, line, digits, level_kind, time_precision, superseded_at, superseded_by_intake)
                  select series_id, unit_id, started, ended, sample, replicate, run, revision, date_only, utc_offset_minutes, value, censor, level,
                    original, original_unit, qualifier, flag, flagged_by, status, verdict, judging_id, intake_id, line, digits, level_kind,
                    time_precision, verdite.now(), 0
                  from was where other
                ), changed as (
                  update monitoring.result r set value = w.now_value, original = w.now_original, revision = r.revision + 1, verdict = 0,
                    judging_id = null, flag = case when w.few then 'TOO FEW' else '' end, flagged_by = case when w.few then 'rule' else '' end
                  from was w where w.other and r.series_id = ? and r.started between ? and ? and r.started = w.started and r.ended = w.ended
                    and r.sample = '' and r.replicate = 0 and r.run = 0
                  returning r.started, r.revision
                ), added as (
                  insert into monitoring.result (series_id, unit_id, started, ended, date_only, value, original, flag, flagged_by, intake_id, line,
                    time_precision)
                  select series_id, unit_id, started, ended, date_only, value, original, case when present < needed then 'TOO FEW' else '' end,
                    case when present < needed then 'rule' else '' end, 0, 0, case when date_only then 1 else 2 end
                  from k where not exists (select from was w where w.started = k.started and w.ended = k.ended)
                  returning started, revision
                ), written as (select * from changed union all select * from added),
                noted as (
                  insert into monitoring.composition (series_id, unit_id, started, revision, zero, half, full_level, results, not_detected, present,
                    needed, since, picked)
                  select k.series_id, k.unit_id, k.started, w.revision, k.zero, k.half, k.full_level, k.results, k.not_detected, k.present, k.needed,
                    k.since, k.picked
                  from k join written w on w.started = k.started)
                select started from written""")) {
            statement.setInt(1, series);
            statement.setInt(2, unit);
            column(c, statement, 3, "text", batch, p -> p.started().toString());
            column(c, statement, 4, "text", batch, p -> p.ended().toString());
            column(c, statement, 5, "bool", batch, Fresh::dateOnly);
            column(c, statement, 6, "float8", batch, Fresh::zero);
            column(c, statement, 7, "float8", batch, Fresh::half);
            column(c, statement, 8, "float8", batch, Fresh::full);
            column(c, statement, 9, "float8", batch, Fresh::value);
            column(c, statement, 10, "text", batch, Fresh::original);
            column(c, statement, 11, "int4", batch, p -> (int) p.results());
            column(c, statement, 12, "int4", batch, p -> (int) p.notDetected());
            column(c, statement, 13, "int4", batch, Fresh::present);
            column(c, statement, 14, "int4", batch, Fresh::needed);
            column(
                    c,
                    statement,
                    15,
                    "text",
                    batch,
                    p -> p.since() == null ? null : p.since().toString());
            column(c, statement, 16, "text", batch, Fresh::picked);
            // said twice, so that only the months of these periods are looked at
            var first =
                    batch.stream().map(Fresh::started).min(Instant::compareTo).orElseThrow();
            var last =
                    batch.stream().map(Fresh::started).max(Instant::compareTo).orElseThrow();
            for (int at = 17; at <= 20; at += 3) {
                statement.setInt(at, series);
                statement.setObject(at + 1, first.atOffset(ZoneOffset.UTC));
                statement.setObject(at + 2, last.atOffset(ZoneOffset.UTC));
            }
            try (var rs = statement.executeQuery()) {
                int before = changed.size();
                while (rs.next()) {
                    changed.add(instant(rs.getObject(1)));
                }
                return changed.size() - before;
            }
        }
    }

    private static void column(
            Connection c,
            java.sql.PreparedStatement statement,
            int place,
            String type,
            List<Fresh> batch,
            Function<Fresh, @Nullable Object> value)
            throws SQLException {
        statement.setArray(
                place, c.createArrayOf(type, batch.stream().map(value).toArray()));
    }
}
