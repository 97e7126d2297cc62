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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.ItemId;
import org.verdite.rectification.ItemState;
import org.verdite.rectification.Items;
import org.verdite.rectification.Likeness;
import org.verdite.rectification.Nature;
import org.verdite.rectification.NewItem;
import org.verdite.rectification.Repeats;
import org.verdite.rectification.Severity;
import org.verdite.rectification.Source;
import org.verdite.shared.Invalid;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// The list of non-compliant items as JSON: reading, opening and words. People are in {@link PeopleApi}, steps in
/// {@link StepApi}.
@RestController
@RequestMapping("/api/rectification/items")
class ItemApi {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowJson(
            long id,
            String number,
            String title,
            Severity severity,
            ItemState state,
            String medium,
            Source source,
            @Nullable String record,
            ParticularsJson.@Nullable ClauseJson clause,
            String where,
            @Nullable Integer owner,
            LocalDate deadline,
            Instant dueAt,
            boolean overdue,
            String page) {}

    record ListJson(List<RowJson> items, String next) {}

    record OriginJson(
            String room,
            String kind,
            String id,
            @Nullable String title,
            @Nullable String page) {}

    /// What is wrong. Severity, medium and title are needed.
    record Open(
            @Nullable Integer unit,
            @Nullable String title,
            @Nullable String description,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable LocalDate discovered,
            @Nullable Integer owner,
            @Nullable Boolean investigation,
            @Nullable OriginJson origin,
            @Nullable Source source,
            @Nullable Nature nature,
            ParticularsJson.@Nullable ClauseJson clause,
            ParticularsJson.@Nullable PlaceJson place,
            @Nullable String immediate,
            @Nullable Long repeatOf) {}

    record Likes(List<ItemJson.LikeJson> items) {}

    /// Who found it, against which clause, where, and what was done at once; all of it as it shall be.
    record Details(
            int version,
            @Nullable Source source,
            @Nullable Nature nature,
            ParticularsJson.@Nullable ClauseJson clause,
            ParticularsJson.@Nullable PlaceJson place,
            @Nullable String immediate) {}

    record WordsJson(
            int version,
            @Nullable String title,
            @Nullable String description,
            @Nullable String medium) {}

    private final Items items;
    private final Repeats repeats;
    private final Likeness likeness;
    private final ItemQueries queries;
    private final ItemPages pages;
    private final Frames frames;

    ItemApi(Items items, Repeats repeats, Likeness likeness, ItemQueries queries, ItemPages pages, Frames frames) {
        this.items = items;
        this.repeats = repeats;
        this.likeness = likeness;
        this.queries = queries;
        this.pages = pages;
        this.frames = frames;
    }

