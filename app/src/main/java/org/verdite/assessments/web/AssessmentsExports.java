package org.verdite.assessments.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.verdite.indicators.RollUps;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The room's lists as files: exactly what is filtered.
@Controller
class AssessmentsExports {

    private static final String HEAD = "assessments.head.";

    private final Frames frames;
    private final CertificateQueries certificates;
    private final RecognitionQueries recognitions;
    private final CoverageQueries coverage;
    private final RollUps rollUps;

    AssessmentsExports(
            Frames frames,
            CertificateQueries certificates,
            RecognitionQueries recognitions,
            CoverageQueries coverage,
            RollUps rollUps) {
        this.frames = frames;
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.coverage = coverage;
        this.rollUps = rollUps;
    }

    @GetMapping("/assessments/certificates/export")
    void certificates(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads =
                Sheet.heads(t, HEAD, "number", "site", "sites", "standard", "edition", "body", "expires", "standing");
        var rows = Page.all(Filters.of(request), f -> certificates.list(f, t).list())
                .map(c -> Sheet.row(
                        c.number(),
                        t.of(c.site()),
                        c.sites(),
                        c.standard(),
                        c.edition(),
                        c.body(),
                        c.expires(),
                        t.of("assessments.standing." + c.standing())));
        new Sheet("certificates", heads, rows).write(format, response);
    }

    @GetMapping("/assessments/recognitions/export")
    void recognitions(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(t, HEAD, "site", "scheme", "level", "listed", "delisted", "source", "counts");
        var rows =
                rollUps
                        .across(() -> recognitions.recognitions(Filters.of(request), rollUps.of(request), t))
                        .lines()
                        .stream()
                        .map(r -> Sheet.row(
                                t.of(r.site()),
                                t.of("assessments.scheme." + r.scheme()),
                                t.of("assessments.level." + r.level()),
                                r.listed(),
                                r.delisted(),
                                r.source(),
                                t.of(r.counts() ? "ui.yes" : "ui.no")));
        new Sheet("recognitions", heads, rows).write(format, response);
    }

    @GetMapping("/assessments/results/export")
    void results(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(t, HEAD, "site", "outcome", "assessedOn", "assessedBy", "edition", "score");
        var list = rollUps.across(() -> recognitions.results(Filters.of(request), rollUps.of(request), t));
        var rows = list.lines().stream()
                .map(r -> Sheet.row(
                        t.of(r.name()),
                        t.of("assessments.outcome." + r.outcome()),
                        r.on(),
                        r.by(),
                        r.edition(),
                        r.score()));
        new Sheet("results-" + list.scheme().toLowerCase(Locale.ROOT), heads, rows).write(format, response);
    }

    @GetMapping("/assessments/coverage/export")
    void coverage(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(t, HEAD, "site", "place", "number", "edition", "expires", "why");
        var page = rollUps.across(() -> coverage.page(Filters.of(request), rollUps.of(request), t));
        var rows = page.lines().stream()
                .map(l -> Sheet.row(
                        t.of(l.name()),
                        t.of("assessments.place." + l.place()),
                        l.number(),
                        l.edition(),
                        l.expires(),
                        l.why().in(t)));
        new Sheet("coverage-" + page.coverage().on(), heads, rows).write(format, response);
    }
}
