package org.verdite.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.Coverage;
import org.verdite.monitoring.rollup.DayPart;
import org.verdite.monitoring.rollup.Grain;
import org.verdite.monitoring.rollup.Part;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.monitoring.rollup.Periods;
import org.verdite.monitoring.rollup.Sums;

/// What was measured by the hour, summed up by hours and days; and the results of any series put together to periods.
@Component
@Transactional
public class Rollups {

    /// How the results of a series become periods.
    ///
    /// @param online measured by the hour or more often, so that its days are summed up
    /// @param statistic what its results are: single values, or means as they were measured
    public record Source(
            int series, ZoneId zone, String pointKind, boolean online, Aggregation aggregation, String statistic) {

        static final String SELECT = """
                select s.id, p.time_zone, p.kind, s.mode = 'ONLINE' and s.statistic in ('VALUE', 'HOUR_MEAN') and s.derived_from is null as online, q.aggregation,
                  s.statistic
                from monitoring.series s join monitoring.point p on p.id = s.point_id
                join monitoring.parameter q on q.code = s.parameter_code""";

        static Source read(ResultSet rs) throws SQLException {
            return new Source(
                    rs.getInt("id"),
                    ZoneId.of(rs.getString("time_zone")),
                    rs.getString("kind"),
                    rs.getBoolean("online"),
                    Aggregation.valueOf(rs.getString("aggregation")),
                    rs.getString("statistic"));
        }

        Coverage coverage() {
            return Coverage.of(pointKind, online);
        }

        /// Whether its results are such values as they are, and nothing has to be put together.
        boolean gives(String parts) {
            return switch (parts) {
                case "INSTANT", "SAMPLE" -> statistic.equals("VALUE");
                default -> statistic.equals(parts);
            };
        }
    }

    private final JdbcClient jdbc;

    Rollups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Source source(int series) {
        return jdbc.sql(Source.SELECT + " where s.id = :id")
                .param("id", series)
                .query((rs, _) -> Source.read(rs))
                .single();
    }

    /// Sums up again the days that two moments touch, of those of the series that are measured by the hour. Call it in
    /// the transaction that changed results or verdicts.
    public void refresh(Collection<Integer> series, Instant first, Instant last) {
        if (!series.isEmpty()) {
            jdbc.sql("select monitoring.roll_up(:series, :first, :last)")
                    .param("series", series.toArray(Integer[]::new))
                    .param("first", first.atOffset(ZoneOffset.UTC))
                    .param("last", last.atOffset(ZoneOffset.UTC))
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        }
    }

    /// The periods that results of some legal days make, both included: from the days' sums where these say enough.
    public Periods periods(Source of, LocalDate from, LocalDate to, PeriodMean mean, DayPart part) {
        var periods = new Periods(of.zone(), of.coverage(), part);
        boolean sums =
                of.online() && part.whole() && mean != PeriodMean.HOUR_MEAN && mean != PeriodMean.EIGHT_HOUR_MEAN;
        // minutes are counted, and the days' sums know hours only
        if (sums && (of.coverage().minutes() == 0 || !byMinutes(of.series(), from, to))) {
            days(of.series(), from, to, periods);
        } else {
            // what begins late on the last day may end on the next
            results(of, from, part.whole() ? to : to.plusDays(1), periods);
        }
        return periods;
    }

