package org.verdite.monitoring.web.sampling;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.sampling.NewSample.Kind;
import org.verdite.monitoring.web.Show;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.State;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// Samples with their results, their way from hand to hand, and what quality control says.
@Component
@Transactional(readOnly = true)
public class SampleQueries {

    private static final int PAGE = 25;

    static final List<String> STATES = List.of("ENTERED", "APPROVED", "VOID");

    private static final String SELECT = """
            select s.*, p.code as point_code, p.name as point_name, p.time_zone, o.name as site_name, m.number as parent_number,
              l.code as laboratory_code, l.name as laboratory_name, t.code as plan_code
            from monitoring.sample s
            join monitoring.point p on p.id = s.point_id
            left join organisation.pub_site o on o.id = s.site_id
            left join monitoring.sample m on m.id = s.parent_id
            left join monitoring.laboratory l on l.id = s.laboratory_id
            left join monitoring.sampling_plan t on t.id = s.plan_id""";

    record SampleRow(
            int id,
            int unit,
            int point,
            String pointCode,
            LocalText pointName,
            @Nullable LocalText siteName,
            String zone,
            String number,
            String kind,
            @Nullable Integer parent,
            String parentNumber,
            @Nullable Integer plan,
            String planCode,
            @Nullable LocalDate round,
            Instant takenAt,
            String takenBy,
            String preservation,
            String note,
            @Nullable Integer laboratory,
            String laboratoryCode,
            @Nullable LocalText laboratoryName,
            String batch,
            @Nullable LocalDate analysedOn,
            String state,
            String enteredBy,
            String approvedBy,
            @Nullable Instant approvedAt,
            String voidReason,
            int version) {

        String path() {
            return "/monitoring/samples/" + id;
        }

        State sign() {
            return switch (state) {
                case "APPROVED" -> State.OK;
                case "ENTERED" -> State.OPEN;
                default -> State.IDLE;
            };
        }

        String batchPath() {
            return "/monitoring/samples?batch="
                    + java.net.URLEncoder.encode(batch, java.nio.charset.StandardCharsets.UTF_8)
                    + (laboratory == null ? "" : "&laboratory=" + laboratory);
        }
    }

    record Result(
            int series,
            String parameter,
            LocalText name,
            String unit,
            Instant started,
            boolean dateOnly,
            int replicate,
            int run,
            double value,
            int censor,
            double level,
            String original,
            String qualifier,
            int verdict,
            boolean reportable,
            String reason) {

        String shown(Texts t) {
            return Show.result(t, value, censor, level, original);
        }
    }

    record Custody(
            String givenBy,
            String takenBy,
            Instant at,
            String condition,
            @Nullable BigDecimal temperature,
            String note,
            boolean broken) {}

    /// What a blank, duplicate or spike says of one parameter.
    public record Finding(
            int sample,
            String number,
            String kind,
            LocalText name,
            String unit,
            String test,
            String verdict,
            String reason,
            @Nullable BigDecimal figure,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high) {

        State sign() {
            return switch (verdict) {
                case "PASSED" -> State.OK;
                case "FAILED" -> State.BAD;
                default -> State.UNKNOWN;
            };
        }

        /// Difference 34 %, at most 20 %.
        String words(Texts t) {
            String found = figure == null
                    ? t.of("monitoring.value.notDetected")
                    : Show.amount(t.number(figure.stripTrailingZeros()), measure());
            return t.of(
                    "monitoring.qc.words." + test,
                    found,
                    low == null ? "" : Show.amount(t.number(low.stripTrailingZeros()), measure()),
                    high == null ? "" : Show.amount(t.number(high.stripTrailingZeros()), measure()));
        }

        private String measure() {
            return test.equals("BLANK") ? unit : "%";
        }

        String word(Texts t) {
            return verdict.equals("NOT_JUDGEABLE")
                    ? t.of("monitoring.qc.reason." + reason)
                    : t.of("monitoring.qc.verdict." + verdict);
        }

        /// B-2 field blank, total lead: found 0.002 mg/L, at most 0 mg/L.
        public String sentence(Texts t) {
            return t.of("monitoring.qc.sentence", number, t.of("monitoring.sampleKind." + kind), t.of(name), words(t));
        }
    }

