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
import org.verdite.rectification.Severity;
import org.verdite.rectification.SeverityRules;
import org.verdite.rectification.SeverityRules.SeverityRule;
import org.verdite.rectification.Workflow;
import org.verdite.shared.Invalid;

/// The days and ways of the severities as JSON.
@RestController
@RequestMapping("/api/rectification/severity-rules")
class SeverityApi {

    record Rules(List<SeverityRule> items) {}

    record Rule(
            @Nullable Integer days,
            @Nullable Workflow workflow,
            @Nullable Integer version) {}

    private final SeverityRules rules;

    SeverityApi(SeverityRules rules) {
        this.rules = rules;
    }

    @Operation(summary = "How many calendar days each severity gives, and which way it goes")
    @GetMapping
    Rules all() {
        return new Rules(rules.all());
    }

    @Operation(summary = "Change a severity's days and way, for items opened from now on; version as it was read")
    @PutMapping("/{severity}")
    Rules change(@PathVariable Severity severity, @RequestBody Rule rule) {
        if (rule.days() == null || rule.workflow() == null) {
            throw new Invalid(rule.days() == null ? "days" : "workflow", "ui.form.required");
        }
        rules.change(severity, rule.days(), rule.workflow(), Objects.requireNonNullElse(rule.version(), -1));
        return all();
    }
}
