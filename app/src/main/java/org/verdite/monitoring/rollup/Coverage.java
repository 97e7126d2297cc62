package org.verdite.monitoring.rollup;

import java.time.LocalDate;

/// How much of a period must be there before its value stands. An hour counts its minutes, a day its hours that
/// stand, a longer period its days that stand.
///
/// @param minutes of an hour that is measured more often than by the hour
/// @param hours of a day; 0 where a single result is a day's value
/// @param days of a month
/// @param daysOfFebruary of the shortest month
/// @param daysOfYear of a year
public record Coverage(int minutes, int hours, int days, int daysOfFebruary, int daysOfYear) {

    /// Ambient air: 20 hours, 27 days (25 in February), 324 days, and 45 minutes of an hour (GB 3095-2012, table 4).
    public static final Coverage AMBIENT_AIR = new Coverage(45, 20, 27, 25, 324);
    /// Flue gas: 45 minutes of an hour, 20 hours of a day (HJ 75-2017).
    public static final Coverage FLUE_GAS = new Coverage(45, 20, 0, 0, 0);
    /// As many as were sampled.
    public static final Coverage ANY = new Coverage(0, 0, 0, 0, 0);

    private static final int MONTHS_OF_QUARTER = 3;

    /// @param pointKind kind of the point at which the series is measured
    /// @param online true for what comes by the hour
    public static Coverage of(String pointKind, boolean online) {
        return switch (pointKind) {
            case "AMBIENT_AIR" -> online ? AMBIENT_AIR : ANY;
            case "STACK" -> online ? FLUE_GAS : ANY;
            default -> ANY;
        };
    }

    /// How many hours or days a period needs; at least one.
    public int needed(Grain grain, LocalDate begin) {
        return Math.max(
                1,
                switch (grain) {
                    case DAY -> hours;
                    case MONTH -> daysOfMonth(begin);
                    case QUARTER -> daysOfQuarter(begin);
                    case YEAR -> daysOfYear;
                });
    }

    private int daysOfMonth(LocalDate begin) {
        return begin.getMonthValue() == 2 ? daysOfFebruary : days;
    }

    /// Each of its months has to stand.
    private int daysOfQuarter(LocalDate begin) {
        int sum = 0;
        for (int month = 0; month < MONTHS_OF_QUARTER; month++) {
            sum += daysOfMonth(begin.plusMonths(month));
        }
        return sum;
    }
}
