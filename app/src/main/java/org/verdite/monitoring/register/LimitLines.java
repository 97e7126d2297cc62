package org.verdite.monitoring.register;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.verdite.monitoring.register.RegisterRows.Limit;
import org.verdite.monitoring.register.RegisterRows.Parameter;
import org.verdite.monitoring.register.Registers.Change;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.LimitWindow;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.Ranked;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.Invalid;
import org.verdite.shared.units.Conversion;
import org.verdite.shared.units.UnitTable;
import org.verdite.ui.form.Form;

/// A line of the sheet of limits. One that is there since the same day with other bounds is corrected; one that begins
/// later than what is there changes it from that day on. Either way its unit, its warning and its fewest results stay.
@Component
class LimitLines {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final UnitTable UNITS = UnitTable.standard();

    private final RegisterRows rows;
    private final LimitRegister register;

    LimitLines(RegisterRows rows, LimitRegister register) {
        this.rows = rows;
        this.register = register;
    }

    /// @param fresh where new limits wait for the others of their permit; null enters them at once
    Change take(Form line, @Nullable Map<Long, List<NewLimit>> fresh) {
        var site = rows.site(line.typed("site"))
                .orElseThrow(() -> new Invalid("site", "monitoring.register.problem.site", line.typed("site")));
        var permits = rows.permits(site.id(), line.typed("permit"));
        if (permits.size() != 1) {
            throw new Invalid(
                    "permit",
                    permits.isEmpty() ? "monitoring.register.problem.permit" : "monitoring.register.problem.permits",
                    line.typed("permit"));
        }
        var parameter = rows.parameter(line.typed("parameter"))
                .orElseThrow(() ->
                        new Invalid("parameter", "monitoring.register.problem.parameter", line.typed("parameter")));
        var limit = read(line, permits.getFirst().id(), parameter);
        if (limit.to() != null && !limit.to().isAfter(limit.from())) {
            line.problem("to", "obligations.invalid.to");
        }
        line.check();
        enterThoseBefore(limit, fresh);
        var there = rows.limits(limit);
        var step = there.stream()
                .filter(s -> s.from().equals(limit.from()))
                .findFirst()
                .orElse(null);
        if (step != null) {
            return correct(line, limit, step);
        }
        var before = there.stream()
                .filter(s -> s.from().isBefore(limit.from())
                        && (s.to() == null || limit.from().isBefore(s.to())))
                .findFirst()
                .orElse(null);
        if (before != null) {
            stays(line, limit, before);
            register.change(before.revision(), limit.from(), limit.lower(), limit.upper(), limit.clause());
            closeFrom(limit, before);
            return Change.CHANGED;
        }
        measures(limit.unit(), parameter);
        if (fresh == null) {
            register.addLimit(limit);
        } else {
            fresh.computeIfAbsent(limit.set(), _ -> new ArrayList<>()).add(limit);
        }
        return Change.ADDED;
    }

    /// A line may change what a line above it brought.
    private void enterThoseBefore(NewLimit limit, @Nullable Map<Long, List<NewLimit>> fresh) {
        var waiting = fresh == null ? null : fresh.get(limit.set());
        if (fresh != null && waiting != null && waiting.stream().anyMatch(w -> alike(w, limit))) {
            fresh.remove(limit.set());
            register.addLimits(waiting);
        }
    }

    private static boolean alike(NewLimit a, NewLimit b) {
        return a.parameter().equals(b.parameter())
                && a.fraction().equals(b.fraction())
                && a.statistic().equals(b.statistic())
                && Ranked.text(a.window().ranked())
                        .equals(Ranked.text(b.window().ranked()))
                && a.operator() == b.operator()
                && a.pointCode().equals(b.pointCode())
                && a.pointClass().equals(b.pointClass())
                && a.kind() == b.kind();
    }

    /// A new limit is in a unit that becomes its parameter's, or no result would ever be held against it.
    private static void measures(String unit, Parameter parameter) {
        if (UNITS.bare(unit) && UNITS.bare(parameter.unit())
                || UNITS.conversion(unit, parameter.unit()) instanceof Conversion.Linear) {
            return;
        }
        if (unit.isEmpty()) {
            throw new Invalid("unit", "monitoring.register.problem.unitMissing", parameter.unit());
        }
        throw new Invalid("unit", "monitoring.register.problem.unit", unit, parameter.unit());
    }

