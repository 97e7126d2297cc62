package org.verdite.rectification.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.notices.Level;
import org.verdite.rectification.LadderRung;
import org.verdite.rectification.Ladders;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SeverityRules;
import org.verdite.shared.Invalid;

/// To whom deadlines are told on their way, as JSON.
@RestController
@RequestMapping("/api/rectification/ladders")
class LadderApi {

    /// @param version of the severity's rule
    record Ladder(Severity severity, List<LadderRung> rungs, int version) {}

    record AllLadders(List<Ladder> items) {}

    /// @param hours after the deadline, negative before it
    record RungBody(
            LadderRung.@Nullable Anchor anchor,
            @Nullable Integer hours,
            @Nullable Set<Level> to) {}

    record LadderBody(
            @Nullable List<RungBody> rungs, @Nullable Integer version) {}

    private final Ladders ladders;
    private final SeverityRules rules;

    LadderApi(Ladders ladders, SeverityRules rules) {
        this.ladders = ladders;
        this.rules = rules;
    }

    @Operation(summary = "To whom the deadlines of each severity are told on their way")
    @GetMapping
    AllLadders all() {
        return new AllLadders(rules.all().stream()
                .map(r -> new Ladder(r.severity(), ladders.of(r.severity()), r.version()))
                .toList());
    }

    @Operation(summary = "Replace a severity's ladder; version of its rule as it was read")
    @PutMapping("/{severity}")
    AllLadders change(@PathVariable Severity severity, @RequestBody LadderBody body) {
        if (body.rungs() == null || body.version() == null) {
            throw new Invalid(body.rungs() == null ? "rungs" : "version", "ui.form.required");
        }
        ladders.change(severity, body.rungs().stream().map(LadderApi::rung).toList(), body.version());
        return all();
    }

    private static LadderRung rung(RungBody body) {
        if (body.anchor() == null) {
            throw new Invalid("rungs", "ui.form.required");
        }
        return new LadderRung(
                body.anchor(),
                Objects.requireNonNullElse(body.hours(), 0),
                Objects.requireNonNullElse(body.to(), Set.of()));
    }
}
