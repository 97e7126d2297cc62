package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Finding;
import org.verdite.inspections.FindingId;
import org.verdite.inspections.FindingState;
import org.verdite.inspections.Findings;
import org.verdite.inspections.Grade;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewFinding;
import org.verdite.inspections.Signatures;
import org.verdite.inspections.Stance;
import org.verdite.rectification.Severity;
import org.verdite.ui.form.Body;

/// Findings as JSON, from their draft to their issue.
@RestController
class FindingsApi {

    record BecauseBody(@Nullable Integer version, @Nullable String because) {}

    record FindingBody(
            @Nullable Integer version,
            @Nullable Grade grade,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable String title,
            @Nullable String description,
            @Nullable ClauseKey clause,
            @Nullable String place,
            @Nullable Set<String> subjects) {}

    record RemarkBody(@Nullable Stance stance, @Nullable String text) {}

    record IssueBody(@Nullable Integer version, @Nullable String closingNote) {}

    record RemarkJson(Stance stance, String text, Instant at, String who) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FindingJson(
            long id,
            int number,
            FindingState state,
            Grade grade,
            Severity severity,
            String medium,
            String title,
            String description,
            ClauseKey clause,
            String place,
            Set<String> subjects,
            @Nullable Long item,
            List<RemarkJson> remarks,
            int version) {
        static FindingJson of(Finding f) {
            var item = f.item();
            return new FindingJson(
                    f.id().value(),
                    f.number(),
                    f.state(),
                    f.says().grade(),
                    f.says().severity(),
                    f.says().medium(),
                    f.says().title(),
                    f.says().description(),
                    f.says().clause(),
                    f.says().place(),
                    f.says().subjects(),
                    item == null ? null : item.value(),
                    f.remarks().stream()
                            .map(r -> new RemarkJson(r.stance(), r.text(), r.at(), r.who()))
                            .toList(),
                    f.version());
        }
    }

    /// @param standing false when findings were changed after it
    record SignatureJson(String name, boolean team, Instant at, String fingerprint, boolean standing) {}

    record FindingsJson(List<FindingJson> items, List<String> unfound, Map<String, String> waived) {}

    private final Inspections inspections;
    private final Findings findings;
    private final Signatures signatures;

    FindingsApi(Inspections inspections, Findings findings, Signatures signatures) {
        this.inspections = inspections;
        this.findings = findings;
        this.signatures = signatures;
    }

    @Operation(summary = "The findings, what does not conform and came to none, and what was set aside with why")
    @GetMapping("/api/inspections/visits/{id}/findings")
    public FindingsJson findings(@PathVariable long id) {
        var visit = inspections.get(new InspectionId(id)).id();
        return new FindingsJson(
                findings.of(visit).stream().map(FindingJson::of).toList(),
                findings.open(visit).unfound(),
                findings.waived(visit));
    }

    @Operation(summary = "Put observations together to a finding")
    @PostMapping("/api/inspections/visits/{id}/findings")
    public ResponseEntity<FindingJson> draft(@PathVariable long id, @RequestBody FindingBody body) {
        var visit = inspections.get(new InspectionId(id)).id();
        var finding = findings.draft(visit, command(body));
        return ResponseEntity.created(URI.create("/api/inspections/findings/" + finding))
                .body(finding(finding.value()));
    }

    @Operation(summary = "One finding with what was said of it")
    @GetMapping("/api/inspections/findings/{id}")
    public FindingJson finding(@PathVariable long id) {
        return FindingJson.of(findings.require(new FindingId(id)));
    }

    @Operation(summary = "Rewrite a finding that is not issued; what was agreed must be agreed again")
    @PutMapping("/api/inspections/findings/{id}")
    public FindingJson rewrite(@PathVariable long id, @RequestBody FindingBody body) {
        findings.require(new FindingId(id));
        findings.rewrite(new FindingId(id), Body.version(body.version()), command(body));
        return finding(id);
    }

    @Operation(summary = "Agree with a finding, dispute it, or say a word; kept for ever")
    @PostMapping("/api/inspections/findings/{id}/remarks")
    public FindingJson remark(@PathVariable long id, @RequestBody RemarkBody body) {
        findings.require(new FindingId(id));
        findings.remark(new FindingId(id), Body.needed("stance", body.stance()), Body.text(body.text()));
        return finding(id);
    }

    @Operation(summary = "It is none after all, with the reason")
    @PostMapping("/api/inspections/findings/{id}/drop")
    public FindingJson drop(@PathVariable long id, @RequestBody BecauseBody body) {
        findings.drop(new FindingId(id), Body.version(body.version()), Body.text(body.because()));
        return finding(id);
    }

    @Operation(summary = "Say why what does not conform comes to no finding")
    @PutMapping("/api/inspections/visits/{id}/waivers/{subject}")
    public FindingsJson waive(@PathVariable long id, @PathVariable String subject, @RequestBody BecauseBody body) {
        findings.waive(new InspectionId(id), subject, Body.text(body.because()));
        return findings(id);
    }

    @Operation(summary = "Sign the findings as they stand at the closing; a later change shows that they were others")
    @PostMapping("/api/inspections/visits/{id}/sign")
    public List<SignatureJson> sign(@PathVariable long id) {
        signatures.sign(new InspectionId(id));
        return signatures.of(new InspectionId(id)).stream()
                .map(s -> new SignatureJson(s.name(), s.team(), s.at(), s.fingerprint(), s.standing()))
                .toList();
    }

    @Operation(summary = "Issue what was found: nonconformities and risks become items whose clocks start")
    @PostMapping("/api/inspections/visits/{id}/issue")
    public FindingsJson issue(@PathVariable long id, @RequestBody IssueBody body) {
        findings.issue(new InspectionId(id), Body.version(body.version()), Body.text(body.closingNote()));
        return findings(id);
    }

    private static NewFinding command(FindingBody body) {
        return new NewFinding(
                Body.needed("grade", body.grade()),
                Body.needed("severity", body.severity()),
                Body.text(body.medium()),
                Body.text(body.title()),
                Body.text(body.description()),
                body.clause() == null ? new ClauseKey("", "", "") : body.clause(),
                Body.text(body.place()),
                body.subjects() == null ? Set.of() : body.subjects());
    }
}
