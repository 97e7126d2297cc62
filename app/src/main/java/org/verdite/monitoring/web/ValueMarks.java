package org.verdite.monitoring.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.monitoring.web.SeriesQueries.Value;
import org.verdite.monitoring.web.sampling.SampleQueries;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Page;

/// What is to be said of values beyond their judgement: no valid instrument, no accreditation, quality control that
/// failed, a run that does not count. Marks exclude nothing.
@Component
@Transactional(readOnly = true)
class ValueMarks {

    /// @param kind CALIBRATION, ACCREDITATION, BATCH, RUN or CONTROL
    /// @param path where it is explained
    record Mark(String kind, String text, String path) {
        State sign() {
            return kind.equals("CALIBRATION") || kind.equals("BATCH") ? State.WARN : State.UNKNOWN;
        }
    }

    record Marked(Value value, List<Mark> marks) {
        String words() {
            return String.join("; ", marks.stream().map(Mark::text).toList());
        }
    }

    /// @param samples value → id of its sample
    record Marks(Map<Value, List<Mark>> all, Map<Value, Integer> samples) {
        List<Mark> of(Value value) {
            return all.getOrDefault(value, List.of());
        }

        @Nullable Integer sample(Value value) {
            return samples.get(value);
        }
    }

    private record Told(
            int n,
            @Nullable Integer instrument,
            String code,
            String state,
            @Nullable LocalDate since,
            @Nullable Integer sample,
            String kind,
            String batch,
            @Nullable Integer laboratory,
            String laboratoryName,
            String method,
            String lack,
            @Nullable LocalDate lackSince,
            boolean reportable) {}

    private final JdbcClient jdbc;
    private final SampleQueries samples;

    ValueMarks(JdbcClient jdbc, SampleQueries samples) {
        this.jdbc = jdbc;
        this.samples = samples;
    }

    Page<Marked> marked(SeriesHead head, Page<Value> page, Texts t) {
        var marks = of(head, page.rows(), t);
        return new Page<>(
                page.rows().stream().map(v -> new Marked(v, marks.of(v))).toList(), page.next(), page.previous());
    }

    Marks of(SeriesHead head, List<Value> values, Texts t) {
        var all = new IdentityHashMap<Value, List<Mark>>();
        var ids = new IdentityHashMap<Value, Integer>();
        if (values.isEmpty() || head.derivedFrom() != null) {
            return new Marks(all, ids);
        }
        var told = told(head, values);
        var failures = samples.failures(told.stream()
                .flatMap(x -> Optional.ofNullable(x.sample()).stream())
                .toList());
        for (var x : told) {
            var marks = new ArrayList<Mark>();
            if (x.instrument() != null) {
                String why = x.since() == null
                        ? t.of("monitoring.instrument.state." + x.state())
                        : t.of("monitoring.instrument.since." + x.state(), t.date(x.since()));
                marks.add(new Mark(
                        "CALIBRATION",
                        t.of("monitoring.mark.calibration", x.code(), why),
                        "/monitoring/instruments/" + x.instrument()));
            }
            if (!x.lack().isEmpty()) {
                marks.add(new Mark(
                        "ACCREDITATION",
                        t.of(
                                "monitoring.mark.accreditation." + x.lack(),
                                x.laboratoryName(),
                                x.lackSince() == null ? "" : t.date(x.lackSince()),
                                x.method()),
                        "/monitoring/laboratories/" + x.laboratory()));
            }
            if (x.sample() != null) {
                String path = "/monitoring/samples/" + x.sample();
                if (!x.kind().equals("ROUTINE")) {
                    marks.add(new Mark(
                            "CONTROL",
                            t.of("monitoring.mark.control", t.of("monitoring.sampleKind." + x.kind())),
                            path));
                }
                for (var failure : failures.getOrDefault(x.sample(), List.of())) {
                    marks.add(new Mark(
                            "BATCH",
                            t.of("monitoring.mark.batch", x.batch(), failure.sentence(t)),
                            "/monitoring/samples/" + failure.sample()));
                }
                if (!x.reportable()) {
                    marks.add(new Mark("RUN", t.of("monitoring.mark.run"), path));
                }
                ids.put(values.get(x.n() - 1), x.sample());
            }
            if (!marks.isEmpty()) {
                all.put(values.get(x.n() - 1), marks);
            }
        }
        return new Marks(all, ids);
    }

