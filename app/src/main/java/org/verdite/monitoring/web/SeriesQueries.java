package org.verdite.monitoring.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.Covariates;
import org.verdite.monitoring.StoredResult;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Keyset;
import org.verdite.ui.list.Page;

/// A series, its segments and its values.
@Component
@Transactional(readOnly = true)
public class SeriesQueries {

    private static final int PAGE = 50;

    public record SeriesHead(
            int id,
            int unitId,
            int point,
            String pointCode,
            LocalText pointName,
            int site,
            String zone,
            String code,
            LocalText parameter,
            String medium,
            String fraction,
            String basis,
            String statistic,
            String part,
            String mode,
            String unit,
            boolean simulated,
            String source,
            String licence,
            @Nullable Integer derivedFrom) {

        public String title(Texts t) {
            return t.of("monitoring.exceedance.title", t.of(parameter), t.of(pointName));
        }

        /// What its results are, with which part of the day or which of many values.
        public String kind(Texts t) {
            return RankWords.statistic(t, statistic, part);
        }
    }

    record Segment(
            LocalDate from,
            @Nullable LocalDate to,
            String method,
            String instrument,
            String interval,
            String sourceUnit) {}

    /// @param ended as stored, by which it is known: of what Verdite puts together the last day, of what a file brought
    /// the midnight after it
    /// @param over the end of its span, which is not part of it, in both cases
    record Value(
            Instant started,
            Instant ended,
            Instant over,
            boolean dateOnly,
            String sample,
            int replicate,
            int run,
            int revision,
            double value,
            int censor,
            double level,
            String original,
            String originalUnit,
            String qualifier,
            String flag,
            boolean suppressed,
            int verdict,
            int intake,
            int line,
            @Nullable Integer judging,
            Measured measured,
            RankWords.@Nullable Order order) {

        /// Of a mean over several days its days, of values in a row their days, else as {@link Show#when}.
        String when(Texts t, SeriesHead head) {
            if (order != null && order.since() != null) {
                return order.span(t, started, dateOnly);
            }
            var last = over.minus(1, ChronoUnit.DAYS);
            return dateOnly && last.isAfter(started)
                    ? Show.span(t, Show.day(started, true, head.zone()), Show.day(last, true, head.zone()))
                    : Show.when(t, started, dateOnly, head.zone(), head.statistic());
        }

        /// Of a mean what it was made of, of one of many values how it was found; empty for what was measured.
        String made(Texts t) {
            var of = measured.composed();
            return of == null ? "" : order == null ? Show.made(t, of) : RankWords.made(t, of, order);
        }

        String shown(Texts t) {
            return Show.result(t, value, censor, level, original);
        }

        /// Where it is proposed that this one, and none beside it, should not count.
        String leaveOut(SeriesHead head) {
            return "/monitoring/series/" + head.id() + "/suppressions/new?from="
                    + (dateOnly ? Show.day(started, true, head.zone()).toString() : started.toString()) + "&sample="
                    + (sample.isEmpty() ? "-" : URLEncoder.encode(sample, StandardCharsets.UTF_8)) + "&replicate="
                    + replicate + "&run=" + run;
        }

        Covariates.At at() {
            return Covariates.At.of(measured, started, ended, dateOnly, sample);
        }
    }

    private static final String SELECT =
            "select r.*, m.since, m.picked, x.part, x.derived_from is not null as derived, y.time_zone, "
                    + StoredResult.COLUMNS + " from monitoring.result r "
                    + StoredResult.JOIN
                    + " join monitoring.series x on x.id = r.series_id join monitoring.point y on y.id = x.point_id ";

    private final JdbcClient jdbc;

    SeriesQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public SeriesHead require(int id) {
        return jdbc.sql("""
                        select s.*, p.code as point_code, p.name as point_name, p.site_id, p.time_zone, p.simulated, p.data_source, p.data_licence,
                          q.name as parameter, q.medium
                        from monitoring.series s join monitoring.point p on p.id = s.point_id
                        join monitoring.parameter q on q.code = s.parameter_code where s.id = :id""")
                .param("id", id)
                .query((rs, _) -> new SeriesHead(
                        rs.getInt("id"),
                        rs.getInt("unit_id"),
                        rs.getInt("point_id"),
                        rs.getString("point_code"),
                        Json.text(rs.getString("point_name")),
                        rs.getInt("site_id"),
                        rs.getString("time_zone"),
                        rs.getString("parameter_code"),
                        Json.text(rs.getString("parameter")),
                        rs.getString("medium"),
                        rs.getString("fraction"),
                        rs.getString("basis"),
                        rs.getString("statistic"),
                        rs.getString("part"),
                        rs.getString("mode"),
                        rs.getString("unit"),
                        rs.getBoolean("simulated"),
                        rs.getString("data_source"),
                        rs.getString("data_licence"),
                        (Integer) rs.getObject("derived_from")))
                .optional()
                .orElseThrow(() -> new NotHere("series " + id));
    }

