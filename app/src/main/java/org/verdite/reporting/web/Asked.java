package org.verdite.reporting.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a reader asks of the year page, as its address says it.
///
/// @param view empty for the usual one: published where there is an edition
/// @param known as known at the end of this day; null for now
/// @param boundary null for each indicator's usual one
record Asked(
        int year,
        String view,
        @Nullable LocalDate known,
        @Nullable String boundary) {

    static Asked of(int year, String view, @Nullable LocalDate known, String boundary) {
        return new Asked(year, view, known, boundary.isBlank() ? null : boundary);
    }

    /// The query of an address that asks the same of another year.
    String query(int ofYear) {
        var query = new StringBuilder("?year=").append(ofYear);
        if (!view.isEmpty()) {
            query.append("&view=").append(view);
        }
        if (known != null) {
            query.append("&known=").append(known);
        }
        if (boundary != null) {
            query.append("&boundary=").append(boundary);
        }
        return query.toString();
    }

    String query() {
        return query(year);
    }
}
