package org.verdite.risks.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.risks.AspectId;
import org.verdite.risks.Aspects;
import org.verdite.risks.Links;
import org.verdite.risks.RiskId;
import org.verdite.risks.Risks;
import org.verdite.risks.Subject;
import org.verdite.shared.ClauseRef;
import org.verdite.ui.form.Body;

/// What an aspect or a risk is linked with and which clauses it cites, as JSON.
@RestController
@Tag(name = "risks")
class LinksApi {

    /// @param page of the record, as in the address bar: `/monitoring/points/12`
    record LinkBody(@Nullable String page, @Nullable String title) {}

    record ClauseBody(
            @Nullable String standard,
            @Nullable String edition,
            @Nullable String clause) {}

    record LinkJson(long id, String room, String title, String page) {}

    record CitedJson(long id, String standard, String edition, String clause) {}

    record LinksJson(List<LinkJson> records, List<CitedJson> clauses) {}

    private final Links links;
    private final Aspects aspects;
    private final Risks risks;

    LinksApi(Links links, Aspects aspects, Risks risks) {
        this.links = links;
        this.aspects = aspects;
        this.risks = risks;
    }

    LinksJson of(Subject subject) {
        return new LinksJson(
                links.of(subject).stream()
                        .map(l -> new LinkJson(
                                l.id(),
                                l.origin().room(),
                                l.origin().title(),
                                l.origin().href()))
                        .toList(),
                links.cited(subject).stream()
                        .map(c -> new CitedJson(
                                c.id(),
                                c.clause().standard(),
                                c.clause().edition(),
                                c.clause().clause()))
                        .toList());
    }

    /// Not there before anything about the body is said.
    private Subject aspect(long id) {
        return Subject.of(aspects.get(new AspectId(id)).id());
    }

    private Subject risk(long id) {
        return Subject.of(risks.get(new RiskId(id)).id());
    }

    @Operation(summary = "Link an aspect with a record of another room by its page")
    @PostMapping("/api/risks/aspects/{id}/links")
    public LinksJson linkAspect(@PathVariable long id, @RequestBody LinkBody b) {
        return link(aspect(id), b);
    }

    @Operation(summary = "Link a risk with a record of another room by its page")
    @PostMapping("/api/risks/{id:\\d{1,18}}/links")
    public LinksJson linkRisk(@PathVariable long id, @RequestBody LinkBody b) {
        return link(risk(id), b);
    }

    private LinksJson link(Subject subject, LinkBody b) {
        links.add(subject, Body.text(b.page()), Body.text(b.title()));
        return of(subject);
    }

    @Operation(summary = "Take a link of an aspect away")
    @DeleteMapping("/api/risks/aspects/{id}/links/{link}")
    public LinksJson unlinkAspect(@PathVariable long id, @PathVariable long link) {
        return unlink(aspect(id), link);
    }

    @Operation(summary = "Take a link of a risk away")
    @DeleteMapping("/api/risks/{id:\\d{1,18}}/links/{link}")
    public LinksJson unlinkRisk(@PathVariable long id, @PathVariable long link) {
        return unlink(risk(id), link);
    }

    private LinksJson unlink(Subject subject, long link) {
        links.remove(subject, link);
        return of(subject);
    }

    @Operation(summary = "Cite a clause for an aspect")
    @PostMapping("/api/risks/aspects/{id}/clauses")
    public LinksJson citeForAspect(@PathVariable long id, @RequestBody ClauseBody b) {
        return cite(aspect(id), b);
    }

    @Operation(summary = "Cite a clause for a risk")
    @PostMapping("/api/risks/{id:\\d{1,18}}/clauses")
    public LinksJson citeForRisk(@PathVariable long id, @RequestBody ClauseBody b) {
        return cite(risk(id), b);
    }

    private LinksJson cite(Subject subject, ClauseBody b) {
        links.cite(subject, new ClauseRef(Body.text(b.standard()), Body.text(b.edition()), Body.text(b.clause())));
        return of(subject);
    }

    @Operation(summary = "Take a citation of an aspect away")
    @DeleteMapping("/api/risks/aspects/{id}/clauses/{cited}")
    public LinksJson unciteForAspect(@PathVariable long id, @PathVariable long cited) {
        return uncite(aspect(id), cited);
    }

    @Operation(summary = "Take a citation of a risk away")
    @DeleteMapping("/api/risks/{id:\\d{1,18}}/clauses/{cited}")
    public LinksJson unciteForRisk(@PathVariable long id, @PathVariable long cited) {
        return uncite(risk(id), cited);
    }

    private LinksJson uncite(Subject subject, long cited) {
        links.uncite(subject, cited);
        return of(subject);
    }
}
