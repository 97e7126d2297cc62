package org.verdite.obligations.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.LimitWindow.Covariate;
import org.verdite.obligations.formula.Formula;
import org.verdite.shared.Invalid;
import org.verdite.shared.units.UnitTable;
import org.verdite.ui.form.Form;

/// A limit by formula as people type it: the formula, up to four values it depends on, and an example of each to try it
/// with.
final class FormulaForm {

    /// Names of the rows' fields: `c1.name`, `c1.parameter`, `c1.unit`, `c1.days`, `c1.value`.
    static final List<String> ROWS =
            IntStream.rangeClosed(1, 4).mapToObj(i -> "c" + i).toList();

    private static final int MOST_DAYS = 366;

    /// What a formula gives for the examples.
    ///
    /// @param bound null outside of every branch, or where arithmetic has no result
    record Tried(@Nullable BigDecimal bound, String unit) {}

    private FormulaForm() {}

    static boolean given(Form form) {
        return form.has("formula") || ROWS.stream().anyMatch(row -> filled(form, row));
    }

    private static boolean filled(Form form, String row) {
        return form.has(row + ".name") || form.has(row + ".parameter");
    }

    /// Notes at the form's fields what can't be read.
    static LimitWindow window(Form form) {
        if (!given(form)) {
            return LimitWindow.NONE;
        }
        String formula = form.text("formula", 2000);
        var covariates = new ArrayList<Covariate>();
        for (String row : ROWS) {
            if (filled(form, row)) {
                covariates.add(covariate(form, row));
            }
        }
        return LimitWindow.by(formula, covariates);
    }

    private static Covariate covariate(Form form, String row) {
        String name = form.text(row + ".name", 40);
        String parameter = form.text(row + ".parameter", 40);
        String unit = form.optionalText(row + ".unit", 40);
        if (!unit.isEmpty() && UnitTable.standard().canonical(unit).isEmpty()) {
            form.problem(row + ".unit", "ui.unit.unknown", unit);
        }
        if (!name.isEmpty() && !name.matches("[A-Za-z][A-Za-z0-9_]*")) {
            form.problem(row + ".name", "obligations.invalid.name");
        }
        if (!parameter.isEmpty() && !parameter.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            form.problem(row + ".parameter", "obligations.invalid.parameter", parameter);
        }
        int days = form.has(row + ".days") ? form.integer(row + ".days", 0, MOST_DAYS) : 0;
        return new Covariate(name, parameter, unit, days, days == 0 ? "same sample" : "nearest value");
    }

    /// The bound for the examples; null when something is wrong, which then stands at its field.
    static @Nullable Tried tried(Form form) {
        var window = window(form);
        if (!form.ok()) {
            return null;
        }
        String unit = form.optionalText("measure", 40);
        try {
            var formula = Formula.read(window.formula(), unit, window.names());
            var values = examples(form, formula);
            return form.ok() ? tried(formula, unit, values) : null;
        } catch (Invalid e) {
            form.refused(e);
            return null;
        }
    }

    static Tried tried(Formula formula, String unit, Map<String, Double> values) {
        var bound = formula.value(values);
        return new Tried(bound.isPresent() ? Formula.decimal(bound.getAsDouble()) : null, unit);
    }

    private static Map<String, Double> examples(Form form, Formula formula) {
        var values = new HashMap<String, Double>();
        for (String row : ROWS) {
            String name = form.typed(row + ".name").strip();
            if (formula.names().contains(name)) {
                values.put(name, form.number(row + ".value").doubleValue());
            }
        }
        return values;
    }
}