    /// @param control how many of its samples are blanks, duplicates or spikes
    record Batch(
            String key,
            String batch,
            @Nullable Integer laboratory,
            @Nullable LocalText laboratoryName,
            @Nullable LocalText siteName,
            LocalDate last,
            int samples,
            List<Finding> failed,
            int control) {

        String path() {
            return "/monitoring/samples?batch="
                    + java.net.URLEncoder.encode(batch, java.nio.charset.StandardCharsets.UTF_8)
                    + (laboratory == null ? "" : "&laboratory=" + laboratory);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    SampleQueries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Page<SampleRow> page(Filters filters) {
        var keyset = Keyset.descending(filters, PAGE, "s.taken_at timestamptz", "s.id int");
        var params = new HashMap<String, Object>(keyset.params());
        var rows = jdbc.sql(SELECT + where(filters, params) + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> row(rs))
                .list();
        return keyset.page(rows, r -> List.of(r.takenAt().toString(), r.id()));
    }

    private static String where(Filters filters, Map<String, Object> params) {
        var conditions = new ArrayList<>(List.of("true"));
        if (filters.has("kind")) {
            try {
                params.put("kind", Kind.valueOf(filters.get("kind")).name());
            } catch (IllegalArgumentException e) {
                throw new Invalid("kind", "ui.form.choice");
            }
            conditions.add("s.kind = :kind");
        }
        if (filters.has("state")) {
            if (!STATES.contains(filters.get("state"))) {
                throw new Invalid("state", "ui.form.choice");
            }
            conditions.add("s.state = :state");
            params.put("state", filters.get("state"));
        }
        for (String name : List.of("point", "plan", "laboratory")) {
            if (filters.has(name)) {
                conditions.add("s." + name + "_id = :" + name);
                params.put(name, filters.integer(name));
            }
        }
        if (filters.has("batch")) {
            conditions.add("s.batch = :batch");
            params.put("batch", filters.get("batch"));
        }
        if (filters.has("q")) {
            conditions.add("(s.number ilike :words or s.batch ilike :words)");
            params.put("words", InstrumentQueries.words(filters.get("q")));
        }
        return " where " + String.join(" and ", conditions);
    }

    SampleRow require(int id) {
        return jdbc.sql(SELECT + " where s.id = :id")
                .param("id", id)
                .query((rs, _) -> row(rs))
                .optional()
                .orElseThrow(() -> new NotHere("sample " + id));
    }

    private static SampleRow row(ResultSet rs) throws SQLException {
        var approved = rs.getObject("approved_at", OffsetDateTime.class);
        return new SampleRow(
                rs.getInt("id"),
                rs.getInt("unit_id"),
                rs.getInt("point_id"),
                rs.getString("point_code"),
                Json.text(rs.getString("point_name")),
                text(rs, "site_name"),
                rs.getString("time_zone"),
                rs.getString("number"),
                rs.getString("kind"),
                (Integer) rs.getObject("parent_id"),
                Body.text(rs.getString("parent_number")),
                (Integer) rs.getObject("plan_id"),
                Body.text(rs.getString("plan_code")),
                rs.getObject("round_day", LocalDate.class),
                rs.getObject("taken_at", OffsetDateTime.class).toInstant(),
                rs.getString("taken_by"),
                rs.getString("preservation"),
                rs.getString("note"),
                (Integer) rs.getObject("laboratory_id"),
                Body.text(rs.getString("laboratory_code")),
                text(rs, "laboratory_name"),
                rs.getString("batch"),
                rs.getObject("analysed_on", LocalDate.class),
                rs.getString("state"),
                rs.getString("entered_by"),
                rs.getString("approved_by"),
                approved == null ? null : approved.toInstant(),
                rs.getString("void_reason"),
                rs.getInt("version"));
    }

    private static @Nullable LocalText text(ResultSet rs, String column) throws SQLException {
        String json = rs.getString(column);
        return json == null ? null : Json.text(json);
    }

    List<Result> results(int sample) {
        return jdbc.sql("""
                        select r.*, q.name, coalesce(c.reason, '') as reason from monitoring.sample_result r
                        join monitoring.parameter q on q.code = r.parameter_code
                        left join monitoring.reportable_choice c on c.sample_id = r.sample_id and c.series_id = r.series_id and c.superseded_at is null
                          and c.run = r.run
                        where r.sample_id = :id order by r.parameter_code, r.series_id, r.replicate, r.run limit 500""").param("id", sample).query((rs, _) -> result(rs)).list();
    }

    private static Result result(ResultSet rs) throws SQLException {
        double value = rs.getDouble("value");
        value = rs.wasNull() ? Double.NaN : value;
        double level = rs.getDouble("level");
        level = rs.wasNull() ? Double.NaN : level;
        return new Result(
                rs.getInt("series_id"),
                rs.getString("parameter_code"),
                Json.text(rs.getString("name")),
                rs.getString("unit"),
                rs.getObject("started", OffsetDateTime.class).toInstant(),
                rs.getBoolean("date_only"),
                rs.getInt("replicate"),
                rs.getInt("run"),
                value,
                rs.getInt("censor"),
                level,
                rs.getString("original"),
                (rs.getString("qualifier") + " " + rs.getString("flag")).strip(),
                rs.getInt("verdict"),
                rs.getBoolean("reportable"),
                rs.getString("reason"));
    }

    /// Whether each began with who had it before shows.
    List<Custody> custody(SampleRow sample) {
        var all = new ArrayList<Custody>();
        String[] holder = {sample.takenBy()};
        jdbc.sql("select * from monitoring.sample_custody where sample_id = :id order by at, id limit 200")
                .param("id", sample.id())
                .query(rs -> {
                    String given = rs.getString("given_by");
                    all.add(new Custody(
                            given,
                            rs.getString("taken_by"),
                            rs.getObject("at", OffsetDateTime.class).toInstant(),
                            rs.getString("condition"),
                            rs.getBigDecimal("temperature"),
                            rs.getString("note"),
                            !given.strip().equalsIgnoreCase(holder[0].strip())));
                    holder[0] = rs.getString("taken_by");
                });
        return all;
    }

    List<Finding> findings(int sample) {
        return jdbc.sql("""
                        select s.id as sample_id, s.number, s.kind, f.*, q.name from monitoring.sample s cross join lateral monitoring.qc(s.id) f
                        join monitoring.parameter q on q.code = f.parameter_code where s.id = :id order by f.parameter_code, f.series_id""").param("id", sample).query((rs, _) -> finding(rs)).list();
    }

    /// What failed in the batches of samples: sample → failures.
    public Map<Integer, List<Finding>> failures(List<Integer> samples) {
        var all = new HashMap<Integer, List<Finding>>();
        if (samples.isEmpty()) {
            return all;
        }
        jdbc.sql("""
                        select x as asked, f.sample_id, f.number, f.kind, f.parameter_code, f.unit, f.test, 'FAILED' as verdict, '' as reason, f.figure, f.low,
                          f.high, q.name
                        from unnest(cast(:samples as int[])) x cross join lateral monitoring.batch_failures(x) f
                        join monitoring.parameter q on q.code = f.parameter_code order by x, f.sample_id, f.parameter_code""")
                .param("samples", samples.stream().distinct().toArray(Integer[]::new))
                .query(rs -> {
                    all.computeIfAbsent(rs.getInt("asked"), _ -> new ArrayList<>())
                            .add(finding(rs));
                });
        return all;
    }

    private static Finding finding(ResultSet rs) throws SQLException {
        return new Finding(
                rs.getInt("sample_id"),
                rs.getString("number"),
                rs.getString("kind"),
                Json.text(rs.getString("name")),
                rs.getString("unit"),
                rs.getString("test"),
                rs.getString("verdict"),
                rs.getString("reason"),
                rs.getBigDecimal("figure"),
                rs.getBigDecimal("low"),
                rs.getBigDecimal("high"));
    }

    /// Samples of the same point to which a duplicate or spike may belong.
    Map<String, String> parents(int point) {
        var all = new LinkedHashMap<String, String>();
        jdbc.sql("""
                        select id, number from monitoring.sample where point_id = :point and kind = 'ROUTINE' and state <> 'VOID'
                        order by taken_at desc limit 50""").param("point", point).query(rs -> {
            all.put(rs.getString("id"), rs.getString("number"));
        });
        return all;
    }

    /// The name behind a key of the trail: `account:7` is a person.
    String person(String who, Texts t) {
        return jdbc.sql("select organisation.pub_actor_name(:who)")
                .param("who", who)
                .query((rs, _) -> java.util.Optional.ofNullable(rs.getString(1)))
                .single()
                .map(name -> t.of(Json.text(name)))
                .orElse(who);
    }

    static String batchView(Filters filters) {
        return filters.has("view") ? filters.get("view") : "flagged";
    }

    /// Batches with quality control, those that are flagged first asked for; the newest first.
    Page<Batch> batches(Filters filters) {
        var keyset = Keyset.descending(filters, PAGE, "b.last date", "b.key text");
        var params = new HashMap<String, Object>(keyset.params());
        String failed = batchView(filters).equals("all") ? "true" : "b.failed is not null";
        var rows = jdbc.sql("""
                        with b as materialized (
                          select s.batch, s.laboratory_id, case when s.laboratory_id is null then s.site_id end as site_id,
                            concat_ws('|', s.batch, 'L' || s.laboratory_id, 'S' || case when s.laboratory_id is null then s.site_id end) as key,
                            max(s.taken_at at time zone 'UTC')::date as last, count(distinct s.id)::int as samples,
                            count(distinct s.id) filter (where s.kind <> 'ROUTINE')::int as control,
                            jsonb_agg(jsonb_build_object('sample', s.id, 'number', s.number, 'kind', s.kind, 'name', q.name, 'unit', f.unit, 'test', f.test,
                              'figure', f.figure, 'low', f.low, 'high', f.high) order by s.id, f.parameter_code) filter (where f.verdict = 'FAILED') as failed
                          from monitoring.sample s
                          left join lateral monitoring.qc(s.id) f on s.kind <> 'ROUTINE'
                          left join monitoring.parameter q on q.code = f.parameter_code
                          where s.batch <> '' and s.state <> 'VOID'
                          group by s.batch, s.laboratory_id, 3)
                        select b.*, l.name as laboratory_name, o.name as site_name from b
                        left join monitoring.laboratory l on l.id = b.laboratory_id
                        left join organisation.pub_site o on o.id = b.site_id
                        where b.control > 0 and """ + " " + failed + " and " + keyset.where() + keyset.orderAndLimit())
                .params(params)
                .query((rs, _) -> batch(rs))
                .list();
        return keyset.page(rows, b -> List.of(b.last(), b.key()));
    }

    private static Batch batch(ResultSet rs) throws SQLException {
        var failed = new ArrayList<Finding>();
        String json = rs.getString("failed");
        if (json != null) {
            Json.mapper()
                    .readTree(json)
                    .forEach(n -> failed.add(new Finding(
                            n.get("sample").asInt(),
                            n.get("number").asString(),
                            n.get("kind").asString(),
                            Json.text(n.get("name").toString()),
                            n.get("unit").asString(),
                            n.get("test").asString(),
                            "FAILED",
                            "",
                            n.get("figure").isNull() ? null : n.get("figure").decimalValue(),
                            n.get("low").isNull() ? null : n.get("low").decimalValue(),
                            n.get("high").isNull() ? null : n.get("high").decimalValue())));
        }
        return new Batch(
                rs.getString("key"),
                rs.getString("batch"),
                (Integer) rs.getObject("laboratory_id"),
                text(rs, "laboratory_name"),
                text(rs, "site_name"),
                rs.getObject("last", LocalDate.class),
                rs.getInt("samples"),
                failed,
                rs.getInt("control"));
    }
}
