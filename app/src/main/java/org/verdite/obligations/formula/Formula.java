package org.verdite.obligations.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

/// A limit's value as it depends on covariates, in branches that are asked one after the other:
/// `7.5 [ug/L] if hardness <= 90 [mg/L]; (0.75 * (hardness [mg/L] - 90) + 7.5) [ug/L] if hardness <= 330 [mg/L]`.
///
/// A unit stands in brackets behind what it belongs to: behind a plain number it makes a quantity of it, behind a
/// quantity it takes the number that it has in that unit. Quantities add and compare only with what measures the
/// same; their numbers multiply, are raised to powers and go through `exp`, `ln`, `log10`, `sqrt`, `abs`, `min`,
/// `max`. Conditions compare, also in chains (`6.5 <= pH < 8`), and join by `and`, `or`, `not`. Everything is checked
/// when it is read; what is left for later is a value outside of every branch, or arithmetic without a result.
public final class Formula {

    static final int LONGEST = 2_000;

    private final String text;
    private final List<String> names;
    private final List<Parser.Branch> branches;

    private Formula(String text, List<String> names, List<Parser.Branch> branches) {
        this.text = text;
        this.names = List.copyOf(names);
        this.branches = List.copyOf(branches);
    }

    /// Reads a formula whose value is in a unit.
    ///
    /// @param unit of the limit; the branches may be written in any that measures the same
    /// @param variables name and unit of each covariate the formula may speak of
    /// @throws FormulaError with the place and what was expected
    public static Formula read(String text, String unit, Map<String, String> variables) {
        if (text.length() > LONGEST) {
            throw new FormulaError("tooLong", LONGEST, LONGEST);
        }
        var used = new TreeSet<String>();
        var parser = new Parser(text, variables, used);
        return new Formula(text, List.copyOf(used), parser.branches(unit));
    }

    /// The covariates it speaks of, by name.
    public List<String> names() {
        return names;
    }

    /// As it was written.
    public String text() {
        return text;
    }

    /// The value in the limit's unit for given covariates; empty outside of every branch, or where arithmetic has no
    /// result.
    ///
    /// @param values of every name in {@link #names}, each in the unit it was declared in
    public OptionalDouble value(Map<String, Double> values) {
        double[] slots = new double[names.size()];
        for (int i = 0; i < slots.length; i++) {
            Double value = values.get(names.get(i));
            if (value == null) {
                throw new IllegalArgumentException("no value of " + names.get(i));
            }
            slots[i] = value;
        }
        for (Parser.Branch branch : branches) {
            if (branch.condition().holds(slots)) {
                double value = branch.value().of(slots);
                return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
            }
        }
        return OptionalDouble.empty();
    }

    /// A computed bound has the digits of binary arithmetic; twelve of them say what was meant.
    public static BigDecimal decimal(double value) {
        return new BigDecimal(value).round(new MathContext(12)).stripTrailingZeros();
    }

    @Override
    public String toString() {
        return text;
    }
}
