package org.verdite.inspections.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import org.verdite.inspections.Answer;
import org.verdite.inspections.ClauseKey;
import org.verdite.inspections.Criterion;
import org.verdite.inspections.NewCriterion;
import org.verdite.inspections.NumberLimit;
import org.verdite.inspections.web.ChecklistQueries.Change;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// A criterion as its form writes it; `sites` is one field, its kinds parted by commas.
final class CriterionForm {

    private CriterionForm() {}

    static Form fresh() {
        return Form.empty()
                .with("weight", 2)
                .with("severity", "MINOR")
                .with("answer", "CONFORMITY")
                .with("medium", "MANAGEMENT")
                .with("version", 0);
    }

    static Form of(MultiValueMap<String, String> params) {
        var form = Form.of(params.toSingleValueMap());
        return form.with(
                        "sites",
                        sites(params.getOrDefault("sites", List.of()).stream()
                                .flatMap(each -> Stream.of(each.split(",")))
                                .filter(each -> !each.isBlank())
                                .collect(Collectors.toSet())))
                .with("photo", form.ticked("photo"))
                .with("critical", form.ticked("critical"));
    }

    private static String sites(Set<String> kinds) {
        return String.join(",", new TreeSet<>(kinds));
    }

    static Set<String> ticked(Form form) {
        return form.has("sites") ? Set.of(form.typed("sites").split(",")) : Set.of();
    }

    /// Remembers what it was filled with, for the merge after a conflict.
    static Form of(Criterion c) {
        var form = Form.empty().with("code", c.code());
        fields(c).forEach(form::with);
        return Merge.remember(form).with("version", c.own() ? c.version() : 0);
    }

    private static Map<String, String> fields(Criterion c) {
        var asks = c.asks();
        var limit = asks.limit();
        var guidance = asks.guidance();
        var all = new java.util.LinkedHashMap<String, String>();
        all.put("question.en", asks.question().texts().getOrDefault("en", ""));
        all.put("question.zh", asks.question().texts().getOrDefault("zh", ""));
        all.put("guidance.en", guidance == null ? "" : guidance.texts().getOrDefault("en", ""));
        all.put("guidance.zh", guidance == null ? "" : guidance.texts().getOrDefault("zh", ""));
        all.put("clause", asks.clause().written());
        all.put("also", asks.also().isEmpty() ? "" : asks.also().getFirst().written());
        all.put("also2", asks.also().size() < 2 ? "" : asks.also().get(1).written());
        all.put("answer", asks.answer().name());
        all.put(
                "lower",
                limit == null || limit.lower() == null ? "" : limit.lower().toPlainString());
        all.put(
                "upper",
                limit == null || limit.upper() == null ? "" : limit.upper().toPlainString());
        all.put("measure", limit == null ? "" : limit.measure());
        all.put("photo", Boolean.toString(asks.photo()));
        all.put("weight", Integer.toString(asks.weight()));
        all.put("severity", asks.severity().name());
        all.put("critical", Boolean.toString(asks.critical()));
        all.put("medium", asks.medium());
        all.put("sites", sites(asks.sites()));
        all.put("because", asks.because());
        return all;
    }

    /// What somebody else stored meanwhile beside what was typed.
    ///
    /// @param clauses key → words
    static Difference difference(
            Criterion stored, Change last, Form form, Map<String, String> clauses, String action, Texts t) {
        var merge = new Merge(form);
        UnaryOperator<String> clause = key -> clauses.getOrDefault(key, key);
        UnaryOperator<String> yes =
                value -> t.of(value.equals("true") ? "inspections.book.yes" : "inspections.book.no");
        fields(stored).forEach((field, value) -> {
            switch (field) {
                case "clause", "also", "also2" -> merge.field(field, label(field, t), value, clause);
                case "photo", "critical" -> merge.field(field, label(field, t), value, yes);
                case "answer", "severity", "medium" ->
                    merge.field(field, label(field, t), value, code -> t.of("inspections." + field + "." + code));
                case "sites" ->
                    merge.field(
                            field,
                            label(field, t),
                            value,
                            kinds -> Stream.of(kinds.split(","))
                                    .map(kind -> t.or("inspections.site." + kind, kind))
                                    .collect(Collectors.joining(", ")));
                default -> merge.field(field, label(field, t), value);
            }
        });
        return merge.with(last.who(), last.at(), stored.version(), action);
    }

    private static String label(String field, Texts t) {
        return t.of(
                switch (field) {
                    case "question.en" -> "inspections.questionEn";
                    case "question.zh" -> "inspections.questionZh";
                    case "guidance.en" -> "inspections.guidanceEn";
                    case "guidance.zh" -> "inspections.guidanceZh";
                    case "also2" -> "inspections.also";
                    case "weight", "severity", "medium", "photo", "critical" -> "inspections." + field + "Field";
                    default -> "inspections." + field;
                });
    }

    static NewCriterion read(Form form, String code) {
        var clause = clause(form.text("clause", 200));
        var also = Stream.of("also", "also2")
                .filter(form::has)
                .map(name -> clause(form.typed(name)))
                .distinct()
                .toList();
        var answer = form.choice("answer", Answer.class);
        return NewCriterion.of(code, clause, lines(form.texts("question", 500)))
                .also(also)
                .guidance(form.has("guidance.en") || form.has("guidance.zh") ? guidance(form) : null)
                .weight(form.integer("weight", 1, 5))
                .limit(answer == Answer.NUMBER ? limit(form) : null)
                .photo(form.ticked("photo"))
                .critical(form.ticked("critical"))
                .severity(form.choice("severity", Severity.class))
                .medium(form.text("medium", 20))
                .sites(ticked(form))
                .because(form.optionalText("because", 1000))
                .done();
    }

    private static LocalText guidance(Form form) {
        return lines(
                LocalText.of(form.optionalText("guidance.en", 2000), form.optionalText("guidance.zh", 2000), "en"));
    }

    /// Browsers send lines with CR LF; a file that goes out and comes in has LF.
    private static LocalText lines(LocalText text) {
        return new LocalText(
                text.original(),
                text.texts().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, e -> e.getValue().replace("\r\n", "\n"))));
    }

    private static ClauseKey clause(String typed) {
        return Objects.requireNonNullElseGet(ClauseKey.read(typed), () -> new ClauseKey(typed, "", ""));
    }

    private static NumberLimit limit(Form form) {
        var lower = form.optionalNumber("lower");
        var upper = form.optionalNumber("upper");
        return new NumberLimit(form.text("measure", 20), NumberLimit.Bound.of(lower, upper), lower, upper);
    }
}
