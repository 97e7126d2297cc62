package org.verdite.obligations.formula;

/// What a formula is made of after it was read: functions of the covariates' values.
final class Node {

    private Node() {}

    /// A number, in whatever unit the reader of the formula has found it to be.
    @FunctionalInterface
    interface Value {
        double of(double[] covariates);

        default Value times(double factor) {
            return factor == 1 ? this : c -> of(c) * factor;
        }
    }

    @FunctionalInterface
    interface Condition {
        Condition ALWAYS = _ -> true;

        boolean holds(double[] covariates);
    }

    /// A value with what it measures; the unit is empty for a plain number.
    record Typed(Value value, String unit, int at) {
        boolean plain() {
            return unit.isEmpty();
        }
    }
}
