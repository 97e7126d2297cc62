package org.verdite.monitoring.intake.written;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gathers what a column of dates says about its style. 3/4/2015 alone says nothing: then it must be asked for.
public final class DateEvidence {

    private final Map<DateStyle, Long> fits = new EnumMap<>(DateStyle.class);
    private final DateText dates = new DateText();
    private long seen;
    private String last = "";
    private String example = "";

    public void see(String text) {
        if (text.isEmpty() || text.equals(last)) {
            return;
        }
        last = text;
        seen++;
        String normal = DateText.normal(text);
        for (DateStyle style : DateStyle.values()) {
            if (dates.read(normal, style) != DateText.NONE
                    && (dates.end() == normal.length()
                            || " T\t".indexOf(normal.charAt(dates.end())) >= 0
                            || style == DateStyle.EXCEL)) {
                fits.merge(style, 1L, Long::sum);
                example = text;
            }
        }
    }

    /// The style most values fit; null when day and month can't be told apart, or nothing fits.
    public @Nullable DateStyle style() {
        if (ambiguous()) {
            return null;
        }
        return fits.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(seen == 0 ? DateStyle.ISO : null);
    }

    /// True when every value could be day/month and month/day.
    public boolean ambiguous() {
        long day = fits.getOrDefault(DateStyle.DAY_SLASH, 0L);
        long month = fits.getOrDefault(DateStyle.MONTH_SLASH, 0L);
        return day > 0
                && day == month
                && day
                        >= fits.values().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElse(0);
    }

    public String example() {
        return example;
    }
}
