package org.verdite.targets.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.indicators.Boundaries;
import org.verdite.indicators.Definition;
import org.verdite.indicators.Definitions;
import org.verdite.indicators.Figures;
import org.verdite.shared.NotHere;
import org.verdite.targets.NewTarget.Direction;
import org.verdite.targets.Target;
import org.verdite.targets.Targets;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// What the form of a promise offers, and what it begins with.
@Component
@Transactional(readOnly = true)
class TargetForms {

    private final Targets targets;
    private final Definitions definitions;
    private final Figures figures;
    private final Clock clock;

    TargetForms(Targets targets, Definitions definitions, Figures figures, Clock clock) {
        this.targets = targets;
        this.definitions = definitions;
        this.figures = figures;
        this.clock = clock;
    }

    public TargetPages.New fresh(Form form, boolean known, Texts t) {
        var indicators = new LinkedHashMap<String, String>();
        for (Definition d : definitions.all()) {
            if (figures.supplies(d.code())) {
                indicators.put(d.code(), t.of(d.name()));
            }
        }
        var boundaries = new LinkedHashMap<String, String>();
        for (String b : Boundaries.ALL) {
            boundaries.put(b, t.of("targets.boundary." + b));
        }
        var directions = new LinkedHashMap<String, String>();
        for (Direction d : Direction.values()) {
            directions.put(d.name(), t.of("targets.direction." + d));
        }
        return new TargetPages.New(form, known, indicators, boundaries, directions);
    }

    /// The latest version as a form, to be changed into the next.
    public Form formOf(String code) {
        Target v = targets.versions(code).stream().findFirst().orElseThrow(() -> new NotHere("target " + code));
        return Form.empty()
                .with("code", v.code())
                .with("version", v.version())
                .with("sentence.en", v.sentence().texts().get("en"))
                .with("sentence.zh", v.sentence().texts().get("zh"))
                .with("scope.en", v.scope().texts().get("en"))
                .with("scope.zh", v.scope().texts().get("zh"))
                .with("indicator", v.indicator())
                .with("baselineYear", v.baselineYear())
                .with("dueYear", v.dueYear())
                .with("value", v.value().stripTrailingZeros().toPlainString())
                .with("direction", v.direction())
                .with("boundary", v.boundary())
                .with(
                        "validFrom",
                        clock.instant().atZone(TargetQueries.GROUP_ZONE).toLocalDate());
    }
}