    /// With `offset 0` a function is asked only for the values that its condition leaves, not for all of them.
    private List<Told> told(SeriesHead head, List<Value> values) {
        return jdbc.sql("""
                        with v as (
                          select * from unnest(cast(:started as timestamptz[]), cast(:ended as timestamptz[]), cast(:days as boolean[]), cast(:samples as text[]),
                            cast(:replicates as smallint[]), cast(:runs as smallint[])) with ordinality t(started, ended, date_only, sample, replicate, run, n)
                        ), m as (
                          select v.*, monitoring.measured_at(v.started, v.date_only, :zone) as at, monitoring.pub_day(v.started, v.date_only, :zone) as day from v)
                        select m.n, u.instrument_id, u.code, u.state, u.since, s.id as sample, s.kind, s.batch, l.id as laboratory, l.name as laboratory_name,
                          coalesce(g.method, '') as method, a.lack, a.since as lack_since,
                          s.id is null or monitoring.reportable(s.id, :series, m.started, m.ended, m.sample, m.replicate, m.run) as reportable
                        from m
                        cross join monitoring.series_fit(:series) f
                        left join lateral (select * from monitoring.unfit_because(:series, m.at) where m.at >= f.since and not f.fit @> m.at offset 0) u on true
                        left join monitoring.sample s on m.sample <> '' and s.point_id = :point and s.number = m.sample and s.state <> 'VOID'
                        left join monitoring.laboratory l on l.id = s.laboratory_id
                        left join lateral (select x.method from monitoring.segment x where x.series_id = :series and x.valid_from <= m.day
                          order by x.valid_from desc limit 1) g on true
                        left join lateral (select k.* from monitoring.accreditation_lack(l.id, :parameter, coalesce(g.method, ''), coalesce(s.analysed_on, m.day)) k
                          where l.id is not null offset 0) a on true
                        order by m.n""")
                .param(
                        "started",
                        values.stream()
                                .map(v -> v.started().atOffset(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .param(
                        "ended",
                        values.stream()
                                .map(v -> v.ended().atOffset(ZoneOffset.UTC).toString())
                                .toArray(String[]::new))
                .param("days", values.stream().map(Value::dateOnly).toArray(Boolean[]::new))
                .param("samples", values.stream().map(Value::sample).toArray(String[]::new))
                .param(
                        "replicates",
                        values.stream().map(v -> (short) v.replicate()).toArray(Short[]::new))
                .param("runs", values.stream().map(v -> (short) v.run()).toArray(Short[]::new))
                .param("zone", head.zone())
                .param("series", head.id())
                .param("point", head.point())
                .param("parameter", head.code())
                .query((rs, _) -> new Told(
                        rs.getInt("n"),
                        (Integer) rs.getObject("instrument_id"),
                        Body.text(rs.getString("code")),
                        Body.text(rs.getString("state")),
                        rs.getObject("since", LocalDate.class),
                        (Integer) rs.getObject("sample"),
                        Body.text(rs.getString("kind")),
                        Body.text(rs.getString("batch")),
                        (Integer) rs.getObject("laboratory"),
                        laboratory(rs.getString("laboratory_name")),
                        rs.getString("method"),
                        Body.text(rs.getString("lack")),
                        rs.getObject("lack_since", LocalDate.class),
                        rs.getBoolean("reportable")))
                .list();
    }

    private static String laboratory(@Nullable String json) {
        if (json == null) {
            return "";
        }
        var name = Json.text(json);
        return name.texts().getOrDefault(name.original(), "");
    }
}
