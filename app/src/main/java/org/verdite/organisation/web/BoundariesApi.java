package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
import org.verdite.organisation.LegalEntities;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.Sites;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;

/// Boundaries and their members; legal entities and holdings.
@RestController
@Tag(name = "organisation")
class BoundariesApi {

    record MembershipBody(
            @Nullable String boundary,
            @Nullable String standing,
            @Nullable BigDecimal share,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate due,
            @Nullable String reason,
            @Nullable String approvedBy) {}

    record Ending(@Nullable LocalDate to, @Nullable String reason) {}

    record EntityBody(
            @Nullable Integer version,
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String country) {}

    record HoldingBody(
            @Nullable String owner,
            @Nullable BigDecimal share,
            @Nullable LocalDate from) {}

    private final Sites sites;
    private final LegalEntities entities;
    private final SitesQueries queries;
    private final HoldingsQueries holdings;
    private final Days days;

    BoundariesApi(Sites sites, LegalEntities entities, SitesQueries queries, HoldingsQueries holdings, Days days) {
        this.sites = sites;
        this.entities = entities;
        this.queries = queries;
        this.holdings = holdings;
        this.days = days;
    }

    @GetMapping("/api/organisation/boundaries")
    @Operation(summary = "The boundaries that figures may be asked for")
    ApiList<SitesQueries.Boundary> boundaries() {
        return ApiList.all(queries.boundaries());
    }

    @GetMapping("/api/organisation/boundaries/{code}/members")
    @Operation(summary = "Sites of a boundary on a day, as known at an instant")
    ApiList<SitesQueries.Member> members(
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant known) {
        return ApiList.all(queries.members(code, on == null ? days.today() : on, known));
    }

    @GetMapping("/api/organisation/sites/{id}/memberships")
    @Operation(summary = "The boundaries a site stands in, with dates and reasons")
    ApiList<SitesQueries.MembershipLine> memberships(@PathVariable int id) {
        queries.require(id);
        return ApiList.all(queries.memberships(id));
    }

    @PostMapping("/api/organisation/sites/{id}/memberships")
    @Operation(
            summary =
                    "Put a site into a boundary (IN), announce it (PENDING, due) or leave it out (EXCLUDED, why, by whom)")
    ResponseEntity<List<SitesQueries.MembershipLine>> member(@PathVariable int id, @RequestBody MembershipBody body) {
        queries.require(id);
        BigDecimal share = body.share();
        sites.member(new NewMembership(
                Need.of("boundary", body.boundary()),
                new SiteId(id),
                Need.or(body.standing(), "IN"),
                share == null ? BigDecimal.ONE : share,
                Need.of("from", body.from()),
                body.to(),
                body.due(),
                Need.or(body.reason(), ""),
                Need.or(body.approvedBy(), "")));
        return ResponseEntity.created(URI.create("/api/organisation/sites/" + id + "/memberships"))
                .body(queries.memberships(id));
    }

    @PostMapping("/api/organisation/memberships/{id}/close")
    @Operation(summary = "End a membership on a day")
    ResponseEntity<Void> close(@PathVariable long id, @RequestBody Ending body) {
        sites.closeMembership(id, Need.of("to", body.to()), Need.or(body.reason(), ""));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/organisation/legal-entities")
    @Operation(summary = "Legal entities")
    ApiList<HoldingsQueries.EntityLine> entities() {
        return ApiList.all(holdings.entities());
    }

    @PostMapping("/api/organisation/legal-entities")
    @Operation(summary = "Add a legal entity; only by who sees the whole group")
    ResponseEntity<Void> add(@RequestBody EntityBody body) {
        int id = entities.add(
                Need.of("code", body.code()), Need.of("name", body.name()), Need.of("country", body.country()));
        return ResponseEntity.created(URI.create("/api/organisation/legal-entities/" + id))
                .build();
    }

    @PatchMapping("/api/organisation/legal-entities/{id}")
    @Operation(summary = "Change a legal entity's name and country")
    ResponseEntity<Void> change(@PathVariable int id, @RequestBody EntityBody body) {
        entities.change(
                id,
                Need.of("version", body.version()),
                Need.of("name", body.name()),
                Need.of("country", body.country()));
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/api/organisation/legal-entities/{code}/holdings")
    @Operation(summary = "Who holds which share of a legal entity since when")
    ApiList<HoldingsQueries.Line> holdings(@PathVariable String code) {
        return ApiList.all(holdings.heldOf(holdings.byCode(code)));
    }

    @PostMapping("/api/organisation/legal-entities/{code}/holdings")
    @Operation(summary = "From a day on, an owner holds a share of a legal entity")
    ResponseEntity<Void> hold(@PathVariable String code, @RequestBody HoldingBody body) {
        entities.hold(
                code, Need.of("owner", body.owner()), Need.of("share", body.share()), Need.of("from", body.from()));
        return ResponseEntity.noContent().build();
    }
}
