package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.Clauses;
import org.verdite.obligations.NewStandard;
import org.verdite.obligations.NewStandard.NewClause;
import org.verdite.obligations.web.DocumentQueries.ClauseRow;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Standards and units' own documents by their clauses, as JSON.
@RestController
class DocumentsApi {

    record Listed(List<Document> items) {}

    /// @param unit id of whose it is; null for one that comes with Verdite
    /// @param name by language
    /// @param follows id of the edition before
    record Document(
            int id,
            @Nullable Integer unit,
            String code,
            String edition,
            Map<String, String> name,
            boolean draft,
            boolean sample,
            boolean verified,
            @Nullable Integer follows,
            int clauses,
            int version) {}

    /// @param before clauses of the edition before that it continues
    /// @param after clauses of the next edition that continue it
    /// @param cited how many cite it
    record ClauseOf(String number, Map<String, String> name, List<String> before, List<String> after, int cited) {}

    /// @param next id of the edition that follows
    record Detail(Document document, @Nullable Integer next, List<ClauseOf> clauses) {}

    record ClauseBody(
            String number,
            Map<String, String> name,
            @Nullable List<String> before) {}

    /// @param unit whose it is; a draft stays where it was begun
    /// @param version that was read; 0 for a new one
    record DocumentBody(
            int unit,
            String code,
            String edition,
            Map<String, String> name,
            @Nullable Map<String, String> source,
            @Nullable List<ClauseBody> clauses,
            int version) {}

    record VersionBody(int version) {}

    private final DocumentQueries queries;
    private final Clauses clauses;

    DocumentsApi(DocumentQueries queries, Clauses clauses) {
        this.queries = queries;
        this.clauses = clauses;
    }

    @Operation(summary = "Standards and own documents by clause, every edition")
    @GetMapping("/api/obligations/documents")
    @Narrowed(
            by = {"words", "whose"},
            turned = false)
    public Listed list(HttpServletRequest request) {
        return new Listed(queries.list(Filters.of(request)).stream()
                .map(d -> told(d.edition()))
                .toList());
    }

    private static Document told(Clauses.Edition e) {
        var unit = e.unit();
        return new Document(
                e.id(),
                unit == null ? null : unit.value(),
                e.code(),
                e.edition(),
                e.name().texts(),
                e.draft(),
                e.sample(),
                e.verified(),
                e.follows(),
                e.clauses(),
                e.version());
    }

    @Operation(summary = "A document with its clauses, what they continue and how many cite them")
    @GetMapping("/api/obligations/documents/{id}")
    public Detail show(@PathVariable int id) {
        var d = queries.document(id);
        return new Detail(
                told(d.row().edition()),
                d.next() == null ? null : d.next().id(),
                d.clauses().stream().map(DocumentsApi::told).toList());
    }

    private static ClauseOf told(ClauseRow c) {
        return new ClauseOf(
                c.number(),
                c.name().texts(),
                c.before(),
                c.after(),
                c.cited().stream().mapToInt(cited -> cited.count()).sum());
    }

    @Operation(summary = "Draft an edition of a unit's own document; it follows the last published one of its code")
    @PostMapping("/api/obligations/documents")
    public ResponseEntity<Detail> draft(@RequestBody DocumentBody body) {
        int id = clauses.draft(standard(body, new UnitId(body.unit())));
        return ResponseEntity.created(URI.create("/api/obligations/documents/" + id))
                .body(show(id));
    }

    @Operation(summary = "Write a draft anew, clauses and all")
    @PutMapping("/api/obligations/documents/{id}")
    public Detail change(@PathVariable int id, @RequestBody DocumentBody body) {
        clauses.change(id, body.version(), standard(body, clauses.edition(id).unit()));
        return show(id);
    }

    @Operation(summary = "Publish a draft: it can be cited, and is never changed again")
    @PostMapping("/api/obligations/documents/{id}/publish")
    public Detail publish(@PathVariable int id, @RequestBody VersionBody body) {
        clauses.publish(id, body.version());
        return show(id);
    }

    @Operation(summary = "Give a draft up")
    @DeleteMapping("/api/obligations/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void discard(@PathVariable int id, @RequestParam(defaultValue = "0") int version) {
        clauses.discard(id, version);
    }

    private static NewStandard standard(DocumentBody body, @Nullable UnitId unit) {
        return new NewStandard(
                unit,
                Objects.requireNonNullElse(body.code(), ""),
                Objects.requireNonNullElse(body.edition(), ""),
                text("name", body.name()),
                body.source() == null ? LocalText.of("en", "–") : text("source", body.source()),
                false,
                false,
                Objects.requireNonNullElse(body.clauses(), List.<ClauseBody>of()).stream()
                        .map(c -> new NewClause(
                                Objects.requireNonNullElse(c.number(), ""),
                                text("clauses", c.name()),
                                Objects.requireNonNullElse(c.before(), List.of())))
                        .toList());
    }

    private static LocalText text(String field, @Nullable Map<String, String> texts) {
        String en = texts == null ? "" : texts.getOrDefault("en", "");
        String zh = texts == null ? "" : texts.getOrDefault("zh", "");
        if (en.isBlank() && zh.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return LocalText.of(en, zh, "en");
    }
}
