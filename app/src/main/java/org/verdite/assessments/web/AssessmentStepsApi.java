package org.verdite.assessments.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.assessments.Assessments;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewPlan;
import org.verdite.assessments.Recognitions;
import org.verdite.assessments.web.AssessmentsJson.Created;
import org.verdite.assessments.web.AssessmentsJson.RecognitionJson;
import org.verdite.assessments.web.AssessmentsJson.ResultJson;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// Single records, and what corrects them, for programs.
@RestController
@Tag(name = "assessments")
class AssessmentStepsApi {

    /// @param to the day it leaves again, or nothing
    record CoverBody(
            int site, @Nullable LocalDate from, @Nullable LocalDate to) {}

    record LeaveBody(int site, @Nullable LocalDate on) {}

    record PlanBody(
            int site,
            @Nullable String standard,
            @Nullable String note,
            @Nullable String noteZh,
            @Nullable String acceptedBy,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record Strike(@Nullable String because) {}

    record RecognitionDetail(
            RecognitionJson recognition,
            String note,
            Instant recordedAt,
            @Nullable Instant supersededAt,
            String struckBecause) {}

    record ResultDetail(
            ResultJson result,
            String scheme,
            String note,
            Instant recordedAt,
            @Nullable Instant supersededAt,
            String struckBecause) {}

    private final Frames frames;
    private final RecognitionQueries queries;
    private final Certificates certificates;
    private final Recognitions recognitions;
    private final Assessments assessments;

    AssessmentStepsApi(
            Frames frames,
            RecognitionQueries queries,
            Certificates certificates,
            Recognitions recognitions,
            Assessments assessments) {
        this.frames = frames;
        this.queries = queries;
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.assessments = assessments;
    }

    @PostMapping("/api/assessments/certificates/{id}/sites")
    @Operation(summary = "A certificate covers another site from a day on")
    public ResponseEntity<Created> cover(@PathVariable long id, @RequestBody CoverBody body) {
        certificates.cover(
                new CertificateId(id), new SiteId(body.site()), AssessmentsJson.given(body.from(), "from"), body.to());
        return created("/api/assessments/certificates/" + id, id);
    }

    @PostMapping("/api/assessments/certificates/{id}/sites/leave")
    @Operation(summary = "A site leaves a certificate on a day")
    public Created uncover(@PathVariable long id, @RequestBody LeaveBody body) {
        certificates.uncover(new CertificateId(id), new SiteId(body.site()), AssessmentsJson.given(body.on(), "on"));
        return new Created(id);
    }

    @PostMapping("/api/assessments/certificates/{id}/events/{event}/strike")
    @Operation(summary = "Take back an event that never happened; it stays readable")
    public Created strike(@PathVariable long id, @PathVariable long event) {
        certificates.strike(new CertificateId(id), event);
        return new Created(event);
    }

    @PostMapping("/api/assessments/plans")
    @Operation(summary = "Say why a site is not certified and what is planned")
    public ResponseEntity<Created> plan(@RequestBody PlanBody b) {
        long id = certificates.plan(new NewPlan(
                new SiteId(b.site()),
                b.standard() == null ? NewCertificate.ISO_14001 : b.standard(),
                LocalText.of(AssessmentsJson.given(b.note(), "note"), AssessmentsJson.said(b.noteZh()), "en"),
                AssessmentsJson.said(b.acceptedBy()),
                AssessmentsJson.given(b.from(), "from"),
                b.to()));
        return created("/api/assessments/coverage", id);
    }

    @GetMapping("/api/assessments/recognitions/{id}")
    @Operation(summary = "One recognition")
    public RecognitionDetail recognition(@PathVariable long id, HttpServletRequest request) {
        var page = queries.recognition(id, Form.empty());
        var l = page.line();
        return new RecognitionDetail(
                RecognitionJson.of(l, frames.texts(request)),
                l.note(),
                l.recordedAt(),
                l.supersededAt(),
                page.struckBecause());
    }

    @PostMapping("/api/assessments/recognitions/{id}/strike")
    @Operation(summary = "Take back a recognition that was entered by mistake, with the reason; it stays readable")
    public Created strikeRecognition(@PathVariable long id, @RequestBody Strike body) {
        recognitions.strike(id, AssessmentsJson.said(body.because()));
        return new Created(id);
    }

    @GetMapping("/api/assessments/results/{id}")
    @Operation(summary = "One result")
    public ResultDetail result(@PathVariable long id, HttpServletRequest request) {
        var page = queries.result(id, Form.empty());
        return new ResultDetail(
                ResultJson.of(page.line(), frames.texts(request)),
                page.scheme(),
                page.line().note(),
                page.recordedAt(),
                page.supersededAt(),
                page.struckBecause());
    }

    @PostMapping("/api/assessments/results/{id}/strike")
    @Operation(summary = "Take back a result that was entered by mistake, with the reason; it stays readable")
    public Created strikeResult(@PathVariable long id, @RequestBody Strike body) {
        assessments.strike(id, AssessmentsJson.said(body.because()));
        return new Created(id);
    }

    private static ResponseEntity<Created> created(String path, long id) {
        return ResponseEntity.created(URI.create(path)).body(new Created(id));
    }
}
