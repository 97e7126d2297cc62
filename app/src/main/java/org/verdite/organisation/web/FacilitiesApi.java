package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.Facilities;
import org.verdite.organisation.NewFacility;
import org.verdite.organisation.Sites;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import tools.jackson.databind.JsonNode;

/// Facilities of sites.
@RestController
@Tag(name = "organisation")
class FacilitiesApi {

    record FacilityBody(
            @Nullable Integer unit,
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String kind,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude) {}

    record FacilityPatch(
            @Nullable Integer version,
            @Nullable LocalText name,
            @Nullable String lifeState,
            @Nullable String legalEntity) {}

    record HandOver(@Nullable Integer unit, @Nullable LocalDate from) {}

    record Shape(@Nullable JsonNode geojson, @Nullable LocalDate from) {}

    private final Sites sites;
    private final Facilities facilities;
    private final SitesQueries queries;
    private final FacilitiesQueries history;

    FacilitiesApi(Sites sites, Facilities facilities, SitesQueries queries, FacilitiesQueries history) {
        this.sites = sites;
        this.facilities = facilities;
        this.queries = queries;
        this.history = history;
    }

    @GetMapping("/api/organisation/sites/{id}/facilities")
    @Operation(summary = "Facilities of a site")
    ApiList<SitesQueries.FacilityLine> facilities(@PathVariable int id) {
        queries.require(id);
        return ApiList.all(queries.facilities(id));
    }

    @PostMapping("/api/organisation/sites/{id}/facilities")
    @Operation(summary = "Add a facility to a site")
    ResponseEntity<SitesQueries.FacilityLine> add(@PathVariable int id, @RequestBody FacilityBody body) {
        var site = queries.require(id);
        Integer unit = body.unit();
        var added = sites.addFacility(new NewFacility(
                new SiteId(id),
                new UnitId(unit == null ? site.unit() : unit),
                Need.of("code", body.code()),
                Need.of("name", body.name()),
                Need.of("kind", body.kind()),
                body.latitude(),
                body.longitude()));
        return ResponseEntity.created(URI.create("/api/organisation/facilities/" + added))
                .body(queries.requireFacility(added.value()));
    }

    @GetMapping("/api/organisation/facilities/{id}")
    @Operation(summary = "One facility")
    SitesQueries.FacilityLine facility(@PathVariable int id) {
        return queries.requireFacility(id);
    }

    @PatchMapping("/api/organisation/facilities/{id}")
    @Operation(summary = "Change a facility's name or state of life; needs the version that was read")
    SitesQueries.FacilityLine change(@PathVariable int id, @RequestBody FacilityPatch patch) {
        var before = queries.requireFacility(id);
        LocalText name = patch.name();
        facilities.change(
                new FacilityId(id),
                Need.of("version", patch.version()),
                name == null ? before.name() : name,
                Need.or(patch.lifeState(), before.lifeState()),
                patch.legalEntity());
        return queries.requireFacility(id);
    }

    @GetMapping("/api/organisation/facilities/{id}/responsibilities")
    @Operation(summary = "Which unit was responsible for a facility since when")
    ApiList<FacilitiesQueries.Responsible> responsibilities(@PathVariable int id) {
        queries.requireFacility(id);
        return ApiList.all(history.responsible(id));
    }

    @GetMapping("/api/organisation/facilities/{id}/geometry")
    @Operation(summary = "The shapes of a facility by dates, as GeoJSON")
    ApiList<FacilitiesQueries.Shape> shapes(@PathVariable int id) {
        queries.requireFacility(id);
        return ApiList.all(history.shapes(id));
    }

    @PostMapping("/api/organisation/facilities/{id}/hand-over")
    @Operation(summary = "From a day on, another unit is responsible")
    ResponseEntity<Void> handOver(@PathVariable int id, @RequestBody HandOver body) {
        queries.requireFacility(id);
        facilities.handOver(new FacilityId(id), new UnitId(Need.of("unit", body.unit())), Need.of("from", body.from()));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/api/organisation/facilities/{id}/geometry")
    @Operation(summary = "A new shape (GeoJSON geometry) from a day on")
    ResponseEntity<Void> shape(@PathVariable int id, @RequestBody Shape body) {
        queries.requireFacility(id);
        facilities.shape(
                new FacilityId(id), Need.of("geojson", body.geojson()).toString(), Need.of("from", body.from()));
        return ResponseEntity.noContent().build();
    }
}
