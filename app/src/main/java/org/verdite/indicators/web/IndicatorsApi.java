package org.verdite.indicators.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.shared.NotHere;
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
