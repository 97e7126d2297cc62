package org.verdite.monitoring.web;

import java.time.LocalDate;
import java.util.List;

/// The stretch of days a chart shows, chosen by buttons.
///
/// @param days 30, 60, 365, or 0 for all there is
public record ChartPeriod(int days, LocalDate from, LocalDate to) {

    public static final List<Integer> CHOICES = List.of(30, 60, 365, 0);

    /// @param wanted the query's word: a number of days or `all`
    /// @param first the first day that has a value
    /// @param otherwise the days shown when nothing was chosen
    public static ChartPeriod of(String wanted, LocalDate first, LocalDate to, int otherwise) {
        int days = switch (wanted) {
            case "30" -> 30;
            case "60" -> 60;
            case "365" -> 365;
            case "all" -> 0;
            default -> otherwise;
        };
        return new ChartPeriod(days, days == 0 ? first : to.minusDays(days), to);
    }

    public String source(int series) {
        return "/monitoring/series/" + series + "/chart.json?from=" + from + "&to=" + to;
    }

    public static String word(int days) {
        return days == 0 ? "all" : Integer.toString(days);
    }
}
