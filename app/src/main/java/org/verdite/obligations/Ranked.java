package org.verdite.obligations;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;

/// Which of the values of a period, put in the order of their size, is held against a limit: a percentile of them, or
/// the one past those that may lie beyond. "At most two of twelve above" says that the third highest keeps the bound.
///
/// @param percentile between 0 and 100; null for a number of values
/// @param allowed how many values may lie beyond the bound; null for a percentile
/// @param outOf of how many values in a row; null where the statistic names the period
/// @param parts what the values are: any single ones (`INSTANT`), those that were sampled, or means of a shorter time
public record Ranked(
        @Nullable BigDecimal percentile,
        @Nullable Integer allowed,
        @Nullable Integer outOf,
        String parts) {

    public static final List<String> PERCENTILES = List.of("MONTH_PERCENTILE", "QUARTER_PERCENTILE", "YEAR_PERCENTILE");
    /// Of so many values in a row.
    public static final String OF_VALUES = "AT_MOST_OF";

    public static final String OF_30_DAYS = "AT_MOST_30_DAYS";
    public static final List<String> NUMBERS =
            List.of(OF_VALUES, OF_30_DAYS, "AT_MOST_MONTH", "AT_MOST_QUARTER", "AT_MOST_YEAR");
    public static final List<String> PARTS =
            List.of("INSTANT", "SAMPLE", "HOUR_MEAN", "EIGHT_HOUR_MEAN", "DAY_MEAN", "MONTH_MEAN");
    /// Longer rows than these are a period of the calendar.
    public static final int MOST = 1000;

    private static final List<String> NO_LONGER_THAN_MONTHS = List.of("MONTH_PERCENTILE", "AT_MOST_MONTH", OF_30_DAYS);
    private static final int DECIMALS = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern TEXT = Pattern.compile("(?:P(\\d+(?:\\.\\d+)?)|(\\d+)(?:/(\\d+))?) ([A-Z_]+)");

    public Ranked(
            @Nullable BigDecimal percentile,
            @Nullable Integer allowed,
            @Nullable Integer outOf,
            @Nullable String parts) {
        String of = Objects.requireNonNullElse(parts, "").strip();
        this.parts = of.isEmpty() && percentile == null ? "INSTANT" : of;
        this.allowed = allowed;
        this.outOf = outOf;
        this.percentile = percentile == null || percentile.signum() == 0
                ? percentile
                : new BigDecimal(percentile.stripTrailingZeros().toPlainString());
    }

    public static Ranked percentile(String percentile, String parts) {
        return new Ranked(new BigDecimal(percentile), null, null, parts);
    }

    /// Of the values of the period that the statistic names.
    public static Ranked allowed(int allowed, String parts) {
        return new Ranked(null, allowed, null, parts);
    }

    public static Ranked allowed(int allowed, int outOf, String parts) {
        return new Ranked(null, allowed, outOf, parts);
    }

    /// Whether a statistic needs this to be said.
    public static boolean asked(String statistic) {
        return PERCENTILES.contains(statistic) || NUMBERS.contains(statistic);
    }

    /// As it is stored: `P98 DAY_MEAN`, `2/12 SAMPLE`, `2 DAY_MEAN`.
    ///
    /// @return null for an empty text
    public static @Nullable Ranked read(String text) {
        if (text.isEmpty()) {
            return null;
        }
        var m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Ranked(
                m.group(1) == null ? null : new BigDecimal(m.group(1)),
                number(m.group(2)),
                number(m.group(3)),
                m.group(4));
    }

    private static @Nullable Integer number(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }

    public static String text(@Nullable Ranked ranked) {
        return ranked == null ? "" : ranked.text();
    }

    public String text() {
        return percentile != null
                ? "P" + percentile.toPlainString() + " " + parts
                : allowed + (outOf == null ? "" : "/" + outOf) + " " + parts;
    }

    /// In words: percentile 98 of the day means; at most 2 of 12 samples in a row beyond it.
    public String said(Texts t) {
        String of = t.of("obligations.parts." + parts);
        if (percentile != null) {
            return t.of("obligations.ranked.percentile", percentile.toPlainString(), of);
        }
        return outOf == null
                ? t.of("obligations.ranked.allowed", String.valueOf(allowed), of)
                : t.of("obligations.ranked.outOf", String.valueOf(allowed), String.valueOf(outOf), of);
    }

    /// How many values there have to be before it can be said which one is meant.
    ///
    /// @param asked what the limit asks for; 1 where it says nothing: a row of values is then a whole one
    public int fewest(int asked) {
        if (allowed == null) {
            return asked;
        }
        return outOf != null && asked == 1 ? outOf : Math.max(asked, allowed + 1);
    }

    /// @param ranked null where a limit says nothing of the kind
    /// @throws Invalid at `percentile`, `allowed`, `outOf`, `parts`, `operator`, `formula` or `minimum`
    static void check(@Nullable Ranked ranked, String statistic, Operator operator, String formula, int minimumNumber) {
        if (ranked == null) {
            if (asked(statistic)) {
                throw new Invalid(PERCENTILES.contains(statistic) ? "percentile" : "allowed", "ui.form.required");
            }
            return;
        }
        if (!asked(statistic)) {
            throw new Invalid(ranked.percentile() != null ? "percentile" : "allowed", "obligations.invalid.notRanked");
        }
        if (PERCENTILES.contains(statistic)) {
            ranked.checkPercentile();
        } else {
            ranked.checkNumbers(statistic, operator, minimumNumber);
        }
        if (ranked.parts().isEmpty()) {
            throw new Invalid("parts", "obligations.invalid.partsMissing");
        }
        if (!PARTS.contains(ranked.parts())) {
            throw new Invalid("parts", "obligations.invalid.word", ranked.parts());
        }
        if (ranked.parts().equals("MONTH_MEAN") && NO_LONGER_THAN_MONTHS.contains(statistic)) {
            throw new Invalid("parts", "obligations.invalid.partsTooLong");
        }
        if (!formula.isEmpty()) {
            throw new Invalid("formula", "obligations.invalid.formulaRanked");
        }
    }

    private void checkPercentile() {
        if (allowed != null || outOf != null) {
            throw new Invalid(allowed != null ? "allowed" : "outOf", "obligations.invalid.notCounted");
        }
        if (percentile == null) {
            throw new Invalid("percentile", "ui.form.required");
        }
        if (percentile.signum() <= 0 || percentile.compareTo(HUNDRED) >= 0 || percentile.scale() > DECIMALS) {
            throw new Invalid("percentile", "obligations.invalid.percentile");
        }
    }

    private void checkNumbers(String statistic, Operator operator, int minimumNumber) {
        if (percentile != null) {
            throw new Invalid("percentile", "obligations.invalid.notPercentile");
        }
        if (allowed == null) {
            throw new Invalid("allowed", "ui.form.required");
        }
        if (allowed < 0 || allowed >= MOST) {
            throw new Invalid("allowed", "ui.form.range", 0, MOST - 1);
        }
        if (operator == Operator.RANGE) {
            throw new Invalid("operator", "obligations.invalid.rangeRanked");
        }
        if (!statistic.equals(OF_VALUES)) {
            if (outOf != null) {
                throw new Invalid("outOf", "obligations.invalid.outOfPeriod");
            }
            return;
        }
        if (outOf == null) {
            throw new Invalid("outOf", "ui.form.required");
        }
        if (outOf < 1 || outOf > MOST) {
            throw new Invalid("outOf", "ui.form.range", 1, MOST);
        }
        if (allowed >= outOf) {
            throw new Invalid("allowed", "obligations.invalid.allowed", outOf);
        }
        if (minimumNumber > outOf) {
            throw new Invalid("minimum", "obligations.invalid.minimumOf", outOf);
        }
    }
}
