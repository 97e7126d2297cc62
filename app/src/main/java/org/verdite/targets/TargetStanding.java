package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.Figure;

/// How far a target is at the end of a year, or in a year that is not over.
///
/// @param on the day judged: the year's last, or today
/// @param baseline the indicator at the end of the baseline year
/// @param reached the indicator on that day
/// @param path where the straight way stands then; null without a baseline
/// @param ahead reached minus path, in points; null when one of them is missing
/// @param years the values between baseline and the year asked for, for the drawing
public record TargetStanding(
        Target target,
        int year,
        LocalDate on,
        Figure baseline,
        Figure reached,
        @Nullable BigDecimal path,
        @Nullable BigDecimal ahead,
        Judgement judgement,
        List<YearValue> years) {

    public record YearValue(int year, @Nullable BigDecimal value) {}
}