    /// The first day that has a value; the given day where there is none.
    public LocalDate first(int series, LocalDate otherwise) {
        return jdbc.sql("select started from monitoring.result where series_id = :series order by started limit 1")
                .param("series", series)
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class).toLocalDate())
                .optional()
                .orElse(otherwise);
    }

    /// The day of the newest value.
    public LocalDate last(int series, LocalDate otherwise) {
        return jdbc.sql("select started from monitoring.latest where series_id = :series")
                .param("series", series)
                .query((rs, _) -> rs.getObject(1, OffsetDateTime.class).toLocalDate())
                .optional()
                .orElse(otherwise);
    }

    /// Whether its results carry days and no time.
    public boolean days(int series) {
        return jdbc.sql("select date_only from monitoring.latest where series_id = :series")
                .param("series", series)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    List<Segment> segments(int series) {
        return jdbc.sql("select * from monitoring.segment where series_id = :series order by valid_from desc")
                .param("series", series)
                .query((rs, _) -> new Segment(
                        rs.getObject("valid_from", LocalDate.class),
                        rs.getObject("valid_to", LocalDate.class),
                        rs.getString("method"),
                        rs.getString("instrument"),
                        rs.getString("sampling_interval"),
                        rs.getString("source_unit")))
                .list();
    }

    /// The values of a period, newest first.
    Page<Value> values(int series, LocalDate from, LocalDate to, KnownOn known, Filters filters) {
        var keyset = Keyset.descending(
                filters,
                PAGE,
                "r.started timestamptz",
                "r.ended timestamptz",
                "r.sample text",
                "r.replicate smallint",
                "r.run smallint");
        var params = new HashMap<String, Object>(keyset.params());
        String sql = range(series, from, to, known, params) + " and " + keyset.where() + verdict(filters, params)
                + keyset.orderAndLimit();
        var rows = jdbc.sql(sql).params(params).query((rs, _) -> value(rs)).list();
        return keyset.page(rows, v -> List.of(v.started(), v.ended(), v.sample(), v.replicate(), v.run()));
    }

    private static String verdict(Filters filters, Map<String, Object> params) {
        if (!filters.get("verdict").matches("[0-4]")) {
            return "";
        }
        params.put("verdict", Integer.valueOf(filters.get("verdict")));
        return " and r.verdict = :verdict";
    }

    private static String range(int series, LocalDate from, LocalDate to, KnownOn known, Map<String, Object> params) {
        known.params(params);
        params.put("series", series);
        params.put("zone", known.zone().getId());
        params.put("firstDay", from);
        params.put("lastDay", to);
        params.put("from", from.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC));
        params.put("to", to.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC));
        return SELECT.replace("monitoring.result r", known.results())
                + " where r.series_id = :series and r.started >= :from and r.started < :to"
                + " and monitoring.pub_day(r.started, r.date_only, :zone) between :firstDay and :lastDay";
    }

    /// The results of an episode and the one after it.
    List<Value> between(int series, Instant from, Instant to, int most) {
        return jdbc.sql(SELECT + """
                         where r.series_id = :series and r.started >= :from and r.started <= coalesce(
                          (select min(n.started) from monitoring.result n where n.series_id = :series and n.started > :to), :to)
                        order by r.started, r.ended, r.sample, r.replicate, r.run limit :most""")
                .param("series", series)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((rs, _) -> value(rs))
                .list();
    }

    private static Value value(ResultSet rs) throws SQLException {
        double value = rs.getDouble("value");
        value = rs.wasNull() ? Double.NaN : value;
        double level = rs.getDouble("level");
        level = rs.wasNull() ? Double.NaN : level;
        var started = rs.getObject("started", OffsetDateTime.class).toInstant();
        var ended = rs.getObject("ended", OffsetDateTime.class).toInstant();
        boolean dateOnly = rs.getBoolean("date_only");
        return new Value(
                started,
                ended,
                dateOnly ? over(started, ended, rs.getBoolean("derived")) : ended,
                dateOnly,
                rs.getString("sample"),
                rs.getInt("replicate"),
                rs.getInt("run"),
                rs.getInt("revision"),
                value,
                rs.getInt("censor"),
                level,
                rs.getString("original"),
                rs.getString("original_unit"),
                rs.getString("qualifier"),
                rs.getString("flag"),
                rs.getInt("status") == 1,
                rs.getInt("verdict"),
                rs.getInt("intake_id"),
                rs.getInt("line"),
                (Integer) rs.getObject("judging_id"),
                StoredResult.measured(rs),
                RankWords.read(rs));
    }

    /// The end of a result of days.
    ///
    /// @param derived put together by Verdite
    public static Instant over(Instant started, Instant ended, boolean derived) {
        return derived || !ended.isAfter(started) ? ended.plus(1, ChronoUnit.DAYS) : ended;
    }
}
