package org.verdite.targets.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.indicators.Group;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.targets.NewTarget;
import org.verdite.targets.TargetStanding;
import org.verdite.targets.Targets;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Targets for programs.
@RestController
@Tag(name = "targets")
class TargetsApi {

    record Created(long id) {}

    record TargetJson(
            String code,
            int version,
            String sentence,
            String indicator,
            String boundary,
            int baselineYear,
            @Nullable BigDecimal baseline,
            int dueYear,
            BigDecimal target,
            int year,
            @Nullable BigDecimal reached,
            @Nullable BigDecimal path,
            @Nullable BigDecimal pointsAhead,
            String judgement) {}

    record TargetList(List<TargetJson> items, String next) {}

    /// @param sentenceZh the same in Chinese, optional
    /// @param version the version that was read: another one since is a conflict; left out to follow what is there
    record TargetBody(
            @Nullable String code,
            @Nullable String sentence,
            @Nullable String sentenceZh,
            @Nullable String indicator,
            int baselineYear,
            int dueYear,
            @Nullable BigDecimal value,
            NewTarget.@Nullable Direction direction,
            @Nullable String boundary,
            @Nullable String scope,
            @Nullable LocalDate validFrom,
            @Nullable String reason,
            @Nullable Integer version) {}

    record VersionJson(int version, String sentence, String promise, LocalDate validFrom, String reason) {}

    record TargetDetail(TargetJson target, List<VersionJson> versions) {}

    private final Frames frames;
    private final TargetQueries queries;
    private final Targets targets;
    private final Group group;
    private final RollUps rollUps;

    TargetsApi(Frames frames, TargetQueries queries, Targets targets, Group group, RollUps rollUps) {
        this.frames = frames;
        this.queries = queries;
        this.targets = targets;
        this.group = group;
        this.rollUps = rollUps;
    }

    @GetMapping("/api/targets")
    @Operation(summary = "Targets that held at the end of a year (or today), with how far they were")
    public TargetList list(@RequestParam(required = false) @Nullable Integer year, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var asked = rollUps.of(request);
        return new TargetList(
                rollUps.across(() -> queries.standings(year, asked)).stream()
                        .map(s -> json(s, t))
                        .toList(),
                "");
    }

    @GetMapping("/api/targets/{code}")
    @Operation(summary = "One target with all its versions, newest first, and how far it was at the end of a year")
    public TargetDetail target(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            HttpServletRequest request) {
        Texts t = frames.texts(request);
        var asked = rollUps.of(request);
        return rollUps.across(() -> {
            var standing = queries.standing(code, year, asked);
            var versions = queries.versions(code, standing.reached().unit(), t).stream()
                    .map(v -> new VersionJson(v.version(), v.sentence(), v.promise(), v.from(), v.reason()))
                    .toList();
            return new TargetDetail(json(standing, t), versions);
        });
    }

    private static TargetJson json(TargetStanding s, Texts t) {
        return new TargetJson(
                s.target().code(),
                s.target().version(),
                t.of(s.target().sentence()),
                s.target().indicator(),
                s.target().boundary(),
                s.target().baselineYear(),
                s.baseline().rounded(1),
                s.target().dueYear(),
                s.target().value(),
                s.year(),
                s.reached().rounded(1),
                tenth(s.path()),
                tenth(s.ahead()),
                s.judgement().name());
    }

    private static @Nullable BigDecimal tenth(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(1, RoundingMode.HALF_UP);
    }

    @PostMapping("/api/targets")
    @Operation(summary = "Promise a target, or its next version when the code is known")
    public ResponseEntity<Created> set(@RequestBody TargetBody b) {
        var target = new NewTarget(
                group.unit().orElseThrow(() -> new NotPermitted("TARGETS_EDIT")),
                given(b.code(), "code"),
                text(given(b.sentence(), "sentence"), b.sentenceZh()),
                given(b.indicator(), "indicator"),
                b.baselineYear(),
                b.dueYear(),
                given(b.value(), "value"),
                b.direction() == null ? NewTarget.Direction.AT_LEAST : b.direction(),
                b.boundary() == null ? "ISO_SCOPE" : b.boundary(),
                text(b.scope() == null || b.scope().isBlank() ? "–" : b.scope(), null),
                given(b.validFrom(), "validFrom"),
                b.reason() == null ? "" : b.reason());
        long id = targets.set(target, b.version());
        return ResponseEntity.created(URI.create("/api/targets/" + target.code()))
                .body(new Created(id));
    }

    private static LocalText text(String en, @Nullable String zh) {
        return LocalText.of(en, zh == null ? "" : zh, "en");
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return java.util.Objects.requireNonNull(value);
    }
}
