package org.verdite.monitoring.rollup;

import java.time.LocalDate;

/// How much of a period must be there before its value stands. A day counts its hours, a month and a year their days
/// that
/// stand.
///
/// @param hours of a day; 0 where a single result is a day's value
/// @param days of a month
/// @param daysOfFebruary of the shortest month
/// @param daysOfYear of a year
public record Coverage(int hours, int days, int daysOfFebruary, int daysOfYear) {

    /// Ambient air: 20 hours, 27 days (25 in February), 324 days (GB 3095-2012, table 4).
    public static final Coverage AMBIENT_AIR = new Coverage(20, 27, 25, 324);
    /// Flue gas: 20 hours of a day (HJ 75-2017).
    public static final Coverage FLUE_GAS = new Coverage(20, 0, 0, 0);
    /// As many as were sampled.
    public static final Coverage ANY = new Coverage(0, 0, 0, 0);

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
                    case MONTH -> begin.getMonthValue() == 2 ? daysOfFebruary : days;
                    case YEAR -> daysOfYear;
                });
    }
}