    private boolean byMinutes(int series, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select exists (select from monitoring.rollup where series_id = :id and grain = 'HOUR' and began >= :from and began < :to)""")
                .param("id", series)
                .param("from", midnight(from.minusDays(1)))
                .param("to", midnight(to.plusDays(2)))
                .query(Boolean.class)
                .single();
    }

    private void days(int series, LocalDate from, LocalDate to, Periods periods) {
        jdbc.sql("""
                        select * from monitoring.rollup
                        where series_id = :id and grain = 'DAY' and began >= :from and began <= :to and measured + below + below_unknown > 0""")
                .param("id", series)
                .param("from", midnight(from))
                .param("to", midnight(to))
                .query(rs -> {
                    periods.day(
                            rs.getObject("began", OffsetDateTime.class).toLocalDate(), sums(rs), rs.getInt("hours"));
                });
    }

    /// @param rs with the sums of a row of `monitoring.rollup`, or of several put together
    public static Sums sums(ResultSet rs) throws SQLException {
        return Sums.stored(
                rs.getLong("measured"),
                rs.getLong("below"),
                rs.getLong("below_unknown"),
                rs.getDouble("total"),
                orNone(rs, "maximum"),
                rs.getDouble("levels"),
                orNone(rs, "highest_level"),
                rs.getDouble("energy"),
                rs.getDouble("logs"),
                rs.getDouble("log_levels"),
                rs.getDouble("north"),
                rs.getDouble("east"));
    }

    private static double orNone(ResultSet rs, String column) throws SQLException {
        double value = rs.getDouble(column);
        return rs.wasNull() ? Double.NEGATIVE_INFINITY : value;
    }

    /// The values of some legal days that can be put in the order of their size, both days included.
    ///
    /// @param parts what they are, see {@link org.verdite.obligations.Ranked}
    List<Part> parts(Source of, LocalDate from, LocalDate to, String parts, DayPart part) {
        if (!of.gives(parts)) {
            var mean = PeriodMean.valueOf(parts);
            return periods(of, from, to, mean, part).parts(mean, of.aggregation());
        }
        var all = new ArrayList<Part>();
        results(of, from, part.whole() ? to : to.plusDays(1), (started, dateOnly, censor, value, level) -> {
            var day = dateOnly
                    ? Optional.of(LocalDate.ofInstant(started, ZoneOffset.UTC))
                    : part.day(LocalDateTime.ofInstant(started, of.zone()));
            day.filter(d -> !d.isAfter(to)).ifPresent(d -> {
                if (censor == 0 && !Double.isNaN(value)) {
                    all.add(Part.measured(started, dateOnly, d, value));
                } else if (censor == Measured.BELOW || censor == Measured.BELOW_UNKNOWN) {
                    all.add(Part.below(started, dateOnly, d, level));
                } else if (censor == Measured.ABOVE || censor == Measured.TOO_MUCH) {
                    all.add(Part.above(started, dateOnly, d, level));
                }
            });
        });
        return all;
    }

    /// The days of which enough was measured.
    List<LocalDate> standing(Source of, LocalDate from, LocalDate to, DayPart part) {
        return periods(of, from, to, PeriodMean.DAY_MEAN, part).of(Grain.DAY, of.aggregation()).stream()
                .filter(Periods.Period::stands)
                .map(Periods.Period::begin)
                .toList();
    }

    private interface Results {
        /// @param value and level NaN where there is none
        void read(Instant started, boolean dateOnly, int censor, double value, double level);
    }

    private void results(Source of, LocalDate from, LocalDate to, Periods periods) {
        results(of, from, to, (started, dateOnly, censor, value, level) -> {
            if (censor == 0 && !Double.isNaN(value)) {
                periods.measured(started, dateOnly, value);
            } else if (censor == Measured.BELOW || censor == Measured.BELOW_UNKNOWN) {
                periods.below(started, dateOnly, level);
            }
        });
    }

    private void results(Source of, LocalDate from, LocalDate to, Results results) {
        jdbc.sql("""
                        select started, date_only, value, censor, level from monitoring.result
                        where series_id = :id and started >= :from and started < :to and monitoring.counts(flag, qualifier, status)
                          and monitoring.pub_day(started, date_only, :zone) between :first and :last""")
                .param("id", of.series())
                .param("from", midnight(from.minusDays(1)))
                .param("to", midnight(to.plusDays(2)))
                .param("zone", of.zone().getId())
                .param("first", from)
                .param("last", to)
                .query(rs -> {
                    double value = rs.getDouble("value");
                    value = rs.wasNull() ? Double.NaN : value;
                    double level = rs.getDouble("level");
                    level = rs.wasNull() ? Double.NaN : level;
                    results.read(
                            rs.getObject("started", OffsetDateTime.class).toInstant(),
                            rs.getBoolean("date_only"),
                            rs.getInt("censor"),
                            value,
                            level);
                });
    }

    private static OffsetDateTime midnight(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /// The results of derived means and what they are made of are of their own; see {@link DerivedMeans}.
    List<Source> sources(Collection<Integer> series) {
        return jdbc.sql(Source.SELECT + " where s.id = any(:ids) and s.derived_from is null order by s.id")
                .param("ids", series.toArray(Integer[]::new))
                .query((rs, _) -> Source.read(rs))
                .list();
    }
}
