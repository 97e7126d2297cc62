package org.verdite.reporting.web;

import org.verdite.indicators.Figure;
import org.verdite.ui.Texts;

/// An earlier year's figure on which the year shown stands, though that year is published with another.
///
/// @param published as its latest edition said when the figures shown were made
/// @param used with what was entered since
record Unpublished(int year, Figure published, Figure used) {

    /// @param base true for the year that the change of the year shown stands on
    String in(Texts t, boolean base) {
        var words = new Wording(t);
        return t.of(
                base ? "reporting.past.changed" : "reporting.past.drawn",
                String.valueOf(year),
                words.of(published),
                words.of(used));
    }
}
