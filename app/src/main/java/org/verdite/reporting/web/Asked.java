package org.verdite.reporting.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;

/// What a reader asks of the year page, as its address says it.
///
/// @param view empty for the usual one: published where there is an edition
/// @param known as known at the end of this day; null for now
/// @param boundary null for each indicator's usual one
/// @param rollUp of which unit, by which day's tree
/// @param place how the address says it: `&unit=5&structure=as-it-is`, empty for all as it was
record Asked(
        int year,
        String view,
        @Nullable LocalDate known,
        @Nullable String boundary,
        RollUp rollUp,
        String place) {

    static Asked of(int year, String view, @Nullable LocalDate known, String boundary) {
        return new Asked(year, view, known, boundary.isBlank() ? null : boundary, RollUp.ALL, "");
    }

    /// The same, of the unit and structure that the address names.
    Asked within(HttpServletRequest request, RollUps rollUps) {
        var rollUp = rollUps.of(request);
        String word = request.getParameter("structure");
        String structure = rollUp.asItWas() || word == null ? "" : "&structure=" + word;
        return new Asked(year, view, known, boundary, rollUp, ProgressController.unit(request) + structure);
    }

    /// True when the whole group is asked for as it was, in the usual boundaries: only such figures are published.
    boolean whole() {
        return boundary == null && rollUp.equals(RollUp.ALL);
    }

    /// The query of an address that asks the same of another year.
    String query(int ofYear) {
        return "?year=" + ofYear + common() + place;
    }

    /// The same year in another of its states.
    Asked seen(View of) {
        return new Asked(year, of.word(), known, boundary, rollUp, place);
    }

    /// The same year as one of its editions said it when it was published.
    Asked published(LocalDate day) {
        return new Asked(year, View.PUBLISHED.word(), day, boundary, rollUp, place);
    }

    private String common() {
        return (view.isEmpty() ? "" : "&view=" + view)
                + (known == null ? "" : "&known=" + known)
                + (boundary == null ? "" : "&boundary=" + boundary);
    }

    String query() {
        return query(year);
    }

    /// The same by another structure.
    String structured(String word) {
        return "?year=" + year + common() + place.replaceFirst("&structure=[^&]*", "") + "&structure=" + word;
    }
}
