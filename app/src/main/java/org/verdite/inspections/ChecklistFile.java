package org.verdite.inspections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.ClausesFile;
import org.verdite.obligations.ClausesFile.Words;
import org.verdite.obligations.NewStandard;
import org.verdite.rectification.Severity;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A checklist as a YAML file: the document it asks by with its clauses, and its criteria.
///
/// @param standard the document; its clauses are entered with it. Null when the criteria cite known ones only
/// @param clauses of that document
/// @param criteria in their order
public record ChecklistFile(
        ClausesFile.@Nullable Standard standard,
        @Nullable List<ClausesFile.Clause> clauses,
        Head checklist,
        List<Line> criteria) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int HEAD = 8192;

    public record Head(String code, Words name) {}

    /// A criterion.
    ///
    /// @param standard code of the document whose clause it cites; null for the file's own
    /// @param edition of that document
    /// @param answer `CONFORMITY`, or `NUMBER` with its limit
    /// @param because why it differs from the list below
    public record Line(
            String code,
            @Nullable String standard,
            @Nullable String edition,
            String clause,
            @Nullable List<ClauseKey> also,
            Words question,
            @Nullable Words guidance,
            @Nullable Integer weight,
            @Nullable Answer answer,
            @Nullable Number number,
            @Nullable Boolean photo,
            @Nullable Boolean critical,
            @Nullable Severity severity,
            @Nullable String medium,
            @Nullable Set<String> sites,
            @Nullable String because) {}

    /// A limit as a file tells it.
    public record Number(
            String unit,
            NumberLimit.Bound operator,
            java.math.@Nullable BigDecimal lower,
            java.math.@Nullable BigDecimal upper) {}

    /// @throws Invalid naming the line and the member that can't be read
    public static ChecklistFile read(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, HEAD); i++) {
            if (bytes[i] == 0) {
                throw new Invalid("file", "inspections.file.kind");
            }
        }
        try {
            var file = YAML.readValue(bytes, ChecklistFile.class);
            if (file == null) {
                throw new Invalid("file", "inspections.file.empty");
            }
            var problems = file.problems();
            if (!problems.isEmpty()) {
                throw new Invalid(problems);
            }
            return file;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new Invalid(
                    "file",
                    "inspections.file.unreadable",
                    at == null ? 0 : at.getLineNr(),
                    at == null ? 0 : at.getColumnNr(),
                    e instanceof DatabindException d ? place(d) : "");
        }
    }

    private static String place(DatabindException e) {
        var place = new StringBuilder();
        e.getPath().forEach(step -> {
            if (step.getPropertyName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        });
        return place.toString();
    }

    /// Lines that stand alone.
    static ChecklistFile of(List<Line> criteria) {
        return new ChecklistFile(null, null, new Head("-", new Words("-", null)), criteria);
    }

    /// What is missing, and what contradicts itself.
    List<Invalid.Problem> problems() {
        var problems = new ArrayList<Invalid.Problem>();
        required(problems, "checklist", checklist);
        required(problems, "criteria", criteria);
        if (checklist != null) {
            required(problems, "checklist.code", checklist.code());
            required(problems, "checklist.name", checklist.name());
        }
        if (standard != null && (standard.code() == null || standard.edition() == null)) {
            required(problems, "standard", null);
        }
        for (int i = 0; criteria != null && i < criteria.size(); i++) {
            whole(problems, "criteria[" + i + "]", criteria.get(i));
        }
        return problems;
    }

    private void whole(List<Invalid.Problem> problems, String at, @Nullable Line line) {
        if (line == null) {
            required(problems, at, null);
            return;
        }
        required(problems, at + ".code", line.code());
        required(problems, at + ".clause", line.clause());
        required(
                problems,
                at + ".question",
                line.question() == null ? null : line.question().text());
        if (standard == null && (line.standard() == null || line.edition() == null)) {
            required(problems, at + ".standard", null);
        }
        var number = line.number();
        if ((line.answer() == Answer.NUMBER) != (number != null)) {
            problems.add(new Invalid.Problem(at + ".number", "inspections.file.number", List.of()));
        } else if (number != null && (number.unit() == null || number.operator() == null)) {
            problems.add(new Invalid.Problem(at + ".number", "inspections.invalid.limit", List.of()));
        }
    }

    private static void required(List<Invalid.Problem> problems, String field, @Nullable Object what) {
        if (what == null || what instanceof String text && text.isBlank()) {
            problems.add(new Invalid.Problem(field, "ui.form.required", List.of()));
        }
    }

    public LocalText name() {
        return Objects.requireNonNullElseGet(checklist.name().text(), () -> LocalText.of("en", checklist.code()));
    }

    /// The document that it brings.
    public @Nullable NewStandard document(@Nullable UnitId unit) {
        return standard == null
                ? null
                : ClausesFile.standard(unit, standard, Objects.requireNonNullElse(clauses, List.of()));
    }

    public List<NewCriterion> asks() {
        return criteria.stream().map(this::asks).toList();
    }

    private NewCriterion asks(Line line) {
        var number = line.number();
        var guidance = line.guidance();
        return NewCriterion.of(
                        line.code(),
                        clause(line),
                        Objects.requireNonNull(line.question().text()))
                .also(line.also())
                .guidance(guidance == null ? null : guidance.text())
                .weight(line.weight())
                .limit(
                        number == null
                                ? null
                                : new NumberLimit(number.unit(), number.operator(), number.lower(), number.upper()))
                .photo(line.photo())
                .critical(line.critical())
                .severity(line.severity())
                .medium(line.medium())
                .sites(line.sites())
                .because(line.because())
                .done();
    }

    private ClauseKey clause(Line line) {
        var own = standard;
        return new ClauseKey(
                line.standard() != null ? line.standard() : own == null ? "" : own.code(),
                line.edition() != null ? line.edition() : own == null ? "" : own.edition(),
                line.clause());
    }

    /// What an edition asks as such a file; it can be read again.
    public static byte[] write(String code, LocalText name, List<Criterion> asked) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("checklist", Map.of("code", code, "name", name.texts()));
        whole.put("criteria", asked.stream().map(c -> line(c.asks())).toList());
        return YAML.writeValueAsBytes(whole);
    }

    private static Map<String, Object> line(NewCriterion c) {
        var line = new LinkedHashMap<String, Object>();
        line.put("code", c.code());
        line.put("standard", c.clause().standard());
        line.put("edition", c.clause().edition());
        line.put("clause", c.clause().clause());
        if (!c.also().isEmpty()) {
            line.put("also", c.also());
        }
        line.put("question", c.question().texts());
        if (c.guidance() != null) {
            line.put("guidance", c.guidance().texts());
        }
        line.put("weight", c.weight());
        line.put("answer", c.answer());
        var limit = c.limit();
        if (limit != null) {
            var number = new LinkedHashMap<String, Object>();
            number.put("unit", limit.measure());
            number.put("operator", limit.operator());
            if (limit.lower() != null) {
                number.put("lower", limit.lower());
            }
            if (limit.upper() != null) {
                number.put("upper", limit.upper());
            }
            line.put("number", number);
        }
        if (c.photo()) {
            line.put("photo", true);
        }
        if (c.critical()) {
            line.put("critical", true);
        }
        line.put("severity", c.severity());
        line.put("medium", c.medium());
        if (!c.sites().isEmpty()) {
            line.put("sites", new TreeSet<>(c.sites()));
        }
        if (!c.because().isEmpty()) {
            line.put("because", c.because());
        }
        return line;
    }
}