    /// What a later step, or a correction, leaves as it is: said otherwise it is refused, as the bounds alone would
    /// mean something else.
    private static void stays(Form line, NewLimit limit, Limit there) {
        if (!limit.unit().isEmpty()
                && UNITS.factor(limit.unit(), there.unit())
                        .filter(f -> same(f, BigDecimal.ONE))
                        .isEmpty()) {
            line.problem("unit", "monitoring.register.problem.otherUnit", there.unit());
        }
        if (line.has("warning") && !same(limit.warningShare(), there.warning())) {
            line.problem("warning", "monitoring.register.problem.stays");
        }
        if (line.has("minimum") && limit.minimumNumber() != there.minimum()) {
            line.problem("minimum", "monitoring.register.problem.stays");
        }
        if (limit.to() != null && there.to() != null && !limit.to().equals(there.to())) {
            line.problem("to", "monitoring.register.problem.stays");
        }
        line.check();
    }

    private Change correct(Form line, NewLimit limit, Limit there) {
        stays(line, limit, there);
        boolean clause = limit.clause().isEmpty() || limit.clause().equals(there.clause());
        boolean bounds = written(limit.lower(), there.lower()) && written(limit.upper(), there.upper());
        boolean closes = limit.to() != null && there.to() == null;
        if (bounds && clause && !closes) {
            return Change.UNCHANGED;
        }
        if (!bounds || !clause) {
            register.correct(
                    there.revision(),
                    limit.lower(),
                    limit.upper(),
                    limit.clause().isEmpty() ? there.clause() : limit.clause());
        }
        closeFrom(limit, there);
        return Change.CHANGED;
    }

    /// The end that a line says of a step that had none.
    private void closeFrom(NewLimit limit, Limit there) {
        if (limit.to() == null || there.to() != null) {
            return;
        }
        var now = rows.limits(limit).stream()
                .filter(s -> s.from().equals(limit.from()))
                .findFirst()
                .orElseThrow();
        register.close(now.revision(), limit.to());
    }

    /// With the same decimals: they decide rounding.
    private static boolean written(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return Objects.equals(a, b) || same(a, b) && a != null && b != null && a.scale() <= b.scale();
    }

    private static boolean same(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        return a == null ? b == null : b != null && a.compareTo(b) == 0;
    }

    private static NewLimit read(Form line, long set, Parameter parameter) {
        var operator = line.choice("operator", Operator.class);
        var share = line.optionalNumber("warning");
        if (share != null && (share.signum() <= 0 || share.compareTo(HUNDRED) >= 0)) {
            line.problem("warning", "ui.form.range", 1, 99);
        }
        return new NewLimit(
                set,
                line.has("kind") ? line.choice("kind", LimitKind.class) : LimitKind.COMPLIANCE,
                parameter.code(),
                parameter.name(),
                line.optionalText("fraction", 20),
                "",
                line.text("statistic", 20),
                operator,
                line.optionalNumber("lower"),
                line.optionalNumber("upper"),
                line.optionalText("unit", 40),
                share == null ? null : share.movePointLeft(2),
                RoundingBasis.NONE,
                NonDetectRule.LEVEL_DECIDES,
                line.has("minimum") ? line.integer("minimum", 1, Ranked.MOST) : 1,
                null,
                line.optionalText("pointClass", 80),
                line.optionalText("point", 40),
                line.optionalText("clause", 80),
                line.date("from"),
                line.optionalDate("to"),
                "",
                false,
                LimitWindow.NONE.of(ranked(line)));
    }

    /// Which of many values, where the line says so.
    private static @Nullable Ranked ranked(Form line) {
        if (!line.has("percentile") && !line.has("allowed") && !line.has("outOf")) {
            return null;
        }
        return new Ranked(
                line.optionalNumber("percentile"),
                line.has("allowed") ? (Integer) line.integer("allowed", 0, Ranked.MOST - 1) : null,
                line.has("outOf") ? (Integer) line.integer("outOf", 1, Ranked.MOST) : null,
                line.optionalText("parts", 20));
    }
}
