package org.verdite.reporting.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;

/// What a reader asks of a year, or of one of its months, as the address says it.
///
/// @param month 1 to 12; 0 for the whole year
/// @param view empty for the usual one: published where there is an edition
/// @param known as known at the end of this day; null for now
/// @param boundary null for each indicator's usual one
/// @param rollUp of which unit, by which day's tree
/// @param place how the address says it: `&unit=5&structure=as-it-is`, empty for all as it was
record Asked(
        int year,
        int month,
        String view,
        @Nullable LocalDate known,
        @Nullable String boundary,
        RollUp rollUp,
        String place) {

    static Asked of(int year, String view, @Nullable LocalDate known, String boundary) {
        return new Asked(year, 0, view, known, boundary.isBlank() ? null : boundary, RollUp.ALL, "");
    }

    /// The same, of the unit and structure that the address names.
    Asked within(HttpServletRequest request, RollUps rollUps) {
        var rollUp = rollUps.of(request);
        String word = request.getParameter("structure");
        String structure = rollUp.asItWas() || word == null ? "" : "&structure=" + word;
        return new Asked(year, month, view, known, boundary, rollUp, ProgressController.unit(request) + structure);
    }

    /// The same of the month that the address names, where it names one.
    ///
    /// @throws Invalid when it is no month
    Asked inMonth(HttpServletRequest request) {
        String word = request.getParameter("month");
        if (word == null || word.isBlank()) {
            return this;
        }
        if (!word.matches("0?[1-9]|1[0-2]")) {
            throw new Invalid("month", "ui.form.range", 1, 12);
        }
        return inMonth(Integer.parseInt(word));
    }

    /// The same of a month; of the whole year with 0.
    Asked inMonth(int of) {
        return new Asked(year, of, view, known, boundary, rollUp, place);
    }

    /// The page that shows what is asked.
    String page() {
        return (month == 0 ? "/reporting/progress" : "/reporting/months") + query();
    }

    LocalDate first() {
        return LocalDate.of(year, month == 0 ? 1 : month, 1);
    }

    /// "2026", "March 2026"
    String period(Texts t) {
        return month == 0 ? String.valueOf(year) : t.month(YearMonth.of(year, month));
    }

    /// "2026", "2026-03"
    String fileName() {
        return month == 0 ? String.valueOf(year) : YearMonth.of(year, month).toString();
    }

    /// The key of a sentence about the period: there is one for years and one for months.
    String key(String ofYear) {
        return month == 0 ? ofYear : ofYear + ".month";
    }

    /// True when the whole group is asked for as it was, in the usual boundaries: only such figures are published.
    boolean whole() {
        return boundary == null && rollUp.equals(RollUp.ALL);
    }

    /// The query of an address that asks the same of another year.
    String query(int ofYear) {
        return "?year=" + ofYear + (month == 0 ? "" : "&month=" + month) + common() + place;
    }

    /// The same year in another of its states.
    Asked seen(View of) {
        return new Asked(year, month, of.word(), known, boundary, rollUp, place);
    }

    /// The same year as one of its editions said it when it was published.
    Asked published(LocalDate day) {
        return new Asked(year, month, View.PUBLISHED.word(), day, boundary, rollUp, place);
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
        return "?year=" + year + (month == 0 ? "" : "&month=" + month) + common()
                + place.replaceFirst("&structure=[^&]*", "") + "&structure=" + word;
    }
}
