package org.verdite.indicators;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.UnitId;

/// Which figure: of which year or month, on which day, as known when, for which sites.
///
/// @param code the indicator's code: `EMS-14001`
/// @param year the period of flows such as expenditure
/// @param month of that year, 1 to 12; 0 for the whole year
/// @param on the day for standings such as certification
/// @param known records entered later than this instant are not used
/// @param boundary which sites count
/// @param structureDate the tree of this day says what stands below `unit`
/// @param unit only this unit's subtree; null for all the reader sees
public record FigureRequest(
        String code,
        int year,
        int month,
        LocalDate on,
        Instant known,
        String boundary,
        LocalDate structureDate,
        @Nullable UnitId unit) {

    /// The figure of a whole year at its last day, in the structure of that day.
    public static FigureRequest ofYear(String code, int year, Instant known, String boundary) {
        var end = LocalDate.of(year, 12, 31);
        return new FigureRequest(code, year, 0, end, known, boundary, end, null);
    }

    /// The same, told of a unit by the tree that it names.
    public FigureRequest rolledUp(RollUp by) {
        return new FigureRequest(code, year, month, on, known, boundary, by.on(on), by.unit());
    }

    /// The same of the year before, at its end; by the tree of that day where this one is by the tree of its own.
    public FigureRequest yearBefore() {
        var end = LocalDate.of(year - 1, 12, 31);
        return new FigureRequest(
                code, year - 1, 0, end, known, boundary, structureDate.equals(on) ? end : structureDate, unit);
    }

    /// The first day of the period.
    public LocalDate first() {
        return LocalDate.of(year, month == 0 ? 1 : month, 1);
    }

    /// The last day of the period.
    public LocalDate last() {
        return month == 0 ? LocalDate.of(year, 12, 31) : first().plusMonths(1).minusDays(1);
    }

    /// The part of an address that opens the same unit by the same tree; empty where all is told.
    public String place() {
        return unit == null ? "" : "&unit=" + unit + "&structure=" + structureDate;
    }

    public FigureRequest withCode(String other) {
        return new FigureRequest(other, year, month, on, known, boundary, structureDate, unit);
    }

    public FigureRequest withBoundary(String other) {
        return new FigureRequest(code, year, month, on, known, other, structureDate, unit);
    }
}
