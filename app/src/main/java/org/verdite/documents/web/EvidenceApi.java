package org.verdite.documents.web;

import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.documents.ContentAnswer;
import org.verdite.documents.Evidence;
import org.verdite.documents.EvidenceFile;
import org.verdite.documents.EvidenceId;
import org.verdite.shared.NotHere;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;

/// Evidence files as JSON.
@RestController
@RequestMapping("/api/documents/evidence")
class EvidenceApi {

    record FileJson(
            long id,
            String name,
            String mediaType,
            long size,
            String sha256,
            String caption,
            Instant keptAt,
            String keptBy,
            String content) {
        static FileJson of(EvidenceFile f) {
            return new FileJson(
                    f.id().value(),
                    f.name(),
                    f.mediaType(),
                    f.size(),
                    f.sha256(),
                    f.caption(),
                    f.at(),
                    f.who(),
                    "/api/documents/evidence/" + f.id() + "/content");
        }
    }

    record RowJson(
            long id, String name, String caption, long size, String room, String proves, String page, Instant keptAt) {}

    record LinkBody(
            @Nullable String room,
            @Nullable String kind,
            @Nullable String key) {}

    record ListJson(List<RowJson> items, String next) {}

    private final Evidence evidence;
    private final EvidenceQueries queries;
    private final EvidenceUpload upload;

    EvidenceApi(Evidence evidence, EvidenceQueries queries, EvidenceUpload upload) {
        this.evidence = evidence;
        this.queries = queries;
        this.upload = upload;
    }

    @Operation(summary = "Evidence files, newest first; filters room, kind (picture, pdf, office, text), mine")
    @Narrowed(by = {"room", "kind", "mine"})
    @GetMapping
    ListJson list(jakarta.servlet.http.HttpServletRequest request) {
        var page = queries.list(Filters.of(request), request.getLocale().getLanguage());
        return new ListJson(
                page.rows().stream()
                        .map(r -> new RowJson(
                                r.id(), r.name(), r.caption(), r.size(), r.room(), r.proves(), r.href(), r.at()))
                        .toList(),
                page.next());
    }

    @Operation(summary = "Keep a file as evidence of a record (multipart: file, room, kind, key, caption)")
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<FileJson> keep(
            @RequestParam MultipartFile file,
            @RequestParam String room,
            @RequestParam String kind,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String caption) {
        var id = upload.take(List.of(file), room, kind, key, caption).getFirst();
        return ResponseEntity.created(URI.create("/api/documents/evidence/" + id))
                .body(one(id.value()));
    }

    @Operation(summary = "Say that a file proves another record too; saying it twice changes nothing")
    @PostMapping("/{id}/links")
    FileJson link(@PathVariable long id, @RequestBody LinkBody body) {
        String room = Objects.requireNonNullElse(body.room(), "");
        String kind = Objects.requireNonNullElse(body.kind(), "");
        String key = Objects.requireNonNullElse(body.key(), "");
        var place = evidence.place(room, kind, key);
        if (place.origin() == null) {
            throw new NotHere(room + " " + kind + " " + key);
        }
        evidence.link(new EvidenceId(id), place.unit(), place.origin());
        return one(id);
    }

    @Operation(summary = "One file: name, size, fingerprint, who kept it")
    @GetMapping("/{id}")
    FileJson one(@PathVariable long id) {
        return evidence.find(new EvidenceId(id)).map(FileJson::of).orElseThrow(() -> new NotHere("evidence " + id));
    }

    @Operation(summary = "The content of a file")
    @GetMapping("/{id}/content")
    ResponseEntity<Resource> content(@PathVariable long id) {
        return ContentAnswer.of(evidence.content(new EvidenceId(id)), false);
    }
}
