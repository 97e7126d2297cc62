package org.verdite.reporting.web;

import org.verdite.indicators.RollUp;
import org.verdite.ui.Texts;

/// On what ground figures stand: of which unit, by the tree of which day, in which boundary. Said beside every figure.
record Basis(Shown shown, YearQueries years, Texts t) {

    private RollUp rollUp() {
        return shown.asked().rollUp();
    }

    /// Empty for all that the reader sees.
    String unit() {
        var unit = rollUp().unit();
        return unit == null ? "" : t.of(years.unitName(unit));
    }

    /// "Structure as it was on 31 Dec 2022"
    String structure() {
        return t.of(
                rollUp().asItWas() ? "reporting.structure.was" : "reporting.structure.is",
                t.date(shown.figures().structureDate()));
    }

    /// Empty for the usual ones.
    String boundary() {
        String boundary = shown.asked().boundary();
        return boundary == null ? "" : t.of("reporting.boundary." + boundary);
    }

    String sentence() {
        String unit = unit();
        String boundary = boundary();
        return (unit.isEmpty() ? "" : t.of("reporting.basis.part", unit) + " ")
                + t.of("reporting.basis.part", structure())
                + (boundary.isEmpty() ? "" : " " + t.of("reporting.basis.boundary", boundary));
    }
}
