package org.verdite.obligations.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.verdite.obligations.formula.Node.Condition;
import org.verdite.obligations.formula.Node.Typed;
import org.verdite.obligations.formula.Node.Value;
import org.verdite.obligations.formula.Words.Kind;
import org.verdite.obligations.formula.Words.Word;
import org.verdite.shared.units.UnitTable;

/// Reads a formula by recursive descent and checks what each part measures while it reads.
final class Parser {

    private static final int DEEPEST = 60;

    private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "=", "==", "!=");

    record Branch(Condition condition, Value value) {}

    private final List<Word> words;
    private final Map<String, String> variables;
    private final SortedSet<String> used;
    private final Map<String, Integer> places = new TreeMap<>();
    private int next;
    private int depth;

    /// @param used receives the names that occur
    Parser(String text, Map<String, String> variables, SortedSet<String> used) {
        this.words = Words.of(text);
        this.variables = variables;
        this.used = used;
        words.stream()
                .filter(w -> w.kind() == Kind.NAME && variables.containsKey(w.text()))
                .forEach(w -> used.add(w.text()));
        used.forEach(name -> places.put(name, places.size()));
    }

    List<Branch> branches(String unit) {
        var branches = new ArrayList<Branch>();
        do {
            var value = in(sum(), unit);
            boolean always = !take("if");
            branches.add(new Branch(always ? Condition.ALWAYS : condition(), value));
            if (always && peek().is(";") && words.get(next + 1).kind() != Kind.END) {
                throw new FormulaError("unreachable", words.get(next + 1).at());
            }
        } while (take(";") && peek().kind() != Kind.END);
        if (peek().kind() != Kind.END) {
            throw new FormulaError("rest", peek().at(), peek().text());
        }
        return branches;
    }

    private Value in(Typed typed, String unit) {
        return typed.value().times(factor(typed.unit(), unit, typed.at()));
    }

    private static double factor(String from, String to, int at) {
        return UnitTable.standard()
                .factor(from, to)
                .orElseThrow(
                        () -> new FormulaError("differs", at, from.isEmpty() ? "1" : from, to.isEmpty() ? "1" : to))
                .doubleValue();
    }

    private Condition condition() {
        var left = both();
        while (take("or")) {
            var before = left;
            var right = both();
            left = c -> before.holds(c) || right.holds(c);
        }
        return left;
    }

    private Condition both() {
        var left = not();
        while (take("and")) {
            var before = left;
            var right = not();
            left = c -> before.holds(c) && right.holds(c);
        }
        return left;
    }

    private Condition not() {
        deeper();
        try {
            if (take("not")) {
                var inner = not();
                return c -> !inner.holds(c);
            }
            if (holdsCondition()) {
                take("(");
                var inner = condition();
                close();
                return inner;
            }
            return comparison();
        } finally {
            depth--;
        }
    }

    /// A bracket with a comparison in it holds a condition, any other begins a sum.
    private boolean holdsCondition() {
        int open = 0;
        for (int i = next; i < words.size(); i++) {
            var word = words.get(i);
            if (word.is("(")) {
                open++;
            } else if (word.is(")")) {
                open--;
            } else if (open > 0 && COMPARISONS.contains(word.text())) {
                return true;
            }
            if (open <= 0) {
                return false;
            }
        }
        return false;
    }

    private Condition comparison() {
        var left = sum();
        Condition all = null;
        while (COMPARISONS.contains(peek().text())) {
            String sign = words.get(next++).text();
            var right = sum();
            var one = compare(left, sign, right);
            var before = all;
            all = before == null ? one : c -> before.holds(c) && one.holds(c);
            left = right;
        }
        if (all == null) {
            throw new FormulaError("comparison", peek().at());
        }
        return all;
    }

    private static Condition compare(Typed left, String sign, Typed right) {
        Value a = left.value();
        Value b = right.value().times(factor(right.unit(), left.unit(), right.at()));
        return switch (sign) {
            case "<" -> c -> a.of(c) < b.of(c);
            case "<=" -> c -> a.of(c) <= b.of(c);
            case ">" -> c -> a.of(c) > b.of(c);
            case ">=" -> c -> a.of(c) >= b.of(c);
            case "!=" -> c -> a.of(c) != b.of(c);
            default -> c -> a.of(c) == b.of(c);
        };
    }

    private Typed sum() {
        deeper();
        try {
            var left = product();
            while (peek().is("+") || peek().is("-")) {
                boolean plus = words.get(next++).text().equals("+");
                var right = product();
                Value a = left.value();
                Value b = right.value().times(factor(right.unit(), left.unit(), right.at()));
                left = new Typed(plus ? c -> a.of(c) + b.of(c) : c -> a.of(c) - b.of(c), left.unit(), left.at());
            }
            return left;
        } finally {
            depth--;
        }
    }

    private Typed product() {
        var left = signed();
        while (peek().is("*") || peek().is("/")) {
            boolean times = words.get(next++).text().equals("*");
            var right = signed();
            left = times ? multiplied(left, right) : divided(left, right);
        }
        return left;
    }

    private static Typed multiplied(Typed left, Typed right) {
        if (!left.plain() && !right.plain()) {
            throw new FormulaError("product", right.at(), left.unit(), right.unit());
        }
        return new Typed(
                c -> left.value().of(c) * right.value().of(c), left.plain() ? right.unit() : left.unit(), left.at());
    }

    /// By a number a quantity stays one; by a quantity of the same measure it becomes a number.
    private static Typed divided(Typed left, Typed right) {
        if (right.plain()) {
            return new Typed(c -> left.value().of(c) / right.value().of(c), left.unit(), left.at());
        }
        Value b = right.value().times(factor(right.unit(), left.unit(), right.at()));
        return new Typed(c -> left.value().of(c) / b.of(c), "", left.at());
    }

    private Typed signed() {
        if (take("-")) {
            deeper();
            var inner = signed();
            depth--;
            return new Typed(c -> -inner.value().of(c), inner.unit(), inner.at());
        }
        return power();
    }

    private Typed power() {
        var base = inUnit();
        if (!take("^")) {
            return base;
        }
        deeper();
        var exponent = signed();
        depth--;
        plain(base);
        plain(exponent);
        return new Typed(c -> Math.pow(base.value().of(c), exponent.value().of(c)), "", base.at());
    }

    /// A unit behind a number makes a quantity, behind a quantity it takes the number.
    private Typed inUnit() {
        var typed = primary();
        while (peek().kind() == Kind.UNIT) {
            var word = words.get(next++);
            String unit = UnitTable.standard()
                    .canonical(word.text())
                    .orElseThrow(() -> new FormulaError("unit", word.at(), word.text()));
            typed = typed.plain()
                    ? new Typed(typed.value(), unit, typed.at())
                    : new Typed(in(typed, unit), "", typed.at());
        }
        return typed;
    }

    private Typed primary() {
        var word = words.get(next);
        switch (word.kind()) {
            case NUMBER -> {
                next++;
                double number = Double.parseDouble(word.text());
                return new Typed(_ -> number, "", word.at());
            }
            case NAME -> {
                next++;
                return peek().is("(") ? call(word) : variable(word);
            }
            default -> {
                if (!take("(")) {
                    throw new FormulaError("value", word.at(), word.text());
                }
                var inner = sum();
                close();
                return inner;
            }
        }
    }

    private Typed variable(Word word) {
        String unit = variables.get(word.text());
        Integer place = places.get(word.text());
        if (unit == null || place == null) {
            throw new FormulaError("name", word.at(), word.text(), String.join(", ", variables.keySet()));
        }
        int slot = place;
        return new Typed(c -> c[slot], UnitTable.standard().bare(unit) ? "" : unit, word.at());
    }

    private Typed call(Word word) {
        take("(");
        var args = new ArrayList<Typed>();
        do {
            args.add(sum());
        } while (take(","));
        close();
        if (word.text().equals("min") || word.text().equals("max")) {
            return extreme(word, args);
        }
        if (args.size() != 1) {
            throw new FormulaError("arguments", word.at(), word.text());
        }
        var inner = args.getFirst();
        Value x = inner.value();
        if (word.text().equals("abs")) {
            return new Typed(c -> Math.abs(x.of(c)), inner.unit(), word.at());
        }
        plain(inner);
        Value value = switch (word.text()) {
            case "exp" -> c -> Math.exp(x.of(c));
            case "ln" -> c -> Math.log(x.of(c));
            case "log10" -> c -> Math.log10(x.of(c));
            case "sqrt" -> c -> Math.sqrt(x.of(c));
            default -> throw new FormulaError("function", word.at(), word.text());
        };
        return new Typed(value, "", word.at());
    }

    private static Typed extreme(Word word, List<Typed> args) {
        boolean least = word.text().equals("min");
        var first = args.getFirst();
        Value all = first.value();
        for (Typed more : args.subList(1, args.size())) {
            Value a = all;
            Value b = more.value().times(factor(more.unit(), first.unit(), more.at()));
            all = least ? c -> Math.min(a.of(c), b.of(c)) : c -> Math.max(a.of(c), b.of(c));
        }
        return new Typed(all, first.unit(), word.at());
    }

    private static void plain(Typed typed) {
        if (!typed.plain()) {
            throw new FormulaError("plain", typed.at(), typed.unit());
        }
    }

    private void close() {
        if (!take(")")) {
            throw new FormulaError("close", peek().at(), peek().text());
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new FormulaError("deep", peek().at());
        }
    }

    private Word peek() {
        return words.get(next);
    }

    private boolean take(String sign) {
        if (peek().is(sign)) {
            next++;
            return true;
        }
        return false;
    }
}
