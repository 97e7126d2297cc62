package org.verdite.monitoring;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.judgement.LimitLine;
import org.verdite.monitoring.judgement.Measured;
import org.verdite.obligations.LimitWindow.Covariate;
import org.verdite.shared.units.UnitTable;

/// The values that limits depend on, as they were measured at the same point: hardness for metals, pH and temperature
/// for ammonia.
@Component
public class Covariates {

    private record Value(Instant at, String sample, double value) {}

    private final JdbcClient jdbc;

    Covariates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What was measured at the point of a series between two instants, widened by as many days as the limits allow.
    public Window window(int series, Collection<LimitLine> lines, Instant from, Instant to) {
        var wanted = lines.stream()
                .map(line -> line.terms().dependence())
                .filter(dependence -> dependence != null)
                .flatMap(dependence -> dependence.covariates().stream())
                .filter(c -> !c.name().isEmpty())
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return new Window(Map.of());
        }
        var found = new HashMap<String, List<Value>>();
        var units = new HashMap<String, String>();
        int days = wanted.stream().mapToInt(Covariate::days).max().orElse(0);
        jdbc.sql("""
                        select c.parameter_code, c.unit, r.started, r.sample, r.value
                        from monitoring.series s
                        join monitoring.series c on c.point_id = s.point_id and c.parameter_code = any(:codes) and c.statistic = 'VALUE'
                        join monitoring.result r on r.series_id = c.id and r.started >= :from and r.started <= :to
                        where s.id = :series and r.censor = 0 and r.value is not null
                          and monitoring.counts(r.flag, r.qualifier, r.status)
                        order by r.started, c.mode, r.replicate, r.run desc""")
                .param("series", series)
                .param(
                        "codes",
                        new TreeSet<>(wanted.stream().map(Covariate::parameter).toList()).toArray(String[]::new))
                .param("from", from.minus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .param("to", to.plus(Duration.ofDays(days)).atOffset(ZoneOffset.UTC))
                .query(rs -> {
                    String key = rs.getString("parameter_code") + " " + rs.getString("unit");
                    units.put(key, rs.getString("unit"));
                    found.computeIfAbsent(key, _ -> new ArrayList<>())
                            .add(new Value(
                                    rs.getObject("started", OffsetDateTime.class)
                                            .toInstant(),
                                    rs.getString("sample"),
                                    rs.getDouble("value")));
                });
        var byCovariate = new HashMap<Covariate, NavigableMap<Instant, List<Value>>>();
        for (Covariate c : wanted) {
            var all = new TreeMap<Instant, List<Value>>();
            found.forEach((key, values) -> {
                if (key.startsWith(c.parameter() + " ")) {
                    UnitTable.standard()
                            .factor(units.getOrDefault(key, ""), c.unit())
                            .ifPresent(factor -> values.forEach(v -> all.computeIfAbsent(v.at(), _ -> new ArrayList<>())
                                    .add(new Value(v.at(), v.sample(), v.value() * factor.doubleValue()))));
                }
            });
            byCovariate.put(c, all);
        }
        return new Window(byCovariate);
    }

    /// Which result covariates are wanted for.
    ///
    /// @param until of a mean over a period its end: formulas take the means of the same period; else null
    public record At(Instant started, @Nullable Instant until, String sample) {

        public static At of(Measured measured, Instant started, Instant ended, boolean dateOnly, String sample) {
            return new At(
                    started,
                    measured.composed() == null ? null : ended.plus(Duration.ofDays(dateOnly ? 1 : 0)),
                    sample);
        }
    }

    /// The covariates around some results.
    public static final class Window {
        private final Map<Covariate, NavigableMap<Instant, List<Value>>> values;

        private Window(Map<Covariate, NavigableMap<Instant, List<Value>>> values) {
            this.values = values;
        }

        /// The lines for one result, each formula with its bound.
        public List<LimitLine> of(List<LimitLine> lines, At at) {
            if (lines.stream().noneMatch(LimitLine::dependent)) {
                return lines;
            }
            return lines.stream()
                    .map(line -> line.dependent() ? line.with(at(line, at)) : line)
                    .toList();
        }

        private Map<String, Double> means(LimitLine line, Instant started, Instant until) {
            var means = new TreeMap<String, Double>();
            var dependence = line.terms().dependence();
            if (dependence != null) {
                dependence
                        .covariates()
                        .forEach(c ->
                                values
                                        .getOrDefault(c, new TreeMap<>())
                                        .subMap(started, true, until, false)
                                        .values()
                                        .stream()
                                        .mapToDouble(at -> at.getFirst().value())
                                        .average()
                                        .ifPresent(mean -> means.put(c.name(), mean)));
            }
            return means;
        }

        /// A line with its bound at each moment at which all it depends on was measured, in the order of time.
        public NavigableMap<Instant, LimitLine> moments(LimitLine line) {
            var moments = new TreeMap<Instant, LimitLine>();
            var dependence = line.terms().dependence();
            if (dependence != null) {
                dependence.covariates().stream()
                        .flatMap(c -> values.getOrDefault(c, new TreeMap<>()).keySet().stream())
                        .distinct()
                        .forEach(moment -> moments.put(moment, line.with(at(line, new At(moment, null, "")))));
                moments.values().removeIf(bound -> bound.low() == null && bound.high() == null);
            }
            return moments;
        }

        /// What a line's formula takes for a result, by name; empty for a line without a formula.
        public Map<String, Double> at(LimitLine line, At when) {
            if (when.until() != null) {
                return means(line, when.started(), when.until());
            }
            var at = new TreeMap<String, Double>();
            var dependence = line.terms().dependence();
            if (dependence != null) {
                for (Covariate c : dependence.covariates()) {
                    var value =
                            nearest(values.getOrDefault(c, new TreeMap<>()), c.days(), when.started(), when.sample());
                    if (value != null) {
                        at.put(c.name(), value.value());
                    }
                }
            }
            return at;
        }

        /// Of the same sample, by its name or its moment; else the nearest within the days, the earlier of two as near.
        private static @Nullable Value nearest(
                NavigableMap<Instant, List<Value>> values, int days, Instant started, String sample) {
            for (Value v : values.getOrDefault(started, List.of())) {
                if (sample.isEmpty() || v.sample().isEmpty() || sample.equals(v.sample())) {
                    return v;
                }
            }
            var before = near(values.lowerEntry(started), started, days);
            var after = near(values.higherEntry(started), started, days);
            if (before == null || after == null) {
                return before == null ? after : before;
            }
            boolean closer =
                    Duration.between(started, after.at()).compareTo(Duration.between(before.at(), started)) < 0;
            return closer ? after : before;
        }

        private static @Nullable Value near(
                Map.@Nullable Entry<Instant, List<Value>> entry, Instant started, int days) {
            return entry == null
                            || Duration.between(entry.getKey(), started).abs().compareTo(Duration.ofDays(days)) > 0
                    ? null
                    : entry.getValue().getFirst();
        }
    }
}
