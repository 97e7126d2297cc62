package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.ChangeKind;
import org.verdite.rectification.Changes;
import org.verdite.rectification.ItemId;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// What closed items proposed to change, as JSON.
@RestController
@RequestMapping("/api/rectification")
class ChangeApi {

    /// @param changes page of what is to change here: `/targets/12`
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeJson(
            long id,
            long item,
            int unit,
            String kind,
            String title,
            @Nullable String reason,
            @Nullable String changes,
            int owner,
            String state,
            int proposedBy,
            Instant proposedAt,
            @Nullable String decision,
            @Nullable LocalDate madeOn,
            @Nullable String madeNote,
            String page) {
        static ChangeJson of(ChangeQueries.Change c) {
            return new ChangeJson(
                    c.id(),
                    c.item(),
                    c.unit().value(),
                    c.kind(),
                    c.title(),
                    c.reason().isEmpty() ? null : c.reason(),
                    c.href(),
                    c.ownerId(),
                    c.state(),
                    c.proposedById(),
                    c.proposedAt(),
                    c.decision().isEmpty() ? null : c.decision(),
                    c.madeOn(),
                    c.madeNote().isEmpty() ? null : c.madeNote(),
                    c.path());
        }
    }

    record ListJson(List<ChangeJson> items, String next) {}

    record Propose(
            @Nullable ChangeKind kind,
            @Nullable String title,
            @Nullable String reason,
            @Nullable String changes,
            @Nullable Integer owner) {}

    record Decision(@Nullable Boolean agree, @Nullable String note) {}

    record Made(@Nullable String note) {}

    private final Changes changes;
    private final ChangeQueries queries;
    private final ItemReading reading;
    private final Frames frames;

    ChangeApi(Changes changes, ChangeQueries queries, ItemReading reading, Frames frames) {
        this.changes = changes;
        this.queries = queries;
        this.reading = reading;
        this.frames = frames;
    }

    @Operation(summary = "Proposed changes, newest first; filters state (PROPOSED, ACCEPTED, REJECTED, MADE) and kind")
    @Narrowed(by = {"state", "kind"})
    @GetMapping("/changes")
    ListJson list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new ListJson(page.rows().stream().map(ChangeJson::of).toList(), page.next());
    }

    @Operation(summary = "One proposed change")
    @GetMapping("/changes/{id}")
    ChangeJson one(@PathVariable long id, HttpServletRequest request) {
        return queries.find(id, frames.texts(request))
                .map(ChangeJson::of)
                .orElseThrow(() -> new NotHere("change " + id));
    }

    @Operation(
            summary = "Propose a change because of an item closed as effective; `changes` is the page of what changes")
    @PostMapping("/items/{id}/changes")
    ResponseEntity<ChangeJson> propose(@PathVariable long id, @RequestBody Propose p, HttpServletRequest request) {
        reading.require(new ItemId(id), frames.texts(request));
        if (p.kind() == null) {
            throw new Invalid("kind", "ui.form.required");
        }
        if (p.owner() == null) {
            throw new Invalid("owner", "ui.form.required");
        }
        long change = changes.propose(
                new ItemId(id),
                new Changes.Proposal(
                        p.kind(), said(p.title()), said(p.reason()), said(p.changes()), new PersonId(p.owner())));
        return ResponseEntity.created(URI.create("/api/rectification/changes/" + change))
                .body(one(change, request));
    }

    @Operation(summary = "Accept or reject a change: whoever approves, neither its proposer nor its owner")
    @PostMapping("/changes/{id}/decision")
    ChangeJson decide(@PathVariable long id, @RequestBody Decision decision, HttpServletRequest request) {
        changes.decide(id, Boolean.TRUE.equals(decision.agree()), said(decision.note()));
        return one(id, request);
    }

    @Operation(summary = "Say that an accepted change was made")
    @PostMapping("/changes/{id}/made")
    ChangeJson made(@PathVariable long id, @RequestBody Made made, HttpServletRequest request) {
        changes.made(id, said(made.note()));
        return one(id, request);
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
