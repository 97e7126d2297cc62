package org.verdite.targets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/// The straight way from the baseline at the end of its year to the target at the end of the due year.
/// Afterwards the path is the target itself.
///
/// @param baseline value at the end of the baseline year
/// @param target value at the end of the due year
public record GlidePath(int baselineYear, BigDecimal baseline, int dueYear, BigDecimal target) {

    public GlidePath {
        if (dueYear <= baselineYear) {
            throw new IllegalArgumentException("a path leads forward in time");
        }
    }

    /// Where the path stands at the end of a year: 83.33 for 2022 on the way from 50 in 2020 to 100 in 2023.
    public BigDecimal at(int year) {
        if (year >= dueYear) {
            return target;
        }
        if (year <= baselineYear) {
            return baseline;
        }
        return target.subtract(baseline)
                .multiply(BigDecimal.valueOf(year - baselineYear))
                .divide(BigDecimal.valueOf(dueYear - baselineYear), MathContext.DECIMAL128)
                .add(baseline);
    }

    /// Where the path stands on a day: on the way from the end of the year before to the end of its own.
    public BigDecimal at(LocalDate day) {
        var before = at(day.getYear() - 1);
        return at(day.getYear())
                .subtract(before)
                .multiply(BigDecimal.valueOf(day.getDayOfYear()))
                .divide(BigDecimal.valueOf(day.lengthOfYear()), MathContext.DECIMAL128)
                .add(before);
    }

    /// How far a value is ahead of the path on a day, in the indicator's unit; negative when behind.
    public BigDecimal ahead(LocalDate day, BigDecimal reached, NewTarget.Direction direction) {
        var difference = reached.subtract(at(day));
        return direction == NewTarget.Direction.AT_LEAST ? difference : difference.negate();
    }

    /// Judged after rounding to one decimal, so that the word agrees with the figure beside it.
    public static Judgement judge(BigDecimal ahead) {
        return switch (ahead.setScale(1, RoundingMode.HALF_UP).signum()) {
            case 1 -> Judgement.AHEAD;
            case 0 -> Judgement.ON_PATH;
            default -> Judgement.BEHIND;
        };
    }
}
