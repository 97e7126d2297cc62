package org.verdite.monitoring.web;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.monitoring.Rollups;
import org.verdite.monitoring.rollup.Aggregation;
import org.verdite.monitoring.rollup.DayPart;
import org.verdite.monitoring.rollup.Grain;
import org.verdite.monitoring.rollup.PeriodMean;
import org.verdite.monitoring.rollup.Periods.Period;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.NonDetects;

/// Days, months and years of a series, put together from its results when they are asked for.
@Component
@Transactional(readOnly = true)
class PeriodQueries {

    /// A period as pages and the API show it; a value is null where none can be said.
    ///
    /// @param zero with what is not detected counted as nothing; half, full as half its level and all of it
    /// @param present hours of a day, days that stand of a month or a year
    /// @param depends what is not detected decides about the value
    record Line(
            LocalDate begin,
            @Nullable Double zero,
            @Nullable Double half,
            @Nullable Double full,
            int present,
            int needed,
            boolean stands,
            long results,
            long notDetected,
            boolean depends) {}

    private final Rollups rollups;

    PeriodQueries(Rollups rollups) {
        this.rollups = rollups;
    }

    Aggregation aggregation(SeriesHead head) {
        return rollups.source(head.id()).aggregation();
    }

    /// @param to the last day, included
    List<Line> lines(SeriesHead head, Grain grain, LocalDate from, LocalDate to) {
        var source = rollups.source(head.id());
        var mean = switch (grain) {
            case DAY -> PeriodMean.DAY_MEAN;
            case MONTH -> PeriodMean.MONTH_MEAN;
            case QUARTER -> PeriodMean.QUARTER_MEAN;
            case YEAR -> PeriodMean.YEAR_MEAN;
        };
        return rollups.periods(source, from, to, mean, DayPart.WHOLE).of(grain, source.aggregation()).stream()
                .map(p -> line(p, source.aggregation()))
                .toList();
    }

    private static Line line(Period p, Aggregation kind) {
        return new Line(
                p.begin(),
                number(p.sums().value(kind, NonDetects.ZERO)),
                number(p.sums().value(kind, NonDetects.HALF)),
                number(p.sums().value(kind, NonDetects.FULL)),
                p.present(),
                p.needed(),
                p.stands(),
                p.results(),
                p.notDetected(),
                p.sums().dependsOnNonDetects(kind));
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isEmpty() ? null : value.getAsDouble();
    }
}
