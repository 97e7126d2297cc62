package org.verdite.monitoring.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.Rollups;
import org.verdite.monitoring.chart.Step;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.web.ChartQueries.Mark;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.NonDetects;
import org.verdite.ui.Texts;

/// The points of one series in a chart: its results, or where these are more than a screen can show, the
/// mean, the lowest and the highest of each hour, day, week or month, with the worst of its verdicts.
@Component
@Transactional(readOnly = true)
class ChartPoints {

    /// What the hours and days of a series that is measured online were summed up to.
    private static final String ROLLED_UP = """
            select %s as bucket, sum(measured) as measured, sum(below) as below, sum(below_unknown) as below_unknown, sum(left_out) as left_out,
              sum(total) as total, min(minimum) as minimum, max(maximum) as maximum, sum(levels) as levels, max(highest_level) as highest_level,
              coalesce(sum(energy), 0) as energy, coalesce(sum(logs), 0) as logs, coalesce(sum(log_levels), 0) as log_levels,
              coalesce(sum(north), 0) as north, coalesce(sum(east), 0) as east, sum(within_limits) as within_limits, sum(warning) as warning,
              sum(exceeded) as exceeded, sum(not_judged) as not_judged
            from (select k.*, cast(k.began at time zone 'UTC' as date) as day from monitoring.rollup k
              where k.series_id = :series and k.grain = 'DAY' and k.began >= :from and k.began < :to) k
            where day between :first and :last group by 1 order by 1""";

    /// The same from the results themselves; see `monitoring.roll_up`.
    private static final String PUT_TOGETHER = """
            select %s as bucket, count(value) as measured, count(level) as below, count(*) filter (where unknown) as below_unknown,
              count(*) filter (where left_out) as left_out, coalesce(sum(value), 0) as total, min(value) as minimum, max(value) as maximum,
              coalesce(sum(level), 0) as levels, max(level) as highest_level,
              case when :aggregation = 'ENERGETIC' then coalesce(sum(power(10, least(greatest(value, -2000), 2000) / 10)), 0) else 0 end as energy,
              case when :aggregation = 'GEOMETRIC' then coalesce(sum(case when value > 0 then ln(value) when value = 0 then '-Infinity' when value < 0 then 'NaN' end), 0) else 0 end as logs,
              case when :aggregation = 'GEOMETRIC' then coalesce(sum(case when level > 0 then ln(level) when level = 0 then '-Infinity' when level < 0 then 'NaN' end), 0) else 0 end as log_levels,
              case when :aggregation = 'VECTOR' then coalesce(sum(cosd(value)), 0) else 0 end as north,
              case when :aggregation = 'VECTOR' then coalesce(sum(sind(value)), 0) else 0 end as east,
              count(*) filter (where verdict = 1) as within_limits, count(*) filter (where verdict = 2) as warning,
              count(*) filter (where verdict = 3) as exceeded, count(*) filter (where verdict = 4) as not_judged
            from (
              select r.started, r.verdict, monitoring.pub_day(r.started, r.date_only, :zone) as day,
                case when c.counts and r.censor = 0 then r.value end as value, case when c.counts and r.censor = 1 then r.level end as level,
                c.counts and (r.censor = 2 or r.censor = 1 and r.level is null) as unknown,
                not (c.counts and (r.censor in (1, 2) or r.censor = 0 and r.value is not null)) as left_out
              from %s cross join lateral (select monitoring.counts(r.flag, r.qualifier, r.status) as counts) c
              where r.series_id = :series and r.started >= :from and r.started < :to) r
            where day between :first and :last group by 1 order by 1""";

    private final JdbcClient jdbc;
    private final Rollups rollups;

    ChartPoints(JdbcClient jdbc, Rollups rollups) {
        this.jdbc = jdbc;
        this.rollups = rollups;
    }

    /// @param most points of the answer
    Step step(SeriesHead head, LocalDate from, LocalDate to, int most) {
        long count = jdbc.sql("""
                        select count(*) from (select 1 from monitoring.result where series_id = :series and started >= :from and started < :to
                          limit :most) n""")
                .param("series", head.id())
                .param("from", begin(from))
                .param("to", end(to))
                .param("most", most + 1)
                .query(Long.class)
                .single();
        return Step.of(count <= most, from, to, most);
    }

