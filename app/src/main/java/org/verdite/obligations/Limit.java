package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.FacilityId;
import org.verdite.shared.NonDetects;

/// A limit as it stands in the register: one of its revisions.
///
/// @param id stable through all revisions
/// @param revision this row; a later revision has a larger number
/// @param facility where it binds; null for a class of points or a whole site
/// @param permit the permit that makes a standard's limit bind here; null where it binds by itself
/// @param formula the bound as it follows from the covariates; empty where lower or upper says it
/// @param to the first day on which it no longer holds
/// @param ranked which of the values of a period it speaks of; null where it speaks of a value or a mean
/// @param exceptAt narrower places where a permit's own limit stands instead
public record Limit(
        long id,
        long revision,
        long setId,
        String setName,
        LimitKind kind,
        @Nullable Integer site,
        @Nullable FacilityId facility,
        @Nullable Long permit,
        String pointCode,
        String pointClass,
        String parameter,
        String fraction,
        String basis,
        String statistic,
        Operator operator,
        @Nullable BigDecimal lower,
        @Nullable BigDecimal upper,
        String unit,
        @Nullable BigDecimal warningShare,
        RoundingBasis rounding,
        NonDetectRule nonDetect,
        int minimumNumber,
        LocalDate from,
        @Nullable LocalDate to,
        String clause,
        boolean verified,
        String formula,
        List<LimitWindow.Covariate> covariates,
        List<Except> exceptAt,
        String anchor,
        String season,
        NonDetects nonDetectMean,
        @Nullable Ranked ranked) {

    /// A place within this limit's where another limit overrides it, and the days on which it does.
    ///
    /// @param facility null for any
    /// @param pointClass empty for any
    /// @param pointCode empty for any
    public record Except(
            @Nullable Integer facility,
            String pointClass,
            String pointCode,
            LocalDate from,
            @Nullable LocalDate to) {}

    /// @param to the first day that is no longer meant
    public record Days(LocalDate from, @Nullable LocalDate to) {}

    /// The days on which it holds at a point, without those on which another one stands there instead.
    ///
    /// @param there whether an exception names the point
    public List<Days> days(Predicate<Except> there) {
        return left(
                List.of(new Days(from, to)),
                exceptAt.stream()
                        .filter(there)
                        .map(e -> new Days(e.from(), e.to()))
                        .toList());
    }

    /// What is left of some days without others, earliest first.
    public static List<Days> left(List<Days> days, List<Days> without) {
        var left = days;
        for (Days gone : without) {
            left = left.stream().flatMap(d -> left(d, gone)).toList();
        }
        return left;
    }

    private static Stream<Days> left(Days days, Days gone) {
        var before = new Days(days.from(), earlier(days.to(), gone.from()));
        var end = gone.to();
        return Stream.concat(
                        Stream.of(before),
                        end == null
                                ? Stream.empty()
                                : Stream.of(new Days(end.isAfter(days.from()) ? end : days.from(), days.to())))
                .filter(d -> d.to() == null || d.from().isBefore(d.to()));
    }

    private static LocalDate earlier(@Nullable LocalDate a, LocalDate b) {
        return a != null && a.isBefore(b) ? a : b;
    }

    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
