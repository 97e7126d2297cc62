package org.verdite.organisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.SiteChange;
import org.verdite.organisation.Sites;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Sites.
@RestController
@Tag(name = "organisation")
class SitesApi {

    /// @param unit only when a site is added
    /// @param version only when a site is changed
    record SiteBody(
            @Nullable Integer unit,
            @Nullable Integer version,
            @Nullable String code,
            @Nullable LocalText name,
            @Nullable String kind,
            @Nullable String country,
            @Nullable String province,
            @Nullable String timeZone,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String legalEntity,
            @Nullable String minerals,
            @Nullable LocalDate operatingSince,
            @Nullable LocalDate acquired,
            @Nullable LocalDate closed) {}

    private final Sites sites;
    private final SitesQueries queries;

    SitesApi(Sites sites, SitesQueries queries) {
        this.sites = sites;
        this.queries = queries;
    }

    @Narrowed(by = {"kind", "country", "q"})
    @GetMapping("/api/organisation/sites")
    @Operation(summary = "Sites; filters q, kind, country")
    ApiList<SitesQueries.SiteLine> list(HttpServletRequest request) {
        return ApiList.of(queries.list(Filters.of(request)));
    }

    @GetMapping("/api/organisation/sites/{id}")
    @Operation(summary = "One site")
    SitesQueries.SiteLine one(@PathVariable int id) {
        return queries.require(id);
    }

    @PostMapping("/api/organisation/sites")
    @Operation(summary = "Add a site to a unit")
    ResponseEntity<SitesQueries.SiteLine> add(@RequestBody SiteBody body) {
        var id = sites.add(new NewSite(
                new UnitId(Need.of("unit", body.unit())),
                Need.of("code", body.code()),
                Need.of("name", body.name()),
                Need.of("kind", body.kind()),
                Need.of("country", body.country()),
                Need.or(body.province(), ""),
                zone(Need.of("timeZone", body.timeZone())),
                Need.of("latitude", body.latitude()),
                Need.of("longitude", body.longitude()),
                body.legalEntity(),
                Need.or(body.minerals(), ""),
                body.operatingSince(),
                body.acquired(),
                body.closed()));
        return ResponseEntity.created(URI.create("/api/organisation/sites/" + id))
                .body(queries.require(id.value()));
    }

    @PutMapping("/api/organisation/sites/{id}")
    @Operation(summary = "Change a site; needs the version that was read")
    SitesQueries.SiteLine change(@PathVariable int id, @RequestBody SiteBody body) {
        queries.require(id);
        sites.change(
                new SiteId(id),
                new SiteChange(
                        Need.of("version", body.version()),
                        Need.of("name", body.name()),
                        Need.of("kind", body.kind()),
                        Need.of("country", body.country()),
                        Need.or(body.province(), ""),
                        zone(Need.of("timeZone", body.timeZone())),
                        Need.of("latitude", body.latitude()),
                        Need.of("longitude", body.longitude()),
                        body.legalEntity(),
                        Need.or(body.minerals(), ""),
                        body.operatingSince(),
                        body.acquired(),
                        body.closed()));
        return queries.require(id);
    }

    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Invalid("timeZone", "organisation.invalid.zone", text);
        }
    }
}
