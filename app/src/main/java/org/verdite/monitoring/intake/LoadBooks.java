package org.verdite.monitoring.intake;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.Judgement;
import org.verdite.monitoring.intake.bulk.Results;

/// What a load writes beside its results: the latest values, the counts, the root that enters the trail.
@Component
class LoadBooks {

    private final JdbcClient jdbc;

    LoadBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Lines that lost a conflict in the dry run or repeat another one, with their column.
    Map<Long, String> lostLines(int intake) {
        var lost = new HashMap<Long, String>();
        jdbc.sql(
                        "select line, column_name from monitoring.intake_reject where intake_id = :id and code in ('conflict', 'repeated')")
                .param("id", intake)
                .query((rs, _) -> lost.put(rs.getLong("line"), rs.getString("column_name")))
                .list();
        return lost;
    }

    /// One statement; sorted by series, so that two loads never wait for each other in a ring.
    void latest(List<SeriesRef> used) {
        var byId = new TreeMap<Integer, SeriesRef>();
        used.forEach(s -> byId.merge(s.id, s, (a, b) -> started(a) >= started(b) ? a : b));
        var all = new ArrayList<>(byId.values());
        jdbc.sql("""
                        insert into monitoring.latest as l (series_id, unit_id, started, date_only, value, censor, level, original, verdict, recorded_at)
                        select s, u, to_timestamp(t), d, nullif(v, 'NaN'), c, nullif(e, 'NaN'), o, j, verdite.now()
                        from unnest(cast(:series as int[]), cast(:units as int[]), cast(:times as int8[]), cast(:dates as bool[]),
                          cast(:values as float8[]), cast(:censors as int2[]), cast(:levels as float8[]), cast(:originals as text[]),
                          cast(:verdicts as int2[])) as k(s, u, t, d, v, c, e, o, j)
                        on conflict (series_id) do update set started = excluded.started, date_only = excluded.date_only, value = excluded.value,
                          censor = excluded.censor, level = excluded.level, original = excluded.original, verdict = excluded.verdict,
                          recorded_at = excluded.recorded_at
                        where l.started <= excluded.started""")
                .param("series", all.stream().map(s -> s.id).toArray(Integer[]::new))
                .param("units", all.stream().map(s -> s.point.unit).toArray(Integer[]::new))
                .param("times", all.stream().map(LoadBooks::started).toArray(Long[]::new))
                .param(
                        "dates",
                        all.stream()
                                .map(s -> s.latest != null && s.latest.dateOnly)
                                .toArray(Boolean[]::new))
                .param(
                        "values",
                        all.stream()
                                .map(s -> s.latest == null ? Double.NaN : s.latest.value)
                                .toArray(Double[]::new))
                .param(
                        "censors",
                        all.stream()
                                .map(s -> s.latest == null ? 0 : s.latest.censor)
                                .toArray(Short[]::new))
                .param(
                        "levels",
                        all.stream()
                                .map(s -> s.latest == null ? Double.NaN : s.latest.level)
                                .toArray(Double[]::new))
                .param(
                        "originals",
                        all.stream()
                                .map(s -> s.latest == null ? "" : s.latest.original)
                                .toArray(String[]::new))
                .param(
                        "verdicts",
                        all.stream()
                                .map(s -> s.latest == null ? 0 : s.latest.verdict)
                                .toArray(Short[]::new))
                .update();
    }

    private static long started(SeriesRef series) {
        return series.latest == null ? 0 : series.latest.started;
    }

    /// Of the verdicts those whose result was really written by this load, with the result's revision.
    List<Judgement> standing(List<Judgement> judged, int judging) {
        var standing = new ArrayList<Judgement>();
        for (int from = 0; from < judged.size(); from += 5_000) {
            var batch = judged.subList(from, Math.min(judged.size(), from + 5_000));
            jdbc.sql("""
                            select k.n, r.revision from unnest(cast(:series as int[]), cast(:started as int8[]), cast(:ended as int8[]),
                                cast(:samples as text[]), cast(:replicates as int[]), cast(:runs as int[])) with ordinality
                                as k(series_id, started, ended, sample, replicate, run, n)
                            join monitoring.result r on r.series_id = k.series_id and r.started = to_timestamp(k.started)
                              and r.ended = to_timestamp(k.ended) and r.sample = k.sample and r.replicate = k.replicate and r.run = k.run
                            where r.judging_id = :judging and r.started >= to_timestamp(:from) and r.started <= to_timestamp(:to)""")
                    .param("series", batch.stream().map(Judgement::series).toArray(Integer[]::new))
                    .param(
                            "started",
                            batch.stream()
                                    .map(j -> j.started().getEpochSecond())
                                    .toArray(Long[]::new))
                    .param(
                            "ended",
                            batch.stream().map(j -> j.ended().getEpochSecond()).toArray(Long[]::new))
                    .param("samples", batch.stream().map(Judgement::sample).toArray(String[]::new))
                    .param(
                            "replicates",
                            batch.stream().map(Judgement::replicate).toArray(Integer[]::new))
                    .param("runs", batch.stream().map(Judgement::run).toArray(Integer[]::new))
                    .param("judging", judging)
                    .param(
                            "from",
                            batch.stream()
                                    .mapToLong(j -> j.started().getEpochSecond())
                                    .min()
                                    .orElse(0))
                    .param(
                            "to",
                            batch.stream()
                                    .mapToLong(j -> j.started().getEpochSecond())
                                    .max()
                                    .orElse(0))
                    .query((rs, _) -> standing.add(revised(batch.get(rs.getInt("n") - 1), rs.getInt("revision"))))
                    .list();
        }
        return standing;
    }

