package org.verdite.obligations.web;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.formula.Formula;
import org.verdite.shared.Invalid;

/// Tries a formula before it is entered, as JSON.
@RestController
class FormulaApi {

    /// @param values by the covariates' names, each in its unit
    record Trial(
            @Nullable String formula,
            @Nullable String unit,
            @Nullable List<LimitWindow.Covariate> covariates,
            @Nullable Map<String, Double> values) {}

    record Bound(@Nullable BigDecimal bound, String unit) {}

    @PostMapping("/api/obligations/formulas/bound")
    @Operation(
            summary = "What a formula gives for example values; nothing is stored",
            description = "bound is null outside of every branch of the formula, or where arithmetic has no result.")
    public Bound bound(@RequestBody Trial trial) {
        if (trial.formula() == null || trial.formula().isBlank()) {
            throw new Invalid("formula", "ui.form.required");
        }
        String unit = trial.unit() == null ? "" : trial.unit();
        var window = LimitWindow.by(trial.formula(), trial.covariates() == null ? List.of() : trial.covariates());
        var formula = Formula.read(window.formula(), unit, window.names());
        Map<String, Double> values = trial.values() == null ? Map.of() : new HashMap<>(trial.values());
        for (String name : formula.names()) {
            if (values.get(name) == null) {
                throw new Invalid("values." + name, "ui.form.required");
            }
        }
        var tried = FormulaForm.tried(formula, unit, values);
        return new Bound(tried.bound(), tried.unit());
    }
}
