package org.verdite.monitoring.web.imports;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.monitoring.intake.DryRun;
import org.verdite.monitoring.intake.Intake;
import org.verdite.monitoring.intake.IntakeRow;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.monitoring.intake.MappingSpec;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Frames;
import org.verdite.ui.Json;
import org.verdite.ui.book.SheetFound;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Narrowed;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Imports for programs: upload, mapping, dry run, load, as the pages do it.
@RestController
class ImportsApi {

    /// @param dryRun what the last dry run found, while it speaks of this mapping
    /// @param sha256 of the file as it came
    /// @param sheet the one that is read of a workbook
    record Import(
            int id,
            int unitId,
            String state,
            String file,
            long size,
            String encoding,
            String delimiter,
            List<String> header,
            String source,
            @Nullable MappingSpec mapping,
            @Nullable DryRun dryRun,
            @Nullable LoadResult result,
            @Nullable Long job,
            String failure,
            Instant uploadedAt,
            @Nullable Instant loadedAt,
            String sha256,
            @Nullable String sheet,
            List<SheetFound> sheets) {}

    record Line(int id, String state, String file, String source, long lines, long loaded, Instant uploadedAt) {}

    record Imports(List<Line> items, String next) {}

    record Started(int id, long job, String path) {}

    private final Intake intake;
    private final ImportQueries queries;
    private final Frames frames;

    ImportsApi(Intake intake, ImportQueries queries, Frames frames) {
        this.intake = intake;
        this.queries = queries;
        this.frames = frames;
    }

    @Narrowed(by = "state")
    @GetMapping("/api/monitoring/imports")
    @Operation(summary = "Imports, newest first")
    Imports list(HttpServletRequest request) {
        var page = queries.list(Filters.of(request));
        return new Imports(
                page.rows().stream()
                        .map(r -> new Line(r.id(), r.state(), r.file(), r.source(), r.lines(), r.loaded(), r.at()))
                        .toList(),
                page.next());
    }

    /// @param mapping JSON of a {@link MappingSpec}; with it the file is mapped at once
    /// @param sheet name of a workbook's sheet; without it the one with the most rows is read
    /// @param source name of the source whose remembered mapping is used when none is given
    @PostMapping(path = "/api/monitoring/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary =
                    "Upload a file (text, xlsx, or a delivery of several tables as zip or as several files); with a mapping or a known source it is mapped at once")
    ResponseEntity<Import> upload(
            @RequestParam List<MultipartFile> file,
            @RequestParam int unit,
            @RequestParam(required = false) @Nullable String mapping,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String sheet)
            throws IOException {
        var given = mapping == null || mapping.isBlank() ? null : parsed(mapping);
        long id =
                ImportContent.register(intake, file, new UnitId(unit), sheet == null || sheet.isBlank() ? null : sheet);
        try {
            if (given != null) {
                intake.map(id, given);
            } else if (source != null && !source.isBlank()) {
                var proposed = intake.proposal(id, source);
                intake.map(
                        id,
                        proposed.source() == null
                                ? proposed.withSource(new MappingSpec.Source(source, null))
                                : proposed);
            }
        } catch (Invalid refused) {
            // who is refused has no address to go on with
            intake.cancel(id);
            throw refused;
        }
        return ResponseEntity.created(URI.create("/api/monitoring/imports/" + id))
                .body(answer(id));
    }

    /// A misspelt member would be an answer that gets lost.
    private static final JsonMapper STRICT = Json.mapper()
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static MappingSpec parsed(String json) {
        try {
            return STRICT.readValue(json, MappingSpec.class);
        } catch (JacksonException e) {
            throw new Invalid("mapping", "monitoring.import.invalid.json", String.valueOf(e.getOriginalMessage()));
        }
    }

    @GetMapping("/api/monitoring/imports/{id:\\d{1,9}}")
    @Operation(summary = "An import with its mapping, dry run and result")
    Import get(@PathVariable long id) {
        return answer(id);
    }

    @GetMapping("/api/monitoring/imports/{id:\\d{1,9}}/mapping")
    @Operation(summary = "The mapping as it is, as remembered or as proposed by the headings")
    MappingSpec proposal(@PathVariable long id) {
        return intake.proposal(id, null);
    }

    @PostMapping("/api/monitoring/imports/{id:\\d{1,9}}/mapping")
    @Operation(summary = "Say what the columns mean, and answer questions")
    Import map(@PathVariable long id, @RequestBody String mapping) {
        intake.map(id, parsed(mapping));
        return answer(id);
    }

    /// @param wait false queues a job and answers 202 with it
    @PostMapping("/api/monitoring/imports/{id:\\d{1,9}}/dry-run")
    @Operation(summary = "Try the file out; nothing is stored")
    ResponseEntity<?> dryRun(@PathVariable long id, @RequestParam(defaultValue = "true") boolean wait) {
        if (!wait) {
            long job = intake.startDryRun(id);
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Started((int) id, job, "/jobs/" + job));
        }
        intake.dryRun(id);
        return ResponseEntity.ok(answer(id));
    }

    @PostMapping("/api/monitoring/imports/{id:\\d{1,9}}/load")
    @Operation(summary = "Load what is ready: all of it or nothing")
    ResponseEntity<?> load(@PathVariable long id, @RequestParam(defaultValue = "true") boolean wait) {
        if (!wait) {
            long job = intake.startLoad(id);
            return ResponseEntity.status(HttpStatus.ACCEPTED).body(new Started((int) id, job, "/jobs/" + job));
        }
        intake.load(id);
        return ResponseEntity.ok(answer(id));
    }

    @PostMapping("/api/monitoring/imports/{id:\\d{1,9}}/sheet")
    @Operation(summary = "Read another sheet of the workbook; mapping and dry run begin anew")
    Import sheet(@PathVariable long id, @RequestParam(defaultValue = "") String sheet) {
        intake.chooseSheet(id, sheet);
        return answer(id);
    }

    @GetMapping("/api/monitoring/imports/{id:\\d{1,9}}/content")
    @Operation(summary = "The file as it came")
    ResponseEntity<Resource> content(@PathVariable long id) {
        return ImportContent.answer(intake.require(id), intake.original(id));
    }

    @GetMapping("/api/monitoring/imports/{id:\\d{1,9}}/rejects.csv")
    @Operation(summary = "The lines that were not loaded, each with what was expected")
    void rejects(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        queries.rejects(id, frames.texts(request)).write("csv", response);
    }

    private Import answer(long id) {
        IntakeRow row = intake.require(id);
        return new Import(
                row.id(),
                row.unit(),
                row.state().name(),
                row.fileName(),
                row.size(),
                row.encoding(),
                String.valueOf(row.delimiter()),
                row.header(),
                row.source(),
                row.mapping(),
                intake.lastDryRun(id).orElse(null),
                row.loadedAt() == null ? null : row.result(),
                row.job(),
                row.failure(),
                row.at(),
                row.loadedAt(),
                HexFormat.of().formatHex(row.sha256()),
                row.workbook() ? row.sheet() : null,
                row.sheets());
    }
}
