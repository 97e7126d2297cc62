package org.verdite.reporting.web;

import org.verdite.indicators.RollUp;
import org.verdite.indicators.RollUps;
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
                rollUp().asItWas() && !ofToday() ? "reporting.structure.was" : "reporting.structure.is",
                t.date(shown.figures().structureDate()));
    }

    /// True when the tree of the figures' own period is the one of today.
    private boolean ofToday() {
        return shown.figures().structureDate().equals(years.today());
    }

    /// Empty for the usual ones.
    String boundary() {
        String boundary = shown.asked().boundary();
        return boundary == null ? "" : t.of("reporting.boundary." + boundary);
    }

    /// The same for the year page, with the way to the other structure.
    ProgressPage.Ground ground() {
        boolean was = rollUp().asItWas();
        String unit = unit();
        return new ProgressPage.Ground(
                unit.isEmpty() ? t.of("reporting.basis.all") : unit,
                structure(),
                boundary(),
                unit.isEmpty() || was && ofToday()
                        ? ""
                        : t.of(was ? "reporting.structure.toIs" : "reporting.structure.toWas"),
                shown.asked().structured(was ? RollUps.AS_IT_IS : RollUps.AS_IT_WAS),
                t.of(
                        shown.asked().key(shown.asked().whole() ? "reporting.provisional" : "reporting.computed"),
                        shown.asked().period(t)));
    }

    String sentence() {
        String unit = unit();
        String boundary = boundary();
        return (unit.isEmpty() ? "" : t.of("reporting.basis.part", unit) + " ")
                + t.of("reporting.basis.part", structure())
                + (boundary.isEmpty() ? "" : " " + t.of("reporting.basis.boundary", boundary));
    }
}
