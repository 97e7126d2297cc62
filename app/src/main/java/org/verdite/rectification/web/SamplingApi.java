package org.verdite.rectification.web;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import org.verdite.rectification.SampleRule;
import org.verdite.rectification.SampleRules;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;

/// Rules and lots of sampled verification as JSON.
@RestController
@RequestMapping("/api/rectification/sampling")
class SamplingApi {

    /// @param lot absent while the month runs somewhere
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LotJson(
            String month, String fingerprint, @Nullable String lot) {}

    record SamplingJson(List<SampleRule> rules, List<LotJson> lots) {}

    /// What is left out stays as it is.
    record RuleBody(
            @Nullable Integer share,
            @Nullable Integer least,
            @Nullable Integer waitDays,
            @Nullable Integer raisedDays,
            @Nullable Integer version) {}

    private final SampleRules rules;
    private final Lots lots;

    SamplingApi(SampleRules rules, Lots lots) {
        this.rules = rules;
        this.lots = lots;
    }

    @Operation(
            summary =
                    "By which rule corrections on the spot are drawn for verification, and each month's lot once it is over")
    @GetMapping
    SamplingJson all() {
        return new SamplingJson(
                rules.all(),
                lots.all().stream()
                        .map(l -> new LotJson(l.month().toString(), l.fingerprint(), l.lot()))
                        .toList());
    }

    @Operation(summary = "Change a severity's sampling, for corrections reported from now on; version as it was read")
    @PutMapping("/{severity}")
    SamplingJson change(@PathVariable Severity severity, @RequestBody RuleBody body) {
        if (body.version() == null) {
            throw new Invalid("version", "ui.form.required");
        }
        var before = rules.of(severity);
        rules.change(new SampleRule(
                severity,
                Objects.requireNonNullElse(body.share(), before.share()),
                Objects.requireNonNullElse(body.least(), before.least()),
                Objects.requireNonNullElse(body.waitDays(), before.waitDays()),
                Objects.requireNonNullElse(body.raisedDays(), before.raisedDays()),
                body.version()));
        return all();
    }
}
