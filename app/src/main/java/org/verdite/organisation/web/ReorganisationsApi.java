package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.NewReorganisation;
import org.verdite.organisation.Reorganisation;
import org.verdite.organisation.Reorganisations;
import org.verdite.organisation.UnitTouch;
import org.verdite.organisation.UnitsTouched;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Moves, merges and splits of units, with all they touch.
@RestController
@Tag(name = "organisation")
class ReorganisationsApi {

    private static final String BASE = "/api/organisation/reorganisations";

    record Body(
            Reorganisation.@Nullable Kind kind,
            @Nullable LocalDate day,
            @Nullable List<Integer> from,
            @Nullable List<Integer> to,
            @Nullable List<BigDecimal> shares,
            @Nullable String reason) {}

    record Version(@Nullable Integer version) {}

    /// @param touched while it is a draft
    record Preview(
            Reorganisation reorganisation, List<ReorganisationPlan.Place> places, List<UnitTouch.Touched> touched) {}

    private final Reorganisations reorganisations;
    private final UnitsTouched touched;
    private final ReorganisationPlan plan;
    private final Frames frames;

    ReorganisationsApi(Reorganisations reorganisations, UnitsTouched touched, ReorganisationPlan plan, Frames frames) {
        this.reorganisations = reorganisations;
        this.touched = touched;
        this.plan = plan;
        this.frames = frames;
    }

    @Narrowed(by = "state")
    @GetMapping(BASE)
    @Operation(summary = "Proposed and decided moves, merges and splits; filter state")
    ApiList<Reorganisation> list(HttpServletRequest request) {
        return ApiList.all(reorganisations.list(ReorganisationsController.state(Filters.of(request))));
    }

    @PostMapping(BASE)
    @Operation(
            summary = "Propose a move, merge or split; nothing is changed until somebody else confirms it",
            description = "MOVE: from units below to[0]. MERGE: from units into to[0]. SPLIT: from[0] into to, with one"
                    + " share each; shares that come to 1 end it.")
    ResponseEntity<Preview> propose(@RequestBody Body body, HttpServletRequest request) {
        var made = reorganisations.propose(new NewReorganisation(
                Need.of("kind", body.kind()),
                Need.of("day", body.day()),
                units("from", body.from()),
                units("to", body.to()),
                body.shares() == null ? List.of() : body.shares(),
                Need.of("reason", body.reason())));
        return ResponseEntity.created(URI.create(BASE + "/" + made.id())).body(preview(made, request));
    }

    private static List<UnitId> units(String field, @Nullable List<Integer> ids) {
        return Need.of(field, ids).stream().map(UnitId::new).toList();
    }

    @GetMapping(BASE + "/{id}")
    @Operation(summary = "One of them: the tree before and after, and what is touched in each room")
    Preview one(@PathVariable long id, HttpServletRequest request) {
        return preview(reorganisations.get(id), request);
    }

    @PostMapping(BASE + "/{id}/confirm")
    @Operation(summary = "Confirm it, not by who proposed it; needs the version that was read")
    Preview confirm(@PathVariable long id, @RequestBody Version body, HttpServletRequest request) {
        reorganisations.get(id);
        reorganisations.confirm(id, Need.of("version", body.version()));
        return preview(reorganisations.get(id), request);
    }

    @PostMapping(BASE + "/{id}/drop")
    @Operation(summary = "Put it aside; needs the version that was read")
    Preview drop(@PathVariable long id, @RequestBody Version body, HttpServletRequest request) {
        reorganisations.get(id);
        reorganisations.drop(id, Need.of("version", body.version()));
        return preview(reorganisations.get(id), request);
    }

    private Preview preview(Reorganisation draft, HttpServletRequest request) {
        return new Preview(
                draft,
                plan.places(draft),
                draft.state() == Reorganisation.State.DRAFT
                        ? touched.touched(reorganisations.change(draft), frames.texts(request))
                        : List.of());
    }
}