    private static OffsetDateTime begin(LocalDate from) {
        return from.atStartOfDay().minusHours(14).atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime end(LocalDate to) {
        return to.plusDays(1).atStartOfDay().plusHours(14).atOffset(ZoneOffset.UTC);
    }

    List<Mark> raw(SeriesHead head, LocalDate from, LocalDate to, KnownOn known, Texts t) {
        String sql = """
                select started, date_only, value, censor, level, original, verdict, flag, qualifier, status from %s
                where series_id = :series and started >= :from and started < :to order by started, ended, sample, replicate, run""";
        return jdbc.sql(sql.formatted(known.results()))
                .params(params(head, from, to, known))
                .query((rs, _) -> mark(rs, head, t))
                .list();
    }

    private static Map<String, Object> params(SeriesHead head, LocalDate from, LocalDate to, KnownOn known) {
        var params = new HashMap<String, Object>();
        params.put("series", head.id());
        params.put("from", begin(from));
        params.put("to", end(to));
        known.params(params);
        return params;
    }

    /// @param above whether what is exceeded is exceeded upwards, so that its mark stands at the highest
    /// value
    List<Mark> rolled(SeriesHead head, Step step, LocalDate from, LocalDate to, KnownOn known, boolean above, Texts t) {
        var source = rollups.source(head.id());
        var params = params(head, from, to, known);
        params.put("first", from);
        params.put("last", to);
        String bucket = switch (step) {
            case RAW, HOUR -> "date_trunc('hour', started)";
            case DAY -> "day";
            case WEEK -> "cast(date_trunc('week', cast(day as timestamp)) as date)";
            case MONTH -> "cast(date_trunc('month', cast(day as timestamp)) as date)";
        };
        String sql;
        if (source.online() && known.now() && step != Step.HOUR) {
            sql = ROLLED_UP.formatted(bucket);
        } else {
            sql = PUT_TOGETHER.formatted(bucket, known.results());
            params.put("aggregation", source.aggregation().name());
            params.put("zone", head.zone());
        }
        var marks = new ArrayList<Mark>();
        jdbc.sql(sql).params(params).query(rs -> {
            marks.add(rolled(rs, step, source.aggregation(), above, t));
        });
        return marks;
    }

    private static Mark rolled(ResultSet rs, Step step, Aggregation aggregation, boolean above, Texts t)
            throws SQLException {
        String when = step == Step.HOUR
                ? rs.getObject("bucket", OffsetDateTime.class).toInstant().toString()
                : rs.getString("bucket");
        long measured = rs.getLong("measured");
        long below = rs.getLong("below") + rs.getLong("below_unknown");
        double minimum = number(rs, "minimum");
        double maximum = number(rs, "maximum");
        double level = number(rs, "highest_level");
        // as in the chart of single results, what was not detected stands at its detection limit
        double low = lowest(minimum, level);
        double high = -lowest(-maximum, -level);
        var mean = mean(rs, aggregation);
        long exceeded = rs.getLong("exceeded");
        String text = mean == null
                ? null
                : t.of("monitoring.chart.mean", Show.mean(t, mean), Show.value(t, low), Show.value(t, high));
        return new Mark(
                when,
                mean,
                state(rs, measured, below),
                text,
                t.of("monitoring.chart.made", measured + below, exceeded, below, rs.getLong("left_out")),
                finite(low),
                finite(high),
                exceeded > 0 || rs.getLong("warning") > 0 ? finite(above ? high : low) : null);
    }

    private static double lowest(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private static @Nullable Double finite(double v) {
        return Double.isFinite(v) ? v : null;
    }

    private static @Nullable Double mean(ResultSet rs, Aggregation aggregation) throws SQLException {
        var sums = Rollups.sums(rs);
        OptionalDouble half = sums.value(aggregation, NonDetects.HALF);
        var mean = half.isPresent() ? half : sums.value(aggregation, NonDetects.ZERO);
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /// The worst of a bucket.
    private static String state(ResultSet rs, long measured, long below) throws SQLException {
        if (rs.getLong("exceeded") > 0) {
            return "exceeded";
        }
        if (rs.getLong("warning") > 0) {
            return "warning";
        }
        if (measured == 0) {
            return below > 0 ? "nondetect" : "flagged";
        }
        if (rs.getLong("within_limits") > 0) {
            return "within";
        }
        return rs.getLong("not_judged") > 0 ? "notjudged" : "value";
    }

    private static Mark mark(ResultSet rs, SeriesHead head, Texts t) throws SQLException {
        Instant started = rs.getObject("started", OffsetDateTime.class).toInstant();
        boolean dateOnly = rs.getBoolean("date_only");
        double value = number(rs, "value");
        double level = number(rs, "level");
        int censor = rs.getInt("censor");
        int verdict = rs.getInt("verdict");
        // below an unknown level is drawn at the bottom; what was too much to count is no small number and has no place
        double shown = censor == 0 ? value : Double.isNaN(level) && censor == 2 ? 0 : level;
        String when = dateOnly || !Show.momentary(head.statistic())
                ? Show.day(started, dateOnly, head.zone()).toString()
                : started.toString();
        String text = censor == 0 ? null : Show.result(t, value, censor, level, rs.getString("original"));
        int status = rs.getInt("status");
        String flag = ((status == 1 ? t.of("monitoring.suppressed") + " " : "") + rs.getString("flag") + " "
                        + rs.getString("qualifier"))
                .strip();
        return new Mark(
                when,
                finite(shown),
                status != 0 ? "flagged" : state(verdict, censor, rs.getString("flag")),
                text,
                flag.isEmpty() ? null : flag,
                null,
                null,
                null);
    }

    private static String state(int verdict, int censor, String flag) {
        if (verdict == 3) {
            return "exceeded";
        }
        if (!flag.isEmpty() && !flag.equals("N")) {
            return "flagged";
        }
        // a value that was not detected keeps its own mark also where it could not be judged; its text says the rest
        if (censor == 1 || censor == 2) {
            return "nondetect";
        }
        if (verdict == 4) {
            return "notjudged";
        }
        return switch (verdict) {
            case 1 -> "within";
            case 2 -> "warning";
            default -> "value";
        };
    }

    private static double number(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? Double.NaN : value;
    }
}
