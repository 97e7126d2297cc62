package org.verdite.monitoring;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.DerivedRows.Fresh;
import org.verdite.monitoring.Rollups.Source;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.Cut;
import org.verdite.monitoring.rollup.DayPart;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.monitoring.rollup.Periods.Period;
import org.verdite.shared.NonDetects;

/// Puts means together for the periods that are over.
@Component
class DerivedPeriods {

    private static final MathContext WITHOUT_BINARY_NOISE = new MathContext(12);

    /// What is put together, of which results.
    ///
    /// @param fewest how many results the least demanding limit asks for
    record Asked(Source of, PeriodMean mean, Cut cut, int fewest) {}

    private final Rollups rollups;
    private final Clock clock;

    DerivedPeriods(Rollups rollups, Clock clock) {
        this.rollups = rollups;
        this.clock = clock;
    }

    /// The periods that end, or lie, between two days.
    List<Fresh> periods(Asked one, LocalDate begin, LocalDate end) {
        var of = one.of();
        var read = one.mean().sliding() ? begin.minusDays(PeriodMean.SLIDING_DAYS - 1L) : begin;
        var now = clock.instant();
        return rollups
                .periods(of, read, end, one.mean(), one.cut().part())
                .of(one.mean(), of.aggregation(), one.fewest())
                .stream()
                .filter(period -> !period.last().isBefore(begin)
                        && !period.last().isAfter(end)
                        && !over(period, of, one.cut().part()).isAfter(now))
                .map(period -> fresh(one.of().aggregation(), period))
                .toList();
    }

    private static Instant over(Period period, Source of, DayPart part) {
        return period.hour() != null
                ? period.hour().plus(Duration.ofHours(1))
                : part.end(period.last()).atZone(of.zone()).toInstant();
    }

    private static Fresh fresh(Aggregation kind, Period period) {
        var hour = period.hour();
        return new Fresh(
                hour != null ? hour : period.begin().atStartOfDay().toInstant(ZoneOffset.UTC),
                hour != null
                        ? hour.plus(Duration.ofHours(1))
                        : period.last().atStartOfDay().toInstant(ZoneOffset.UTC),
                hour == null,
                plain(period.sums().value(kind, NonDetects.ZERO)),
                plain(period.sums().value(kind, NonDetects.HALF)),
                plain(period.sums().value(kind, NonDetects.FULL)),
                period.results(),
                period.notDetected(),
                period.present(),
                period.needed(),
                null,
                null);
    }

    private static @Nullable Double plain(OptionalDouble value) {
        return value.isEmpty()
                ? null
                : (Double) new BigDecimal(value.getAsDouble())
                        .round(WITHOUT_BINARY_NOISE)
                        .doubleValue();
    }
}
