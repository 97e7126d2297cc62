package org.verdite.assessments.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.assessments.Coverage;
import org.verdite.assessments.Coverages;
import org.verdite.indicators.Boundaries;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.indicators.Figures;
import org.verdite.indicators.RollUp;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// Reads the coverage on any day.
@Component
@Transactional(readOnly = true)
class CoverageQueries {

    private final Coverages coverages;
    private final Today today;
    private final JdbcClient jdbc;
    private final Access access;
    private final Figures figures;

    CoverageQueries(Coverages coverages, Today today, JdbcClient jdbc, Access access, Figures figures) {
        this.coverages = coverages;
        this.today = today;
        this.jdbc = jdbc;
        this.access = access;
        this.figures = figures;
    }

    public Coverage coverage(Filters filters, RollUp rollUp) {
        return coverages.of(request("EMS-14001", filters, rollUp));
    }

    /// The figure whose records a list shows.
    FigureRequest request(String code, Filters filters, RollUp rollUp) {
        LocalDate on = today.on(filters);
        String boundary = filters.has("boundary") ? filters.get("boundary") : "ISO_SCOPE";
        if (!Boundaries.ALL.contains(boundary)) {
            throw new Invalid("boundary", "ui.form.choice");
        }
        return new FigureRequest(code, on.getYear(), 0, on, today.known(filters), boundary, on, null).rolledUp(rollUp);
    }

    /// The first file of each record of a kind, by the record's id.
    Map<Long, Long> files(String kind) {
        var files = new HashMap<Long, Long>();
        jdbc.sql(
                        "select key, min(id) as file from documents.pub_evidence where room = 'assessments' and kind = :kind group by key")
                .param("kind", kind)
                .query(rs -> {
                    files.put(Long.parseLong(rs.getString("key")), rs.getLong("file"));
                });
        return files;
    }

    /// What of the unit is out of the reader's sight, in words; empty when nothing is.
    String missing(Filters filters, RollUp rollUp, Texts t) {
        var request = request("EMS-14001", filters, rollUp);
        int hidden = figures.outOfSight(request);
        return hidden == 0 ? "" : Figures.outOfSight(hidden, request).in(t);
    }

    static Figure figure(Coverage c) {
        return Figure.percent(
                "EMS-14001", BigDecimal.valueOf(c.certified()), BigDecimal.valueOf(c.inScope()), List.of(), List.of());
    }

    public AssessmentPages.CoveragePage page(Filters filters, RollUp rollUp, Texts t) {
        var coverage = coverage(filters, rollUp);
        var boundaries = new LinkedHashMap<String, String>();
        Boundaries.ALL.forEach(b -> boundaries.put(b, t.of("assessments.boundary." + b)));
        return new AssessmentPages.CoveragePage(
                coverage,
                coverage.lines().stream()
                        .filter(l -> !filters.has("place") || l.place().name().equals(filters.get("place")))
                        .toList(),
                filters,
                CertificateQueries.words("assessments.place.", Coverage.Place.values(), t),
                boundaries,
                t.percent(figure(coverage).rounded(1)),
                files("certificate"),
                today.said(filters, t),
                access.mayAnywhere(Permission.ASSESSMENTS_EDIT),
                missing(filters, rollUp, t));
    }
}
