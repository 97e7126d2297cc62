package org.verdite.monitoring.rollup;

import org.jspecify.annotations.Nullable;
import org.verdite.obligations.Limit;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Ranked;

/// What tells series of one statistic apart that are put together from the same results: a part of each day, and which
/// of the values it is by size. Kept as text in `monitoring.series.part`: `06:00/22:00`, `P98 DAY_MEAN`,
/// `2/12 SAMPLE LOWEST`.
///
/// @param ranked null for means
/// @param lowest counted from the lowest: for limits that ask for at least so much
public record Cut(DayPart part, @Nullable Ranked ranked, boolean lowest) {

    private static final String LOWEST = " LOWEST";

    public static Cut of(Limit limit) {
        var ranked = limit.ranked();
        return new Cut(
                DayPart.read(limit.anchor()),
                ranked,
                ranked != null && ranked.percentile() == null && limit.operator() == Operator.MIN);
    }

    public static Cut read(String text) {
        boolean lowest = text.endsWith(LOWEST);
        String rest = lowest ? text.substring(0, text.length() - LOWEST.length()) : text;
        // a part of the day is one word, what is ranked are two
        String[] words = rest.split(" ");
        return switch (words.length) {
            case 1 -> new Cut(DayPart.read(rest), null, false);
            case 2 -> new Cut(DayPart.WHOLE, Ranked.read(rest), lowest);
            default -> new Cut(DayPart.read(words[0]), Ranked.read(rest.substring(words[0].length() + 1)), lowest);
        };
    }

    public String text() {
        String which = Ranked.text(ranked) + (lowest ? LOWEST : "");
        return (part.text() + " " + which).strip();
    }
}
