package org.verdite.assessments.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.assessments.Coverage;
import org.verdite.assessments.Coverages;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// Reads the coverage on any day.
@Component
@Transactional(readOnly = true)
class CoverageQueries {

    static final List<String> BOUNDARIES =
            List.of("ISO_SCOPE", "ALL_OWNED", "OPERATIONAL_CONTROL", "FINANCIAL_CONTROL", "EQUITY_SHARE");

    private final Coverages coverages;
    private final Today today;

    CoverageQueries(Coverages coverages, Today today) {
        this.coverages = coverages;
        this.today = today;
    }

    public Coverage coverage(Filters filters) {
        LocalDate on = today.on(filters);
        String boundary = filters.has("boundary") ? filters.get("boundary") : "ISO_SCOPE";
        if (!BOUNDARIES.contains(boundary)) {
            throw new Invalid("boundary", "ui.form.choice");
        }
        return coverages.of(new FigureRequest("EMS-14001", on.getYear(), on, today.known(filters), boundary, on, null));
    }

    static Figure figure(Coverage c) {
        return Figure.percent(
                "EMS-14001", BigDecimal.valueOf(c.certified()), BigDecimal.valueOf(c.inScope()), List.of(), List.of());
    }

    public AssessmentPages.CoveragePage page(Filters filters, Texts t) {
        var coverage = coverage(filters);
        var boundaries = new LinkedHashMap<String, String>();
        BOUNDARIES.forEach(b -> boundaries.put(b, t.of("assessments.boundary." + b)));
        return new AssessmentPages.CoveragePage(
                coverage,
                coverage.lines().stream()
                        .filter(l -> !filters.has("place") || l.place().name().equals(filters.get("place")))
                        .toList(),
                filters,
                CertificateQueries.words("assessments.place.", Coverage.Place.values(), t),
                boundaries,
                t.percent(figure(coverage).rounded(1)));
    }
}
