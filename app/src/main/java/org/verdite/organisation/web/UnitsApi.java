package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Days;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Units: the tree at any date, and what changes it.
@RestController
@Tag(name = "organisation")
class UnitsApi {

    record UnitBody(
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String kind,
            @Nullable Integer parent,
            @Nullable LocalDate opened) {}

    record UnitPatch(
            @Nullable Integer version,
            @Nullable LocalText name,
            @Nullable String kind) {}

    record Move(
            @Nullable Integer parent,
            @Nullable LocalDate from,
            @Nullable String reason) {}

    record Closing(@Nullable Integer version, @Nullable LocalDate from) {}

    record Succession(
            @Nullable Integer successor,
            @Nullable BigDecimal share,
            @Nullable LocalDate happened,
            @Nullable String reason) {}

    private final Units units;
    private final UnitsQueries queries;
    private final Days days;

    UnitsApi(Units units, UnitsQueries queries, Days days) {
        this.units = units;
        this.queries = queries;
        this.days = days;
    }

    @Narrowed(by = "parent", turned = false)
    @GetMapping("/api/organisation/units")
    @Operation(summary = "The units open on a day with their parents that day; parent=ID for one level")
    ApiList<UnitsQueries.UnitLine> list(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant known,
            HttpServletRequest request) {
        return ApiList.of(queries.tree(Filters.of(request), on == null ? days.today() : on, known));
    }

    @GetMapping("/api/organisation/units/{id}")
    @Operation(summary = "One unit")
    UnitsQueries.UnitLine one(@PathVariable int id) {
        return queries.require(id, days.today());
    }

    @PostMapping("/api/organisation/units")
    @Operation(summary = "Open a unit")
    ResponseEntity<UnitsQueries.UnitLine> open(@RequestBody UnitBody body) {
        Integer parent = body.parent();
        LocalDate opened = body.opened() == null ? days.today() : body.opened();
        var id = units.open(new NewUnit(
                Need.of("code", body.code()),
                Need.of("name", body.name()),
                Need.of("kind", body.kind()),
                parent == null ? null : new UnitId(parent),
                opened));
        return ResponseEntity.created(URI.create("/api/organisation/units/" + id))
                .body(new UnitsQueries.UnitLine(
                        id.value(),
                        Need.of("code", body.code()),
                        Need.of("name", body.name()),
                        Need.of("kind", body.kind()),
                        parent,
                        opened,
                        null,
                        1));
    }

    @PatchMapping("/api/organisation/units/{id}")
    @Operation(summary = "Rename a unit or change its kind; needs the version that was read")
    UnitsQueries.UnitLine change(@PathVariable int id, @RequestBody UnitPatch patch) {
        var before = queries.require(id, days.today());
        LocalText name = patch.name();
        units.rename(
                new UnitId(id),
                Need.of("version", patch.version()),
                name == null ? before.name() : name,
                Need.or(patch.kind(), before.kind()));
        return queries.require(id, days.today());
    }

    @PostMapping("/api/organisation/units/{id}/move")
    @Operation(summary = "From a day on, the unit stands below another")
    UnitsQueries.UnitLine move(@PathVariable int id, @RequestBody Move move) {
        queries.require(id, days.today());
        units.move(
                new UnitId(id),
                new UnitId(Need.of("parent", move.parent())),
                Need.of("from", move.from()),
                Need.or(move.reason(), ""));
        return queries.require(id, days.today());
    }

    @PostMapping("/api/organisation/units/{id}/close")
    @Operation(summary = "Close a unit from a day on")
    ResponseEntity<Void> close(@PathVariable int id, @RequestBody Closing closing) {
        queries.require(id, days.today());
        units.close(new UnitId(id), Need.of("version", closing.version()), Need.of("from", closing.from()));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/units/{id}/successors")
    @Operation(summary = "What became of a unit: a successor with its share, for a merge or a split")
    ResponseEntity<Void> succeed(@PathVariable int id, @RequestBody Succession body) {
        queries.require(id, days.today());
        units.succeed(
                new UnitId(id),
                new UnitId(Need.of("successor", body.successor())),
                Need.of("share", body.share()),
                Need.of("happened", body.happened()),
                Need.or(body.reason(), ""));
        return ResponseEntity.noContent().build();
    }
}
