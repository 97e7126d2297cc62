package org.verdite.trail.web;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.trail.Verifications;
import org.verdite.trail.proof.Finding;
import org.verdite.ui.Json;
import org.verdite.ui.job.Jobs;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/api/trail")
class TrailApi {

    record EntryBody(
            long seq,
            Instant at,
            String who,
            String request,
            String operation,
            String place,
            String key,
            @Nullable Integer unit,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    record Items<T>(List<T> items, String next) {}

    record VerificationBody(Verifications.@Nullable Result last, List<Finding> findings, boolean clean) {}

    private final TrailQueries queries;
    private final Verifications verifications;
    private final Jobs jobs;

    TrailApi(TrailQueries queries, Verifications verifications, Jobs jobs) {
        this.queries = queries;
        this.verifications = verifications;
        this.jobs = jobs;
    }

    @Narrowed(by = {"who", "place", "operation", "key", "from", "to"})
    @GetMapping("/entries")
    @Operation(
            summary =
                    "What happened, newest first; filters: who, place, key, operation, from, to (dates, UTC), unit; pages: after")
    Items<EntryBody> entries(HttpServletRequest request) {
        return items(Filters.of(request));
    }

    @GetMapping("/records/{place}/{key}")
    @Operation(summary = "What happened to one row, newest first")
    Items<EntryBody> record(@PathVariable String place, @PathVariable String key, HttpServletRequest request) {
        if (!queries.any(place, key)) {
            throw new NotHere(place + " " + key);
        }
        var values = new java.util.LinkedHashMap<>(Filters.of(request).values());
        values.put("place", place);
        values.put("key", key);
        return items(new Filters(request.getRequestURI(), Map.copyOf(values)));
    }

    private Items<EntryBody> items(Filters filters) {
        var page = queries.page(filters, ZoneOffset.UTC, 100);
        return new Items<>(page.rows().stream().map(TrailApi::body).toList(), page.next());
    }

    private static EntryBody body(TrailQueries.Line l) {
        return new EntryBody(
                l.seq(),
                l.at(),
                l.who(),
                l.request(),
                l.operation(),
                l.place(),
                l.key(),
                l.unit(),
                json(l.before()),
                json(l.after()));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.mapper().readTree(text);
    }

    @PostMapping("/verification")
    @Operation(summary = "Verify the whole trail as a job; needs the permission TRAIL_VERIFY")
    ResponseEntity<Map<String, Object>> verify() {
        long job = verifications.start();
        return ResponseEntity.accepted()
                .location(URI.create("/api/trail/verification/jobs/" + job))
                .body(Map.of("job", job, "result", "/api/trail/verification"));
    }

    @GetMapping("/verification/jobs/{id}")
    @Operation(summary = "How far a verification is")
    Map<String, Object> job(@PathVariable long id) {
        verifications.require();
        var job = jobs.require(id);
        if (!job.kind().equals("trail.verify")) {
            throw new NotHere("verification job " + id);
        }
        return Map.of("state", job.state(), "done", job.done(), "total", job.total());
    }

    @GetMapping("/verification")
    @Operation(summary = "What the last verification found; needs the permission TRAIL_VERIFY")
    VerificationBody result() {
        verifications.require();
        return Scope.current().everything().get(() -> {
            var last = verifications.latest(1);
            var findings = last.isEmpty()
                    ? List.<Finding>of()
                    : verifications.findings(last.getFirst().id());
            return new VerificationBody(
                    last.isEmpty() ? null : last.getFirst(),
                    findings,
                    !last.isEmpty() && last.getFirst().findings() == 0);
        });
    }

    @GetMapping("/export")
    @Operation(
            summary = "The whole trail with its anchors as NDJSON, enough to verify it elsewhere; needs TRAIL_VERIFY")
    ResponseEntity<StreamingResponseBody> export() {
        verifications.require();
        // The response is written by another thread, which must be told who reads.
        var scope = Scope.current().everything();
        StreamingResponseBody body = out -> {
            try {
                scope.call(() -> {
                    verifications.export(out);
                    return true;
                });
            } catch (java.io.IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the export stopped", e);
            }
        };
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"verdite-trail.ndjson\"")
                .body(body);
    }
}
