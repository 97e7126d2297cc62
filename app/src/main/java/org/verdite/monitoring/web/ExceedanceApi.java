package org.verdite.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.monitoring.Exceedances;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Episodes as JSON.
@RestController
class ExceedanceApi {

    record Listed(List<Episode> items, String next) {}

    /// @param kind COMPLIANCE, OBJECTIVE, TRIGGER or DESIGN
    /// @param state ONGOING, ENDED, MERGED or WITHDRAWN
    /// @param from legal day of the first result that exceeded
    /// @param side ABOVE or BELOW the limit
    record Episode(
            int id,
            String number,
            String kind,
            String state,
            String parameter,
            String medium,
            int series,
            int point,
            String pointCode,
            int site,
            int unitId,
            LocalDate from,
            LocalDate to,
            int results,
            double peak,
            BigDecimal limit,
            String side,
            String unit,
            @Nullable Instant acknowledgedAt,
            String cause,
            int version,
            String href) {}

    record Cause(@Nullable String cause, int version) {}

    record Item(String number, String title, String href) {}

    private final ExceedanceQueries queries;
    private final Exceedances exceedances;
    private final Frames frames;

    ExceedanceApi(ExceedanceQueries queries, Exceedances exceedances, Frames frames) {
        this.queries = queries;
        this.exceedances = exceedances;
        this.frames = frames;
    }

    @Narrowed(by = {"state", "kind", "medium", "site", "point", "series", "period", "from", "to", "found", "foundOn"})
    @GetMapping("/api/monitoring/exceedances")
    @Operation(
            summary = "Exceedances, newest first",
            description =
                    "Filters: state (new, acknowledged, ongoing, ended), kind, medium, site, point, series, from, to, found (the instant of a load), foundOn (a day in UTC); after turns the page.")
    public Listed list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var page = queries.page(Filters.of(request));
        return new Listed(page.rows().stream().map(row -> episode(row, t)).toList(), page.next());
    }

    @GetMapping("/api/monitoring/exceedances/{id}")
    @Operation(summary = "One exceedance")
    public Episode show(@PathVariable int id, HttpServletRequest request) {
        return episode(queries.require(id), frames.texts(request));
    }

    @PostMapping("/api/monitoring/exceedances/{id}/acknowledge")
    @Operation(summary = "Acknowledge an exceedance")
    public Episode acknowledge(@PathVariable int id, HttpServletRequest request) {
        exceedances.acknowledge(id);
        return show(id, request);
    }

    @PostMapping("/api/monitoring/exceedances/{id}/cause")
    @Operation(summary = "Record the cause of an exceedance")
    public Episode cause(@PathVariable int id, @RequestBody Cause body, HttpServletRequest request) {
        exceedances.recordCause(id, body.version(), body.cause() == null ? "" : body.cause());
        return show(id, request);
    }

    @PostMapping("/api/monitoring/exceedances/{id}/item")
    @Operation(
            summary = "Open the non-compliant item of an exceedance, or an investigation",
            description =
                    "An investigation where the limit is no obligation. Asked again it answers the item that is open already.")
    public ResponseEntity<Item> item(@PathVariable int id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var row = queries.require(id);
        var linked =
                exceedances.openItem(id, ExceedanceController.itemTitle(row, t), ExceedanceController.itemText(row, t));
        return ResponseEntity.created(java.net.URI.create("/api" + linked.path()))
                .body(new Item(linked.number(), linked.title(), linked.path()));
    }

    private static Episode episode(ExceedanceRow row, Texts t) {
        return new Episode(
                row.id(),
                row.number(),
                row.kind(),
                row.state(),
                t.of(row.parameter()),
                row.medium(),
                row.series(),
                row.point(),
                row.pointCode(),
                row.site(),
                row.unit(),
                row.first(),
                row.last(),
                row.results(),
                row.peak(),
                row.limitValue(),
                row.above() ? "ABOVE" : "BELOW",
                row.measure(),
                row.acknowledgedAt(),
                row.cause(),
                row.version(),
                "/monitoring/exceedances/" + row.id());
    }
}
