package org.verdite.ui.form;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.ui.Texts;

/// What somebody typed, as they typed it, and what is wrong with it. Reading a value notes the problem at its field and
/// answers null or a harmless default; {@link #check()} then refuses all problems at once.
///
/// ```java
/// var form = Form.of(params);
/// var command = new NewItem(form.text("title", 200), form.date("due"), form.choice("severity", Severity.class));
/// form.check();
/// ```
public final class Form {

    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT),
            DateTimeFormatter.ofPattern("uuuu/M/d", Locale.ROOT));

    private final Map<String, String> typed = new LinkedHashMap<>();
    private final List<FieldProblem> problems = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();

    /// The values of a request, first of each name.
    public static Form of(Map<String, ?> params) {
        var form = new Form();
        params.forEach((name, value) -> form.typed.put(name, first(value)));
        return form;
    }

    public static Form empty() {
        return new Form();
    }

    private static String first(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String[] many -> many.length == 0 ? "" : many[0];
            case List<?> many -> many.isEmpty() ? "" : String.valueOf(many.getFirst());
            default -> value.toString();
        };
    }

    /// Presets a field, for an edit form.
    public Form with(String name, @Nullable Object value) {
        typed.put(name, value == null ? "" : value.toString());
        return this;
    }

    /// As typed; empty when absent.
    public String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    Map<String, String> values() {
        return Map.copyOf(typed);
    }

    /// Of all that was sent, in its order.
    public List<String> names() {
        return List.copyOf(typed.keySet());
    }

    /// Under which name a field is drawn: whoever is told what is wrong with it is told it by that name.
    public void named(String field, String label) {
        labels.put(field, label);
    }

    /// A problem with the name of its field, for the list above the form.
    public String said(FieldProblem problem, Texts t) {
        String label = labels.getOrDefault(problem.field(), "");
        return label.isEmpty() ? problem.in(t) : t.of("ui.form.problemOf", label, problem.in(t));
    }

    /// The values a record had when its form was drawn, for the merge after a conflict; name → value.
    public Map<String, String> was() {
        var was = new TreeMap<>(typed);
        was.keySet().removeIf(name -> !name.startsWith(Merge.WAS));
        return was;
    }

    public boolean has(String name) {
        return !typed(name).isBlank();
    }

    /// Required, trimmed, at most `max` characters.
    public String text(String name, int max) {
        String text = optionalText(name, max);
        if (text.isEmpty()) {
            problem(name, "ui.form.required");
        }
        return text;
    }

    public String optionalText(String name, int max) {
        String text = typed(name).strip();
        if (text.length() > max) {
            problem(name, "ui.form.tooLong", max, text.length());
            return text.substring(0, max);
        }
        if (text.chars().anyMatch(c -> c == 0 || c < 0x20 && c != '\n' && c != '\r' && c != '\t')) {
            problem(name, "ui.form.control");
        }
        return text;
    }

    /// A text in the two languages of the program: fields `name.en` and `name.zh`; one of them is enough.
    /// Where both are missing, the reader's own is asked for.
    public LocalText texts(String name, int max) {
        String en = optionalText(name + ".en", max);
        String zh = optionalText(name + ".zh", max);
        if (en.isEmpty() && zh.isEmpty()) {
            boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
            problem(name + (chinese ? ".zh" : ".en"), "ui.form.required");
            return LocalText.of("en", "");
        }
        return LocalText.of(en, zh, en.isEmpty() ? "zh" : "en");
    }

    public LocalDate date(String name) {
        if (!has(name)) {
            problem(name, "ui.form.required");
            return LocalDate.EPOCH;
        }
        return Optional.ofNullable(optionalDate(name)).orElse(LocalDate.EPOCH);
    }

    /// ISO, `18 Nov 2026`, `2026年11月18日` or `2026/11/18`.
    public @Nullable LocalDate optionalDate(String name) {
        if (!has(name)) {
            return null;
        }
        for (DateTimeFormatter format : DATES) {
            try {
                LocalDate date = LocalDate.parse(typed(name).strip(), format);
                if (date.getYear() >= 1900 && date.getYear() <= 2200) {
                    return date;
                }
            } catch (DateTimeException tryTheNext) {
                continue;
            }
        }
        problem(name, "ui.form.date", typed(name));
        return null;
    }

    public YearMonth month(String name) {
        try {
            return YearMonth.parse(typed(name).strip());
        } catch (DateTimeException e) {
            problem(name, "ui.form.month", typed(name));
            return YearMonth.of(1970, 1);
        }
    }

    public BigDecimal number(String name) {
        if (!has(name)) {
            problem(name, "ui.form.required");
            return BigDecimal.ZERO;
        }
        return Optional.ofNullable(optionalNumber(name)).orElse(BigDecimal.ZERO);
    }

    /// As people write it in English and Chinese: `46,000` and `46000.5`, also in full width, as Chinese input methods
    /// type it; a comma must group by threes.
    public @Nullable BigDecimal optionalNumber(String name) {
        // narrow and unbreakable blanks become blanks by this form
        String text = Normalizer.normalize(typed(name), Normalizer.Form.NFKC)
                .replace('−', '-')
                .replace(" ", "")
                .strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("[+-]?(\\d{1,3}(,\\d{3})+|\\d{1,18})(\\.\\d{1,12})?([eE][+-]?\\d{1,2})?")) {
            return new BigDecimal(text.replace(",", ""));
        }
        problem(name, "ui.form.number", typed(name));
        return null;
    }

    /// Money as people write it: a number without an exponent, for who types `1e5` has slipped rather than meant
    /// 100,000.
    public BigDecimal amount(String name) {
        if (!has(name)) {
            problem(name, "ui.form.required");
            return BigDecimal.ZERO;
        }
        return Optional.ofNullable(optionalAmount(name)).orElse(BigDecimal.ZERO);
    }

    public @Nullable BigDecimal optionalAmount(String name) {
        if (typed(name).matches(".*\\d\\s*[eE].*")) {
            problem(name, "ui.form.number", typed(name));
            return null;
        }
        return optionalNumber(name);
    }

    public int integer(String name, int from, int to) {
        BigDecimal number = number(name);
        try {
            int value = number.intValueExact();
            if (value >= from && value <= to) {
                return value;
            }
        } catch (ArithmeticException e) {
            problem(name, "ui.form.range", from, to);
            return from;
        }
        if (has(name) && problems.stream().noneMatch(p -> p.field().equals(name))) {
            problem(name, "ui.form.range", from, to);
        }
        return from;
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(typed(name))) {
                return constant;
            }
        }
        problem(name, has(name) ? "ui.form.choice" : "ui.form.required");
        return type.getEnumConstants()[0];
    }

    public boolean ticked(String name) {
        return typed(name).equals("true") || typed(name).equals("on");
    }

    /// The version of the record that was read before it was edited.
    public int version() {
        try {
            return Integer.parseInt(typed("version"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    public void problem(String field, String key, Object... args) {
        problems.add(new FieldProblem(field, key, List.of(args)));
    }

    /// Takes over what a room refused.
    public Form refused(Invalid invalid) {
        invalid.problems().forEach(p -> problems.add(new FieldProblem(p.field(), p.key(), p.args())));
        return this;
    }

    public List<FieldProblem> problems() {
        return List.copyOf(problems);
    }

    public List<FieldProblem> problems(String field) {
        return problems.stream().filter(p -> p.field().equals(field)).toList();
    }

    public boolean ok() {
        return problems.isEmpty();
    }

    /// @throws Invalid with every problem noted so far
    public void check() {
        if (!ok()) {
            throw new Invalid(problems.stream()
                    .map(p -> new Invalid.Problem(p.field(), p.key(), p.args()))
                    .toList());
        }
    }
}
