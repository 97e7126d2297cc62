package org.verdite.inspections.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.InspectionState;
import org.verdite.inspections.Inspections;
import org.verdite.inspections.NewPhoto;
import org.verdite.inspections.Observation;
import org.verdite.inspections.Observations;
import org.verdite.inspections.Photo;
import org.verdite.inspections.Photos;
import org.verdite.inspections.Said;
import org.verdite.inspections.Standing;
import org.verdite.inspections.Told;
import org.verdite.rectification.Severity;
import org.verdite.ui.form.Body;

/// The commands of the field as JSON, each with an id its sender made: sent again it changes nothing.
@RestController
class FieldApi {

    /// @param subject code of the criterion; for what is seen beside the list, the id of its first observation
    /// @param answer what it says; of a criterion with a number it follows from `measured`
    /// @param title with severity and medium: of what is seen beside the list
    /// @param replaces ids of observations the writer had before their eyes
    /// @param toldAt by the device's clock
    /// @param sentAt by the same clock, now
    record ObservationBody(
            @Nullable String subject,
            @Nullable Said answer,
            @Nullable BigDecimal measured,
            @Nullable String note,
            @Nullable String place,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable BigDecimal accuracy,
            @Nullable String title,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable Set<UUID> replaces,
            @Nullable Instant toldAt,
            @Nullable Instant sentAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ObservationJson(
            UUID id,
            Said answer,
            @Nullable BigDecimal measured,
            String note,
            String place,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String title,
            @Nullable Severity severity,
            @Nullable String medium,
            Instant toldAt,
            int clockAhead,
            @Nullable Integer person,
            String who) {
        static ObservationJson of(Observation o) {
            var beside = o.beside();
            return new ObservationJson(
                    o.id(),
                    o.said(),
                    o.measured(),
                    o.note(),
                    o.where().place(),
                    o.where().latitude(),
                    o.where().longitude(),
                    beside == null ? null : beside.title(),
                    beside == null ? null : beside.severity(),
                    beside == null ? null : beside.medium(),
                    o.toldAt(),
                    o.ahead(),
                    o.by() == null ? null : o.by().value(),
                    o.who());
        }
    }

    /// What stands of a subject. Two that differ are a conflict until somebody replaces both.
    record StandingJson(String subject, boolean conflict, List<ObservationJson> standing, List<PhotoJson> photos) {
        static StandingJson of(Standing s, List<Photo> photos) {
            return new StandingJson(
                    s.subject(),
                    s.conflict(),
                    s.observations().stream().map(ObservationJson::of).toList(),
                    photos.stream()
                            .filter(p -> p.subject().equals(s.subject()))
                            .map(PhotoJson::of)
                            .toList());
        }
    }

    record Observed(InspectionState state, List<StandingJson> items) {}

    /// @param derived a smaller copy of the original whose hash this is
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PhotoJson(
            UUID id,
            String subject,
            long evidence,
            String originalSha256,
            boolean hashedOnDevice,
            boolean derived,
            String caption,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable Instant takenAt,
            Instant toldAt,
            int clockAhead,
            boolean shown) {
        static PhotoJson of(Photo p) {
            return new PhotoJson(
                    p.id(),
                    p.subject(),
                    p.evidence().value(),
                    p.originalHash(),
                    p.hashedOnDevice(),
                    p.derived(),
                    p.caption(),
                    p.latitude(),
                    p.longitude(),
                    p.takenAt(),
                    p.toldAt(),
                    p.ahead(),
                    p.shown());
        }
    }

    private final Inspections inspections;
    private final Observations observations;
    private final Photos photos;

    FieldApi(Inspections inspections, Observations observations, Photos photos) {
        this.inspections = inspections;
        this.observations = observations;
        this.photos = photos;
    }

    @Operation(summary = "What stands of every subject that somebody told of")
    @GetMapping("/api/inspections/visits/{id}/observations")
    public Observed observations(@PathVariable long id) {
        var visit = inspections.get(new InspectionId(id));
        var pictures = photos.of(visit.id());
        var standing = observations.standing(visit.id());
        var subjects = new LinkedHashSet<>(standing.keySet());
        pictures.forEach(p -> subjects.add(p.subject()));
        return new Observed(
                visit.state(),
                subjects.stream()
                        .map(s -> StandingJson.of(standing.getOrDefault(s, new Standing(s, List.of())), pictures))
                        .toList());
    }

    @Operation(
            summary =
                    "Tell an observation under an id of one's own; sent again it changes nothing. Answers what then stands of its subject")
    @PutMapping("/api/inspections/visits/{id}/observations/{key}")
    public StandingJson tell(@PathVariable long id, @PathVariable UUID key, @RequestBody ObservationBody body) {
        var visit = inspections.get(new InspectionId(id)).id();
        boolean beside = body.title() != null || body.severity() != null || body.medium() != null;
        var standing = observations.tell(
                visit,
                new Told(
                        key,
                        body.subject() == null ? "" : body.subject(),
                        body.answer(),
                        body.measured(),
                        Body.text(body.note()),
                        new Told.Where(Body.text(body.place()), body.latitude(), body.longitude(), body.accuracy()),
                        beside
                                ? new Told.Beside(
                                        Body.text(body.title()),
                                        Body.needed("severity", body.severity()),
                                        Body.text(body.medium()))
                                : null,
                        body.replaces() == null ? Set.of() : body.replaces(),
                        Body.needed("toldAt", body.toldAt()),
                        body.sentAt()));
        return StandingJson.of(standing, photos.of(visit, standing.subject()));
    }

    @Operation(
            summary =
                    "Keep a picture under an id of one's own; sent again it changes nothing. sha256 is the original's, derived says that a copy is sent, head is then the original's beginning")
    @PostMapping(path = "/api/inspections/visits/{id}/photos/{key}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    public PhotoJson photo(
            @PathVariable long id,
            @PathVariable UUID key,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile head,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String sha256,
            @RequestParam(defaultValue = "false") boolean derived,
            @RequestParam(defaultValue = "") String caption,
            @RequestParam(required = false) @Nullable BigDecimal latitude,
            @RequestParam(required = false) @Nullable BigDecimal longitude,
            @RequestParam(required = false) @Nullable BigDecimal accuracy,
            @RequestParam(required = false) @Nullable Instant toldAt,
            @RequestParam(required = false) @Nullable Instant sentAt)
            throws IOException {
        var visit = inspections.get(new InspectionId(id)).id();
        try (var in = file.getInputStream();
                var beginning = head == null ? null : head.getInputStream()) {
            return PhotoJson.of(photos.keep(
                    visit,
                    new NewPhoto(
                            key,
                            subject,
                            Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                            sha256,
                            derived,
                            caption,
                            new Told.Where("", latitude, longitude, accuracy),
                            Body.needed("toldAt", toldAt),
                            sentAt),
                    in,
                    beginning));
        }
    }
}