    @Operation(
            summary =
                    "Items by deadline; filters view (open, mine, unit, overdue, verify, repeat, closed, all), severity,"
                            + " state, source, medium, age (31-90, 181-), cause, at, nature, clause (standard|edition|number), owner")
    @Narrowed(
            by = {
                "view",
                "state",
                "severity",
                "medium",
                "source",
                "nature",
                "clause",
                "cause",
                "at",
                "age",
                "closed",
                "changed",
                "owner",
                "stage",
                "opened",
                "late",
                "site"
            })
    @GetMapping
    ListJson list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request), frames.texts(request));
        return new ListJson(
                page.rows().stream()
                        .map(r -> new RowJson(
                                r.id(),
                                r.number(),
                                r.title(),
                                r.severity(),
                                r.state(),
                                r.medium(),
                                r.source(),
                                r.record().isEmpty() ? null : r.record(),
                                ParticularsJson.of(r.clause()),
                                r.where(),
                                r.ownerId() == 0 ? null : r.ownerId(),
                                r.deadline(),
                                r.due().deadline().at(),
                                r.late(),
                                "/rectification/items/" + r.id()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "One item with its actions, evidence, origins and steps, and what its next step needs")
    @GetMapping("/{id}")
    ItemJson one(@PathVariable long id, HttpServletRequest request) {
        var t = frames.texts(request);
        return ItemJson.of(pages.page(new ItemId(id), t), t);
    }

    @Operation(summary = "Open an item; the same origin or the same Idempotency-Key gives the same item")
    @PostMapping
    ResponseEntity<ItemJson> open(
            @RequestBody Open open,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        if (open.severity() == null) {
            throw new Invalid("severity", "ui.form.required");
        }
        if (open.unit() == null) {
            throw new Invalid("unit", "ui.form.required");
        }
        var item = new NewItem(
                new UnitId(open.unit()),
                Objects.requireNonNullElse(open.title(), ""),
                Objects.requireNonNullElse(open.description(), ""),
                open.severity(),
                Objects.requireNonNullElse(open.medium(), ""),
                origin(open.origin()),
                person(open.owner()),
                open.discovered() == null ? queries.today(frames.texts(request)) : open.discovered(),
                Boolean.TRUE.equals(open.investigation()),
                ParticularsJson.particulars(
                        open.source(), open.nature(), open.clause(), open.place(), open.immediate()));
        var id = open.repeatOf() == null ? items.open(item, key) : repeats.open(item, key, new ItemId(open.repeatOf()));
        return ResponseEntity.created(URI.create("/api/rectification/items/" + id))
                .body(one(id.value(), request));
    }

    @Operation(
            summary = "What stands on the list and looks like an item that is about to be opened: unit, title, clause")
    @GetMapping("/like")
    Likes like(@RequestParam int unit, @RequestParam String title, @RequestParam(defaultValue = "") String clause) {
        return new Likes(
                likeness.of(new UnitId(unit), title, clause.isEmpty() ? null : ItemWords.clause(clause)).stream()
                        .map(ItemJson.LikeJson::of)
                        .toList());
    }

    @Operation(summary = "Change title, description and medium; version as it was read")
    @PutMapping("/{id}")
    ItemJson edit(@PathVariable long id, @RequestBody WordsJson words, HttpServletRequest request) {
        items.edit(
                new ItemId(id),
                Objects.requireNonNullElse(words.version(), -1),
                Objects.requireNonNullElse(words.title(), ""),
                Objects.requireNonNullElse(words.description(), ""),
                Objects.requireNonNullElse(words.medium(), ""));
        return one(id, request);
    }

    @Operation(summary = "Change source, nature, clause, place and immediate correction; version as it was read")
    @PutMapping("/{id}/details")
    ItemJson details(@PathVariable long id, @RequestBody Details d, HttpServletRequest request) {
        items.describe(
                new ItemId(id),
                d.version(),
                ParticularsJson.particulars(d.source(), d.nature(), d.clause(), d.place(), d.immediate()));
        return one(id, request);
    }

    @Operation(summary = "Say that an item is about another record too")
    @PostMapping("/{id}/origins")
    ItemJson link(@PathVariable long id, @RequestBody OriginJson origin, HttpServletRequest request) {
        var link = origin(origin);
        if (link != null) {
            items.link(new ItemId(id), link);
        }
        return one(id, request);
    }

    private static @Nullable Origin origin(@Nullable OriginJson o) {
        if (o == null) {
            return null;
        }
        boolean known = o.room() != null
                && o.kind() != null
                && o.id() != null
                && o.room().matches("[a-z]{1,40}")
                && o.kind().matches("[A-Za-z_-]{1,40}")
                && o.id().matches("[\\w:.-]{1,80}");
        String page = o.page() == null ? "/" + o.room() : o.page();
        if (!known || !page.startsWith("/") || page.startsWith("//") || page.contains("\\")) {
            throw new Invalid("origin", "ui.form.choice");
        }
        return new Origin(o.room(), o.kind(), o.id(), o.title() == null ? o.id() : o.title(), page);
    }

    private static @Nullable PersonId person(@Nullable Integer id) {
        return id == null ? null : new PersonId(id);
    }
}
