package org.verdite.monitoring.web.imports;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.MappingSpec;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.MappingSpec.NewParameter;
import org.verdite.monitoring.intake.MappingSpec.NewPoint;
import org.verdite.monitoring.intake.MappingSpec.ParameterChoice;
import org.verdite.monitoring.intake.MappingSpec.PointChoice;
import org.verdite.monitoring.intake.MappingSpec.Scale;
import org.verdite.monitoring.intake.MappingSpec.Zero;
import org.verdite.monitoring.intake.MappingSpec.ZeroRule;
import org.verdite.monitoring.intake.Role;
import org.verdite.monitoring.intake.written.DateStyle;
import org.verdite.monitoring.intake.written.NumberStyle;
import org.verdite.ui.form.Form;

/// A mapping as the fields of its form, and back.
final class MappingForm {

    private static final int MAX_NAMES = 500;

    private MappingForm() {}

    static Form filled(MappingSpec spec) {
        var form = Form.empty();
        spec.columns().forEach((role, heading) -> form.with("col." + role, heading));
        for (int i = 0; i < spec.wide().size(); i++) {
            var wide = spec.wide().get(i);
            form.with("wide." + i + ".column", wide.column())
                    .with("wide." + i + ".parameter", wide.parameter())
                    .with("wide." + i + ".unit", wide.unit());
        }
        var source = spec.source();
        return form.with("source", source == null ? "" : source.name())
                .with("licence", source == null ? "" : source.licence())
                .with("point", spec.point())
                .with("dates", spec.dates())
                .with("numbers", spec.numbers())
                .with("missing", String.join(" ", spec.missing()))
                .with("statistic", spec.statistic())
                .with("mode", spec.mode())
                .with("interval", spec.intervalMinutes())
                .with("remember", spec.remembered());
    }

    static MappingSpec read(Form form, MappingSpec before) {
        var columns = new HashMap<String, String>();
        for (Role role : Role.values()) {
            if (form.has("col." + role.key())) {
                columns.put(role.key(), form.typed("col." + role.key()));
            }
        }
        var wide = new java.util.ArrayList<MappingSpec.WideColumn>();
        for (int i = 0; form.has("wide." + i + ".column"); i++) {
            if (form.has("wide." + i + ".parameter")) {
                wide.add(new MappingSpec.WideColumn(
                        form.typed("wide." + i + ".column"),
                        form.typed("wide." + i + ".parameter"),
                        blank(form.optionalText("wide." + i + ".unit", 40))));
            }
        }
        String source = form.optionalText("source", 200);
        var interval = form.optionalNumber("interval");
        var spec = new MappingSpec(
                source.isEmpty() ? null : new MappingSpec.Source(source, form.optionalText("licence", 300)),
                columns,
                columns.containsKey("value") ? List.of() : wide,
                blank(form.optionalText("point", 100)),
                before.points(),
                before.parameters(),
                form.has("dates") ? form.choice("dates", DateStyle.class) : null,
                form.has("numbers") ? form.choice("numbers", NumberStyle.class) : null,
                form.has("missing") ? List.of(form.optionalText("missing", 500).split("\\s+")) : List.of(),
                before.zero(),
                before.duplicates(),
                before.scale(),
                form.has("statistic") ? form.typed("statistic") : "VALUE",
                form.has("mode") ? form.typed("mode") : "LABORATORY",
                interval == null ? null : interval.intValue(),
                form.ticked("remember"));
        var named = names(form, spec);
        form.check();
        return named;
    }

    /// The answers of the dry run's page, beside the mapping as it was.
    static MappingSpec answered(Form form, MappingSpec before) {
        var rule = before.zero();
        if (form.has("zero")) {
            var except = new HashMap<String, Zero>();
            var levels = new HashMap<String, BigDecimal>();
            for (int i = 0; i < MAX_NAMES && form.has("zero." + i + ".code"); i++) {
                String code = form.typed("zero." + i + ".code");
                if (form.has("zero." + i + ".rule")) {
                    except.put(code, form.choice("zero." + i + ".rule", Zero.class));
                }
                var level = form.optionalNumber("zero." + i + ".level");
                if (level != null) {
                    levels.put(code, level);
                }
            }
            rule = new ZeroRule(form.choice("zero", Zero.class), except, levels);
        }
        var answered = before.withAnswers(
                form.has("dates") ? form.choice("dates", DateStyle.class) : null,
                form.has("numbers") ? form.choice("numbers", NumberStyle.class) : null,
                rule,
                form.has("duplicates") ? form.choice("duplicates", Keep.class) : null,
                form.has("scale") ? form.choice("scale", Scale.class) : null);
        var named = names(form, answered);
        form.check();
        return named;
    }

    /// What names of the file stand for: `name.0`, with `choice`, and what the choice needs.
    private static MappingSpec names(Form form, MappingSpec before) {
        var points = new HashMap<>(before.points());
        for (int i = 0; i < MAX_NAMES && form.has("pt." + i + ".name"); i++) {
            var choice = point(form, "pt." + i + ".");
            if (choice != null) {
                points.put(form.typed("pt." + i + ".name"), choice);
            }
        }
        var parameters = new HashMap<>(before.parameters());
        for (int i = 0; i < MAX_NAMES && form.has("pa." + i + ".name"); i++) {
            var choice = parameter(form, "pa." + i + ".");
            if (choice != null) {
                parameters.put(form.typed("pa." + i + ".name"), choice);
            }
        }
        return before.withPoints(points).withParameters(parameters);
    }

    private static @Nullable PointChoice point(Form form, String at) {
        return switch (form.typed(at + "choice")) {
            case "is" -> new PointChoice(form.text(at + "code", 100), null, null);
            case "new" ->
                new PointChoice(
                        null,
                        new NewPoint(
                                form.integer(at + "facility", 1, Integer.MAX_VALUE),
                                form.text(at + "newCode", 60),
                                form.text(at + "newName", 200),
                                form.text(at + "kind", 40),
                                null,
                                null),
                        null);
            case "out" -> new PointChoice(null, null, true);
            default -> null;
        };
    }

    private static @Nullable ParameterChoice parameter(Form form, String at) {
        return switch (form.typed(at + "choice")) {
            case "is" ->
                new ParameterChoice(
                        form.text(at + "code", 40), null, null, null, blank(form.optionalText(at + "basis", 20)), null);
            case "new" ->
                new ParameterChoice(
                        null,
                        new NewParameter(
                                null,
                                form.text(at + "newName", 200),
                                form.optionalText(at + "newNameZh", 200),
                                form.text(at + "medium", 20),
                                form.text(at + "unit", 40)),
                        null,
                        null,
                        null,
                        null);
            case "out" -> new ParameterChoice(null, null, true, null, null, null);
            default -> null;
        };
    }

    private static @Nullable String blank(String text) {
        return text.isEmpty() ? null : text;
    }

    static Map<String, String> headings(List<String> header) {
        var all = new java.util.LinkedHashMap<String, String>();
        header.forEach(h -> all.putIfAbsent(h, h));
        return all;
    }
}
