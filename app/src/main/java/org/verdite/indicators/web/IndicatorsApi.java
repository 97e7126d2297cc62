package org.verdite.indicators.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// Definitions of indicators for programs.
@RestController
@Tag(name = "indicators")
class IndicatorsApi {

    record DefinitionJson(
            String code,
            int version,
            String name,
            String unit,
            String formula,
            String aggregation,
            String boundary,
            LocalDate validFrom) {}

    /// @param formula may be left out; another one than before is refused
    record NewDefinition(
            @Nullable String name,
            @Nullable String nameZh,
            @Nullable String formula,
            @Nullable String boundary,
            @Nullable LocalDate validFrom) {}

    record Version(String code, int version) {}

    record DefinitionList(List<DefinitionJson> items, String next) {}

    private final Frames frames;
    private final Definitions definitions;

    IndicatorsApi(Frames frames, Definitions definitions) {
        this.frames = frames;
        this.definitions = definitions;
    }

    @GetMapping("/api/indicators")
    @Operation(summary = "The newest definition of each indicator")
    public DefinitionList all(HttpServletRequest request) {
        return json(definitions.all(), frames.texts(request));
    }

    @GetMapping("/api/indicators/{code}")
    @Operation(summary = "All versions of an indicator, newest first")
    public DefinitionList versions(@PathVariable String code, HttpServletRequest request) {
        var versions = definitions.versions(code);
        if (versions.isEmpty()) {
            throw new NotHere("indicator " + code);
        }
        return json(versions, frames.texts(request));
    }

    @PostMapping("/api/indicators/{code}")
    @Operation(summary = "Record the next version of an indicator: name, boundary, in force from; the formula stays")
    public ResponseEntity<Version> redefine(@PathVariable String code, @RequestBody NewDefinition body) {
        var before =
                definitions.versions(code).stream().findFirst().orElseThrow(() -> new NotHere("indicator " + code));
        String formula = body.formula();
        if (formula != null && !before.formula().texts().containsValue(formula)) {
            throw new Refused("indicators.refused.formula", code);
        }
        LocalDate from = body.validFrom();
        if (from == null) {
            throw new Invalid("validFrom", "ui.form.required");
        }
        String name = body.name();
        if (name != null && name.isBlank()) {
            throw new Invalid("name", "ui.form.required");
        }
        var words = name == null ? before.name() : LocalText.of(name, body.nameZh() == null ? "" : body.nameZh(), "en");
        String boundary = body.boundary() == null ? before.boundary() : body.boundary();
        int version = definitions.redefine(code, words, boundary, from);
        return ResponseEntity.created(URI.create("/api/indicators/" + code)).body(new Version(code, version));
    }

    private static DefinitionList json(List<Definition> all, Texts t) {
        return new DefinitionList(
                all.stream()
                        .map(d -> new DefinitionJson(
                                d.code(),
                                d.version(),
                                t.of(d.name()),
                                d.unit(),
                                t.of(d.formula()),
                                d.aggregation().name(),
                                d.boundary(),
                                d.validFrom()))
                        .toList(),
                "");
    }
}