    private static Judgement revised(Judgement j, int revision) {
        return new Judgement(
                j.series(),
                j.unit(),
                j.started(),
                j.ended(),
                j.sample(),
                j.replicate(),
                j.run(),
                revision,
                j.line(),
                j.verdict(),
                j.reason(),
                j.value(),
                j.limitValue(),
                j.measure(),
                j.inputs());
    }

    /// Judged, exceeded and not judged among what this load wrote.
    long[] count(int intake, List<SeriesRef> used) {
        return jdbc.sql("""
                        select count(*) filter (where verdict in (1, 2, 3)), count(*) filter (where verdict = 3),
                          count(*) filter (where verdict = 4)
                        from monitoring.result where intake_id = :intake and series_id = any(:series)
                          and started >= :from and started <= :to""")
                .param("intake", intake)
                .param("series", ids(used))
                .param("from", at(first(used)))
                .param("to", at(last(used)))
                .query((rs, _) -> new long[] {rs.getLong(1), rs.getLong(2), rs.getLong(3)})
                .single();
    }

    private static Integer[] ids(List<SeriesRef> used) {
        return used.stream().map(s -> s.id).distinct().sorted().toArray(Integer[]::new);
    }

    private static long first(List<SeriesRef> used) {
        return used.stream().mapToLong(s -> s.from).min().orElse(0);
    }

    private static long last(List<SeriesRef> used) {
        return used.stream().mapToLong(s -> s.to).max().orElse(0);
    }

    private static OffsetDateTime at(long epochSecond) {
        return Instant.ofEpochSecond(epochSecond).atOffset(ZoneOffset.UTC);
    }

    /// The import is loaded; its root enters the trail.
    ///
    /// @param root null where only a part of the rows was written, then the database computes it
    void close(IntakeRow row, LoadResult result, List<SeriesRef> used, byte @Nullable [] root) {
        jdbc.sql("""
                        update monitoring.intake set state = 'LOADED', loaded = :loaded, unchanged = :unchanged, revised = :revised,
                          rejected = :rejected, waiting = :waiting, judged = :judged, exceeded = :exceeded, not_judged = :notJudged, loaded_at = verdite.now(),
                          loaded_series = :series, loaded_from = :from, loaded_to = :to, failure = '', version = version + 1
                        where id = :id""")
                .param("loaded", result.loaded())
                .param("unchanged", result.unchanged())
                .param("revised", result.revised())
                .param("rejected", result.rejected())
                .param("waiting", result.waiting())
                .param("judged", result.judged())
                .param("exceeded", result.exceeded())
                .param("notJudged", result.notJudged())
                .param("series", ids(used))
                .param("from", used.isEmpty() ? null : at(first(used)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", used.isEmpty() ? null : at(last(used)), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("id", row.id())
                .update();
        seal(row.id(), row.unit(), root, result.loaded() + result.revised());
    }

    /// A load that took in what had waited.
    void close(int intake, Results results, List<Integer> series, LocalDate first, LocalDate last) {
        int unit = jdbc.sql("""
                        update monitoring.intake set state = 'LOADED', lines = :lines, loaded = :loaded, unchanged = :unchanged, revised = :revised,
                          loaded_at = verdite.now(), loaded_series = :series, loaded_from = :from, loaded_to = :to, version = version + 1
                        where id = :id returning unit_id""")
                .param("lines", results.added() + results.unchanged() + results.revised())
                .param("loaded", results.added())
                .param("unchanged", results.unchanged())
                .param("revised", results.revised())
                .param("series", series.toArray(Integer[]::new))
                .param("from", first.atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", last.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("id", intake)
                .query((rs, _) -> rs.getInt(1))
                .single();
        seal(intake, unit, null, results.added() + results.revised());
    }

    private void seal(int intake, int unit, byte @Nullable [] root, long count) {
        if (count == 0) {
            return;
        }
        String hex = root != null
                ? HexFormat.of().formatHex(root)
                : jdbc.sql("select encode(monitoring.pub_root_of('monitoring.intake', :key), 'hex')")
                        .param("key", Integer.toString(intake))
                        .query(String.class)
                        .single();
        jdbc.sql("update monitoring.intake set merkle_root = decode(:root, 'hex') where id = :id")
                .param("root", hex)
                .param("id", intake)
                .update();
        boolean trail = jdbc.sql("select to_regprocedure('trail.pub_root(text, text, int, bytea, bigint)') is not null")
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (trail) {
            jdbc.sql("select trail.pub_root('monitoring.intake', :key, :unit, decode(:root, 'hex'), :count)")
                    .param("key", Integer.toString(intake))
                    .param("unit", unit)
                    .param("root", hex)
                    .param("count", count)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        }
    }
}
