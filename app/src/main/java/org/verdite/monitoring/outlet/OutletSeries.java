package org.verdite.monitoring.outlet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.load.Reading;

/// The series of an outlet from which loads are made, and their results as readings.
@Component
class OutletSeries {

    /// Flow of wastewater and of flue gas (HJ 212).
    static final List<String> FLOWS = List.of("w00000", "a00000");

    private static final List<String> FINE = List.of("HOUR_MEAN", "VALUE", "SUM", "DAY_MEAN");
    private static final List<String> BY_DAY = List.of("DAY_MEAN", "VALUE", "HOUR_MEAN", "MONTH_MEAN");
    private static final List<String> FLOW_BY_DAY = List.of("SUM", "DAY_MEAN", "HOUR_MEAN", "VALUE", "MONTH_MEAN");

    record Of(int id, String parameter, String statistic, String mode, String unit, String basis) {
        boolean online() {
            return mode.equals("ONLINE");
        }
    }

    private final JdbcClient jdbc;

    OutletSeries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What counts for a total; a dissolved part is another thing. Means put together for a limit are left out: they
    /// are the same results once more, with that limit's rule for what is not detected and not the load's.
    List<Of> of(int point, List<String> parameters) {
        return jdbc.sql("""
                        select id, parameter_code, statistic, mode, unit, basis from monitoring.series
                        where point_id = :point and parameter_code = any(:parameters) and fraction in ('', 'TOTAL')
                          and derived_from is null order by id""")
                .param("point", point)
                .param("parameters", parameters.toArray(String[]::new))
                .query((rs, _) -> new Of(
                        rs.getInt("id"),
                        rs.getString("parameter_code"),
                        rs.getString("statistic"),
                        rs.getString("mode"),
                        rs.getString("unit"),
                        rs.getString("basis")))
                .list();
    }

    /// Where nobody stated a method: hours where an instrument measures them, else samples that stand.
    static Method usual(List<Of> concentrations, List<Of> flows) {
        boolean hours = concentrations.stream()
                        .anyMatch(s -> s.online() && !s.statistic().equals("DAY_MEAN"))
                && flows.stream().anyMatch(s -> s.online() && !s.statistic().equals("DAY_MEAN"));
        if (hours) {
            return Method.HOURS;
        }
        return concentrations.stream().anyMatch(Of::online) ? Method.DAYS : Method.STANDS;
    }

    /// The series that fit a method, best first.
    static List<Of> fitting(List<Of> series, Method method, boolean flow) {
        var statistics = method.hourly() ? FINE : flow ? FLOW_BY_DAY : BY_DAY;
        boolean online = method == Method.HOURS || method == Method.DAYS || flow;
        return series.stream()
                .filter(s -> statistics.contains(s.statistic())
                        && (flow || !s.statistic().equals("SUM")))
                .sorted(Comparator.comparing((Of s) -> s.online() != online)
                        .thenComparing(s -> statistics.indexOf(s.statistic()))
                        .thenComparing(Of::id))
                .toList();
    }

    /// The results of a series between two days, each with the time it is of.
    List<Reading> readings(Of series, ZoneId zone, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select started, ended, date_only, value, censor, level,
                          not monitoring.counts(flag, qualifier, status) as suspect
                        from monitoring.result where series_id = :id and started >= :from and started < :to""")
                .param("id", series.id())
                .param("from", from.minusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .param("to", to.plusDays(2).atStartOfDay().atOffset(ZoneOffset.UTC))
                .query((rs, _) -> {
                    double value = rs.getDouble("value");
                    value = rs.wasNull() ? Double.NaN : value;
                    double level = rs.getDouble("level");
                    level = rs.wasNull() ? Double.NaN : level;
                    var span = span(
                            series,
                            zone,
                            rs.getObject("started", OffsetDateTime.class).toInstant(),
                            rs.getObject("ended", OffsetDateTime.class).toInstant(),
                            rs.getBoolean("date_only"));
                    return new Reading(
                            span.from(), span.to(), value, rs.getInt("censor"), level, rs.getBoolean("suspect"));
                })
                .list();
    }

    private record Span(Instant from, Instant to) {}

    /// What a result is of: the days it names, the time from its begin to its end, or what its statistic says.
    private static Span span(Of series, ZoneId zone, Instant started, Instant ended, boolean dateOnly) {
        var day = LocalDate.ofInstant(started, dateOnly ? ZoneOffset.UTC : zone);
        if (series.statistic().equals("MONTH_MEAN")) {
            return days(day.withDayOfMonth(1), day.withDayOfMonth(1).plusMonths(1), zone);
        }
        if (dateOnly) {
            // a result of dates ends with the first day it is not of
            return days(day, LocalDate.ofInstant(ended, ZoneOffset.UTC), zone);
        }
        if (ended.isAfter(started)) {
            return new Span(started, ended);
        }
        return switch (series.statistic()) {
            case "HOUR_MEAN" -> new Span(started, started.plus(Duration.ofHours(1)));
            case "DAY_MEAN" -> days(day, day.plusDays(1), zone);
            case "SUM" ->
                series.online()
                        ? new Span(started, started.plus(Duration.ofHours(1)))
                        : days(day, day.plusDays(1), zone);
            default -> new Span(started, started);
        };
    }

    private static Span days(LocalDate from, LocalDate to, ZoneId zone) {
        return new Span(
                from.atStartOfDay(zone).toInstant(),
                (to.isAfter(from) ? to : from.plusDays(1)).atStartOfDay(zone).toInstant());
    }
}
