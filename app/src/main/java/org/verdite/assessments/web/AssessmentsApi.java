package org.verdite.assessments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.assessments.Assessments;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.Recognitions;
import org.verdite.assessments.web.AssessmentsJson.Created;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Certificates, recognitions and assessment results for programs.
@RestController
@Tag(name = "assessments")
class AssessmentsApi {

    private final Frames frames;
    private final CoverageQueries coverage;
    private final CertificateQueries certificateQueries;
    private final RecognitionQueries recognitionQueries;
    private final Certificates certificates;
    private final Recognitions recognitions;
    private final Assessments assessments;

    AssessmentsApi(
            Frames frames,
            CoverageQueries coverage,
            CertificateQueries certificateQueries,
            RecognitionQueries recognitionQueries,
            Certificates certificates,
            Recognitions recognitions,
            Assessments assessments) {
        this.frames = frames;
        this.coverage = coverage;
        this.certificateQueries = certificateQueries;
        this.recognitionQueries = recognitionQueries;
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.assessments = assessments;
    }

    @Narrowed(
            by = {"on", "known", "boundary", "place"},
            turned = false)
    @GetMapping("/api/assessments/coverage")
    @Operation(summary = "Coverage on a day (on), as known at a day's end (known), in a boundary; every site and why")
    public AssessmentsJson.CoverageJson coverage(HttpServletRequest request) {
        return AssessmentsJson.of(coverage.coverage(Filters.of(request)), frames.texts(request));
    }

    @Narrowed(by = {"standing", "site", "on"})
    @GetMapping("/api/assessments/certificates")
    @Operation(summary = "Certificates, the first to expire first; filter by standing, site, on")
    public AssessmentsJson.CertificateList certificates(HttpServletRequest request) {
        var list = certificateQueries
                .list(Filters.of(request), frames.texts(request))
                .list();
        return new AssessmentsJson.CertificateList(
                list.rows().stream().map(AssessmentsJson.CertificateJson::of).toList(), list.next());
    }

    @GetMapping("/api/assessments/certificates/{id}")
    @Operation(summary = "One certificate with its events and sites")
    public AssessmentsJson.CertificateDetail certificate(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        return AssessmentsJson.CertificateDetail.of(certificateQueries.certificate(id, Form.empty(), t), t);
    }

    @PostMapping("/api/assessments/certificates")
    @Operation(summary = "Record a certificate as issued, with the sites it covers")
    public ResponseEntity<Created> issue(@RequestBody AssessmentsJson.CertificateBody body) {
        var id = certificates.issue(body.certificate());
        return created("/api/assessments/certificates/" + id, id.value());
    }

    @PostMapping("/api/assessments/certificates/{id}/events")
    @Operation(summary = "Record what happened to a certificate, also later than it happened")
    public ResponseEntity<Created> event(@PathVariable long id, @RequestBody AssessmentsJson.EventBody body) {
        return created("/api/assessments/certificates/" + id, certificates.event(new CertificateId(id), body.event()));
    }

    @Narrowed(
            by = {"scheme", "level", "on"},
            turned = false)
    @GetMapping("/api/assessments/recognitions")
    @Operation(summary = "Recognitions; filter by scheme, level, and on (only those that count on that day)")
    public AssessmentsJson.RecognitionList recognitions(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var lines = recognitionQueries.recognitions(Filters.of(request), t).lines();
        return new AssessmentsJson.RecognitionList(
                lines.stream()
                        .map(l -> new AssessmentsJson.RecognitionJson(
                                l.id(),
                                t.of(l.site()),
                                l.scheme(),
                                l.level(),
                                l.listed(),
                                l.delisted(),
                                l.listYear(),
                                l.source(),
                                l.counts()))
                        .toList(),
                "");
    }

    @PostMapping("/api/assessments/recognitions")
    @Operation(summary = "Record that an authority listed a site")
    public ResponseEntity<Created> recognise(@RequestBody AssessmentsJson.RecognitionBody body) {
        long id = recognitions.recognise(body.recognition());
        return created("/api/assessments/recognitions?scheme=" + body.scheme(), id);
    }

    @PostMapping("/api/assessments/recognitions/{id}/delisting")
    @Operation(summary = "Record that the authority took a site off its list")
    public Created delist(@PathVariable long id, @RequestBody AssessmentsJson.Delisting body) {
        return new Created(recognitions.delist(
                id, AssessmentsJson.given(body.delisted(), "delisted"), AssessmentsJson.said(body.note())));
    }

    @Narrowed(
            by = {"scheme", "outcome", "on"},
            turned = false)
    @GetMapping("/api/assessments/results")
    @Operation(summary = "Latest assessment of each site of a scheme on a day")
    public AssessmentsJson.ResultList results(HttpServletRequest request) {
        Texts t = frames.texts(request);
        return new AssessmentsJson.ResultList(
                recognitionQueries.results(Filters.of(request), t).lines().stream()
                        .map(l -> new AssessmentsJson.ResultJson(
                                l.site(), t.of(l.name()), l.outcome(), l.on(), l.by(), l.edition(), l.score()))
                        .toList(),
                "");
    }

    @PostMapping("/api/assessments/results")
    @Operation(summary = "Record the outcome of an assessment")
    public ResponseEntity<Created> record(@RequestBody AssessmentsJson.ResultBody body) {
        return created("/api/assessments/results?scheme=" + body.scheme(), assessments.record(body.result()));
    }

    private static ResponseEntity<Created> created(String path, long id) {
        return ResponseEntity.created(URI.create(path)).body(new Created(id));
    }
}
