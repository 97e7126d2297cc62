package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.Assignment;
import org.verdite.rectification.Assignments;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.Verification;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;

/// Who carries an item and who verifies it, as JSON.
@RestController
@RequestMapping("/api/rectification/items/{id}")
class PeopleApi {

    record People(
            @Nullable Integer owner,
            @Nullable Integer substitute,
            @Nullable Integer verifier,
            @Nullable Integer version) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Candidate(
            int id,
            String name,
            boolean free,
            @Nullable String reason,
            @Nullable String text) {}

    record Candidates(List<Candidate> items) {}

    private final Assignments assignments;
    private final Verification verification;
    private final ItemReading reading;
    private final ItemPages pages;
    private final Frames frames;

    PeopleApi(Assignments assignments, Verification verification, ItemReading reading, ItemPages pages, Frames frames) {
        this.assignments = assignments;
        this.verification = verification;
        this.reading = reading;
        this.pages = pages;
        this.frames = frames;
    }

    @Operation(
            summary =
                    "Say who carries the correction, who stands in and who verifies, with the version that was read; absent means nobody")
    @PutMapping("/people")
    ItemJson assign(@PathVariable long id, @RequestBody People people, HttpServletRequest request) {
        assignments.assign(
                new ItemId(id),
                java.util.Objects.requireNonNullElse(people.version(), -1),
                new Assignment(person(people.owner()), person(people.substitute()), person(people.verifier())));
        var t = frames.texts(request);
        return ItemJson.of(pages.page(new ItemId(id), t), t);
    }

    @Operation(summary = "Who could verify an item, and who can't with the reason")
    @GetMapping("/verifiers")
    Candidates verifiers(@PathVariable long id, HttpServletRequest request) {
        var t = frames.texts(request);
        var people = reading.people(t);
        var bars = verification.bars(
                new ItemId(id),
                people.keySet().stream()
                        .map(Integer::valueOf)
                        .map(PersonId::new)
                        .toList());
        return new Candidates(people.entrySet().stream()
                .map(e -> {
                    var bar = bars.get(new PersonId(Integer.parseInt(e.getKey())));
                    return new Candidate(
                            Integer.parseInt(e.getKey()),
                            e.getValue(),
                            bar == null,
                            bar == null ? null : bar.name(),
                            bar == null ? null : t.of(bar.key()));
                })
                .toList());
    }

    private static @Nullable PersonId person(@Nullable Integer id) {
        return id == null ? null : new PersonId(id);
    }
}
