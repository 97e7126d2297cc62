package org.verdite.monitoring.sensorthings;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Reader;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Row;
import org.verdite.monitoring.sensorthings.SensorThingsQueries.Rows;
import org.verdite.shared.NotHere;
import org.verdite.ui.Frames;

/// OGC SensorThings API 1.1 (18-088), sensing core, reading only: what is written comes in by `monitoring.intake`.
@RestController
class SensorThingsApi {

    private static final String ROOT = "/api/monitoring/sensorthings/v1.1";
    private static final String OGC = "http://www.opengis.net/spec/iot_sensing/1.1/req/";

    /// What is met of the standard; of the functions of a filter those for places and arithmetic are not.
    private static final List<String> CONFORMANCE = List.of(
            OGC + "datamodel",
            OGC + "resource-path/resource-path-to-entities",
            OGC + "request-data/order",
            OGC + "request-data/expand",
            OGC + "request-data/select",
            OGC + "request-data/orderby",
            OGC + "request-data/skip",
            OGC + "request-data/top",
            OGC + "request-data/filter",
            OGC + "request-data/count",
            OGC + "request-data/pagination");

    private final SensorThingsQueries queries;
    private final Frames frames;

    SensorThingsApi(SensorThingsQueries queries, Frames frames) {
        this.queries = queries;
        this.frames = frames;
    }

    @GetMapping(ROOT)
    @Operation(summary = "OGC SensorThings 1.1: what there is, and what of the standard is met")
    public Map<String, Object> root(HttpServletRequest request) {
        String root = base(request);
        return Map.of(
                "value",
                Model.SETS.keySet().stream()
                        .map(set -> Map.of("name", set, "url", root + "/" + set))
                        .toList(),
                "serverSettings",
                Map.of("conformance", CONFORMANCE));
    }

    @GetMapping(ROOT + "/**")
    @Operation(
            summary = "OGC SensorThings 1.1: sets, entities, links between them and properties",
            description =
                    "Things, Locations, HistoricalLocations, Sensors, ObservedProperties, Datastreams, Observations,"
                            + " FeaturesOfInterest; $filter, $expand, $orderby, $top, $skip, $count, $select;"
                            + " @iot.nextLink turns the page.")
    public ResponseEntity<Object> read(HttpServletRequest request) {
        String uri = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
        String path = uri.substring(uri.indexOf(ROOT) + ROOT.length()).replaceFirst("^/", "");
        if (path.isEmpty()) {
            return ResponseEntity.ok(root(request));
        }
        var reader = new Reader(frames.texts(request).language(), base(request));
        var address = Address.of(path, queries, reader);
        var asked = Asked.of(address.entity(), options(request));
        if (address.ending().equals("$count")) {
            return text(queries.count(address.entity(), address.where(), asked, reader));
        }
        var page = queries.page(address.entity(), address.where(), asked, reader);
        return address.single() ? one(address, page) : set(address, asked, page, reader, base(request) + "/" + path);
    }

    private static ResponseEntity<Object> one(Address address, Rows page) {
        if (page.rows().isEmpty()) {
            throw new NotHere(address.entity().single());
        }
        Map<String, Object> json = page.rows().getFirst().json();
        if (address.ending().equals("$ref")) {
            return ResponseEntity.ok(reference(page.rows().getFirst()));
        }
        if (address.member().isEmpty()) {
            return ResponseEntity.ok(json);
        }
        Object value = json;
        String name = "";
        for (String part : address.member().split("/")) {
            value = value instanceof Map<?, ?> inner ? inner.get(part) : null;
            name = part;
        }
        if (value == null) {
            return ResponseEntity.noContent().build();
        }
        return address.ending().equals("$value") ? text(value) : ResponseEntity.ok(Map.of(name, value));
    }

    private ResponseEntity<Object> set(Address address, Asked asked, Rows page, Reader reader, String here) {
        var json = new LinkedHashMap<String, Object>();
        if (asked.count()) {
            json.put("@iot.count", queries.count(address.entity(), address.where(), asked, reader));
        }
        if (page.more()) {
            json.put("@iot.nextLink", NextLink.of(here, address.entity(), asked, page.rows()));
        }
        boolean references = address.ending().equals("$ref");
        json.put(
                "value",
                page.rows().stream()
                        .map(row -> references ? reference(row) : row.json())
                        .toList());
        return ResponseEntity.ok(json);
    }

    private static Map<String, @Nullable Object> reference(Row row) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("@iot.selfLink", row.json().get("@iot.selfLink"));
        return json;
    }

    /// Always as bytes: what people typed is a text, whatever it looks like.
    private static ResponseEntity<Object> text(Object value) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .body(String.valueOf(value).getBytes(StandardCharsets.UTF_8));
    }

    /// The standard's options and the unit, by which every list of the API is narrowed.
    private static Map<String, String> options(HttpServletRequest request) {
        var options = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, all) -> {
            if (name.startsWith("$") || name.equals("unit")) {
                options.put(name, all[0]);
            }
        });
        return options;
    }

    private static String base(HttpServletRequest request) {
        var url = request.getRequestURL();
        return url.substring(0, url.length() - request.getRequestURI().length()) + ROOT;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> bad(BadQuery e, HttpServletRequest request) {
        var t = frames.texts(request);
        var problem = ProblemDetail.forStatus(HttpStatus.BAD_REQUEST);
        problem.setTitle(t.of("ui.problem.request"));
        problem.setDetail(t.of(e.key(), e.args()));
        problem.setProperty("code", "request");
        problem.setProperty("option", e.option());
        problem.setProperty("position", e.position());
        return ResponseEntity.badRequest()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
