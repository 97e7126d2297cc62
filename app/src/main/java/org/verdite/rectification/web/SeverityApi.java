package org.verdite.rectification.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.rectification.Counting;
import org.verdite.rectification.Severity;
import org.verdite.rectification.SeverityRules;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Invalid;

/// The time and ways of the severities as JSON.
@RestController
@RequestMapping("/api/rectification/severity-rules")
class SeverityApi {

    record Rules(List<SeverityRule> items) {}

    /// What is left out stays as it is.
    record Rule(
            @Nullable Integer amount,
            @Nullable Counting counting,
            @Nullable Integer extensions,
            @Nullable Workflow workflow,
            @Nullable Integer version) {}

    private final SeverityRules rules;

    SeverityApi(SeverityRules rules) {
        this.rules = rules;
    }

    @Operation(summary = "How much time each severity gives, how often more, and which way it goes")
    @GetMapping
    Rules all() {
        return new Rules(rules.all());
    }

    @Operation(summary = "Change a severity's time and way, for items opened from now on; version as it was read")
    @PutMapping("/{severity}")
    Rules change(@PathVariable Severity severity, @RequestBody Rule rule) {
        if (rule.version() == null) {
            throw new Invalid("version", "ui.form.required");
        }
        var before = rules.of(severity);
        rules.change(new SeverityRule(
                severity,
                Objects.requireNonNullElse(rule.amount(), before.amount()),
                Objects.requireNonNullElse(rule.counting(), before.counting()),
                Objects.requireNonNullElse(rule.extensions(), before.extensions()),
                Objects.requireNonNullElse(rule.workflow(), before.workflow()),
                rule.version()));
        return all();
    }
}
