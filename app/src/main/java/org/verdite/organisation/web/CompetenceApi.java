package org.verdite.organisation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Competences;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Body;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Competence as JSON.
@RestController
@Tag(name = "organisation")
class CompetenceApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowJson(
            int person,
            String name,
            int position,
            String post,
            String where,
            int competence,
            String what,
            CompetenceQueries.Standing standing,
            @Nullable LocalDate until) {}

    record Listed(CompetenceQueries.Counts counts, List<RowJson> items, String next) {}

    record CompetenceBody(
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable Integer months) {}

    record RequirementBody(@Nullable String kind, @Nullable Integer position) {}

    record TrainingBody(
            @Nullable Integer competence,
            @Nullable LocalDate on,
            @Nullable LocalDate until,
            @Nullable String provider,
            @Nullable String certificate) {}

    record WhyBody(@Nullable String why) {}

    record Made(long id) {}

    private final CompetenceQueries queries;
    private final PeopleQueries people;
    private final Competences competences;
    private final Frames frames;

    CompetenceApi(CompetenceQueries queries, PeopleQueries people, Competences competences, Frames frames) {
        this.queries = queries;
        this.people = people;
        this.competences = competences;
        this.frames = frames;
    }

    @Operation(summary = "What posts ask of who holds them and how it stands, what is missing first")
    @Narrowed(by = {"state", "competence"})
    @GetMapping("/api/organisation/competence")
    Listed list(HttpServletRequest request) {
        var shown = queries.shown(Filters.of(request), frames.texts(request));
        var page = shown.list();
        return new Listed(
                shown.counts(),
                page.rows().stream()
                        .map(r -> new RowJson(
                                r.person(),
                                r.name(),
                                r.position(),
                                r.post(),
                                r.where(),
                                r.competence(),
                                r.what(),
                                r.standing(),
                                r.until()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "The group's catalogue, with the kinds of posts and the posts that ask for each")
    @GetMapping("/api/organisation/competences")
    List<CompetenceQueries.Competence> catalogue(HttpServletRequest request) {
        return queries.catalogue(frames.texts(request));
    }

    @Operation(summary = "Add to the catalogue; who keeps the people of the whole group")
    @PostMapping("/api/organisation/competences")
    Made add(@RequestBody CompetenceBody b) {
        return new Made(competences.add(Body.text(b.code()), Body.needed("name", b.name()), b.months()));
    }

    @Operation(summary = "Let a kind of posts (everywhere), or one post, ask for it from today on")
    @PostMapping("/api/organisation/competences/{id}/requirements")
    Made require(@PathVariable int id, @RequestBody RequirementBody b) {
        String kind = b.kind();
        Integer position = b.position();
        if (kind != null && position == null) {
            return new Made(competences.require(id, kind));
        }
        if (kind == null && position != null) {
            return new Made(competences.require(id, position));
        }
        throw new Invalid("kind", "organisation.competence.invalid.either");
    }

    @Operation(summary = "Ask for it no more, from today on")
    @PostMapping("/api/organisation/requirements/{id}/release")
    void release(@PathVariable int id) {
        competences.release(id);
    }

    @Operation(summary = "What somebody has shown, with what was withdrawn")
    @GetMapping("/api/organisation/people/{id}/training")
    List<CompetenceQueries.Training> training(@PathVariable int id, HttpServletRequest request) {
        people.require(id);
        return queries.of(id, frames.texts(request));
    }

    @Operation(summary = "Record that somebody has shown it; `until` is the first day on which it counts no more")
    @PostMapping("/api/organisation/people/{id}/training")
    Made shown(@PathVariable int id, @RequestBody TrainingBody b) {
        people.require(id);
        return new Made(competences.shown(
                new PersonId(id),
                Body.needed("competence", b.competence()),
                Body.needed("on", b.on()),
                b.until(),
                Body.text(b.provider()),
                Body.text(b.certificate())));
    }

    @Operation(summary = "What was recorded wrongly counts no more; it stays readable with why")
    @PostMapping("/api/organisation/training/{id}/withdraw")
    void withdraw(@PathVariable long id, @RequestBody WhyBody b) {
        competences.withdraw(id, Body.text(b.why()));
    }
}
