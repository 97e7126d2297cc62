package org.verdite.monitoring.sensorthings;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `$filter` as a condition of SQL. Names become what {@link Model} says of them, and every value is bound, so nothing
/// of what was written reaches the statement's text.
///
/// ```
/// or      = and { "or" and }
/// and     = not { "and" not }
/// not     = "not" not | "(" or ")" | operand [ comparison operand ]
/// operand = literal | function "(" operand { "," operand } ")" | { link "/" } property
/// ```
final class FilterReader {

    private static final Pattern TOKEN = Pattern.compile("""
        \\s*(?:(?<text>'(?:[^']|'')*')\
        |(?<time>\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d))?)(?![\\w.])\
        |(?<number>-?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,2})?)(?![\\w.])\
        |(?<name>@?[A-Za-z_][\\w.]*(?:/@?[A-Za-z_][\\w.]*)*)\
        |(?<mark>[(),]))\
        """);

    private static final Map<String, String> COMPARISONS =
            Map.of("eq", "=", "ne", "<>", "gt", ">", "ge", ">=", "lt", "<", "le", "<=");
    private static final Map<String, String> MIRRORED =
            Map.of("=", "=", "<>", "<>", ">", "<", ">=", "<=", "<", ">", "<=", ">=");

    private record Function(Form of, Form gives, int operands, String sql) {}

    /// Times are taken apart in UTC, as they are shown.
    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("startswith", new Function(Form.TEXT, Form.FLAG, 2, "starts_with(%s, %s)")),
            Map.entry("endswith", new Function(Form.TEXT, Form.FLAG, 2, "(right(%1$s, length(%2$s)) = %2$s)")),
            Map.entry("contains", new Function(Form.TEXT, Form.FLAG, 2, "(strpos(%s, %s) > 0)")),
            Map.entry("substringof", new Function(Form.TEXT, Form.FLAG, 2, "(strpos(%2$s, %1$s) > 0)")),
            Map.entry("tolower", new Function(Form.TEXT, Form.TEXT, 1, "lower(%s)")),
            Map.entry("toupper", new Function(Form.TEXT, Form.TEXT, 1, "upper(%s)")),
            Map.entry("trim", new Function(Form.TEXT, Form.TEXT, 1, "btrim(%s)")),
            Map.entry("length", new Function(Form.TEXT, Form.NUMBER, 1, "length(%s)")),
            Map.entry("round", new Function(Form.NUMBER, Form.NUMBER, 1, "round(%s)")),
            Map.entry("floor", new Function(Form.NUMBER, Form.NUMBER, 1, "floor(%s)")),
            Map.entry("ceiling", new Function(Form.NUMBER, Form.NUMBER, 1, "ceil(%s)")),
            Map.entry("year", part("year")),
            Map.entry("month", part("month")),
            Map.entry("day", part("day")),
            Map.entry("hour", part("hour")),
            Map.entry("minute", part("minute")));

    private static Function part(String name) {
        return new Function(Form.TIME, Form.NUMBER, 1, "extract(" + name + " from %s at time zone 'UTC')");
    }

    private static final Set<String> WORDS = Set.of("and", "or", "not", "eq", "ne", "gt", "ge", "lt", "le");
    private static final int DEPTH = 40;
    private static final int STEPS = 4;

    private record Token(String kind, String text, int at) {
        boolean is(String mark) {
            return text.equals(mark) && !kind.equals("text");
        }
    }

    /// A link that was followed: from the alias of one entity to that of another.
    private record Step(Link link, Entity to, int from, int alias) {}

    /// @param form null for `null`
    /// @param end of a span
    /// @param near of an observation's time
    private record Operand(
            String sql, @Nullable Form form, String end, String near, List<Step> steps, boolean literal, int at) {

        static Operand literal(String sql, @Nullable Form form, int at) {
            return new Operand(sql, form, "", "", List.of(), true, at);
        }

        boolean time() {
            return form == Form.TIME || form == Form.SPAN;
        }
    }

    private final String text;
    private final Entity entity;
    private final Bound bound;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private FilterReader(String text, Entity entity, Bound bound) {
        this.text = text;
        this.entity = entity;
        this.bound = bound;
    }

    /// The condition for rows of the entity whose aliases have the number 0; `true` where nothing was asked.
    static String condition(String text, Entity entity, Bound bound) {
        if (text.isBlank()) {
            return "true";
        }
        var reader = new FilterReader(text, entity, bound);
        reader.split();
        String condition = reader.or();
        if (!reader.peek().kind().equals("end")) {
            throw reader.unexpected(reader.peek());
        }
        return condition;
    }

    private void split() {
        var matcher = TOKEN.matcher(text);
        int at = 0;
        int end = text.stripTrailing().length();
        while (at < end) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw unexpected(new Token("", text.substring(at).strip(), at));
            }
            for (String kind : List.of("text", "time", "number", "name", "mark")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind), matcher.start(kind)));
                }
            }
            at = matcher.end();
        }
        tokens.add(new Token("end", "", end));
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        return tokens.get(next++);
    }

    private boolean took(String mark) {
        if (peek().is(mark)) {
            next++;
            return true;
        }
        return false;
    }

    private void need(String mark) {
        if (!took(mark)) {
            throw unexpected(peek());
        }
    }

    private BadQuery unexpected(Token token) {
        String near = token.text().length() > 40 ? token.text().substring(0, 40) : token.text();
        return new BadQuery("$filter", token.at(), "monitoring.sensorthings.bad.syntax", near);
    }

    private String or() {
        if (++depth > DEPTH) {
            throw unexpected(peek());
        }
        var all = new ArrayList<>(List.of(and()));
        while (took("or")) {
            all.add(and());
        }
        depth--;
        return all.size() == 1 ? all.getFirst() : "(" + String.join(" or ", all) + ")";
    }

    private String and() {
        var all = new ArrayList<>(List.of(not()));
        while (took("and")) {
            all.add(not());
        }
        return all.size() == 1 ? all.getFirst() : "(" + String.join(" and ", all) + ")";
    }

    private String not() {
        if (peek().is("not")) {
            if (++depth > DEPTH) {
                throw unexpected(peek());
            }
            next++;
            String inner = not();
            depth--;
            return "(not " + inner + ")";
        }
        if (took("(")) {
            String inner = or();
            need(")");
            return inner;
        }
        return comparison();
    }

    private String comparison() {
        var left = operand();
        String operator = peek().kind().equals("name") ? COMPARISONS.get(peek().text()) : null;
        if (operator == null) {
            if (left.form() != Form.FLAG) {
                throw unexpected(peek());
            }
            return wrapped(left.sql(), left.steps());
        }
        var sign = take();
        var right = operand();
        if (left.literal() && !right.literal()) {
            var swapped = left;
            left = right;
            right = swapped;
            operator = MIRRORED.getOrDefault(operator, operator);
        }
        return compared(left, operator, right, sign);
    }

    private String compared(Operand left, String operator, Operand right, Token sign) {
        if (!left.steps().isEmpty() && !right.steps().isEmpty()) {
            throw unexpected(sign);
        }
        var steps = left.steps().isEmpty() ? right.steps() : left.steps();
        if (left.form() == null || right.form() == null) {
            if (!operator.equals("=") && !operator.equals("<>")) {
                throw unexpected(sign);
            }
            return wrapped(left.sql() + (operator.equals("=") ? " is null" : " is not null"), steps);
        }
        boolean alike = left.form() == right.form() || left.time() && right.time();
        if (!alike || left.form() == Form.JSON) {
            throw new BadQuery("$filter", sign.at(), "monitoring.sensorthings.bad.types");
        }
        return wrapped(left.form() == Form.SPAN ? span(left, operator, right) : plain(left, operator, right), steps);
    }

    private static String plain(Operand left, String operator, Operand right) {
        return "(" + left.sql() + " " + operator + " " + right.sql() + ")";
    }

    /// A span is after an instant when it began after it, and before when it was over before. The stored column, which
    /// has the index, narrows what is looked at.
    private static String span(Operand left, String operator, Operand right) {
        boolean before = operator.startsWith("<") && !operator.equals("<>");
        String exact = "(" + (before ? left.end() : left.sql()) + ") " + operator + " " + right.sql();
        if (left.near().isEmpty() || !right.literal() || operator.equals("<>")) {
            return "(" + exact + ")";
        }
        String least = left.near() + " >= " + right.sql() + " - interval '" + Model.NEAR_HOURS + " hours'";
        String most = left.near() + " <= " + right.sql() + " + interval '" + Model.NEAR_HOURS + " hours'";
        return "(" + exact + " and " + (operator.equals("=") ? least + " and " + most : before ? most : least) + ")";
    }

    private static String wrapped(String condition, List<Step> steps) {
        String whole = condition;
        for (var step : steps.reversed()) {
            whole = "exists (select from " + Entity.numbered(step.to().from(), step.alias()) + " where "
                    + Entity.numbered(step.to().where(), step.alias()) + " and "
                    + Entity.numbered(step.link().target(), step.alias()) + " = "
                    + Entity.numbered(step.link().source(), step.from()) + " and " + whole + ")";
        }
        return whole;
    }

    private Operand operand() {
        var token = take();
        return switch (token.kind()) {
            case "text" ->
                Operand.literal(
                        "cast("
                                + bound.value(token.text()
                                        .substring(1, token.text().length() - 1)
                                        .replace("''", "'"))
                                + " as text)",
                        Form.TEXT,
                        token.at());
            case "number" -> Operand.literal(bound.value(number(token.text())), Form.NUMBER, token.at());
            case "time" ->
                Operand.literal("cast(" + bound.value(time(token)) + " as timestamptz)", Form.TIME, token.at());
            case "name" -> named(token);
            default -> throw unexpected(token);
        };
    }

    /// An id is compared as an integer, so that its index is used.
    private static Number number(String text) {
        if (text.matches("-?\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        return new BigDecimal(text);
    }

    private OffsetDateTime time(Token token) {
        try {
            return token.text().contains("T")
                    ? OffsetDateTime.parse(token.text()).withOffsetSameInstant(ZoneOffset.UTC)
                    : LocalDate.parse(token.text()).atStartOfDay().atOffset(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            throw unexpected(token);
        }
    }

    private Operand named(Token token) {
        if (WORDS.contains(token.text())) {
            throw unexpected(token);
        }
        switch (token.text()) {
            case "null":
                return Operand.literal("cast(null as text)", null, token.at());
            case "true", "false":
                return Operand.literal(token.text(), Form.FLAG, token.at());
            default:
                return peek().is("(") ? call(token) : property(token);
        }
    }

    private Operand call(Token token) {
        var function = FUNCTIONS.get(token.text());
        if (function == null || ++depth > DEPTH) {
            throw unexpected(token);
        }
        need("(");
        var operands = new ArrayList<Operand>();
        do {
            operands.add(operand());
        } while (took(","));
        need(")");
        depth--;
        if (operands.size() != function.operands()
                || operands.stream().filter(o -> !o.steps().isEmpty()).count() > 1) {
            throw unexpected(token);
        }
        for (var operand : operands) {
            if (operand.form() != function.of() && !(function.of() == Form.TIME && operand.time())) {
                throw new BadQuery("$filter", operand.at(), "monitoring.sensorthings.bad.types");
            }
        }
        String sql = function.sql()
                .formatted(operands.stream().map(o -> "(" + o.sql() + ")").toArray());
        var steps = operands.stream()
                .map(Operand::steps)
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse(List.of());
        boolean literal = operands.stream().allMatch(Operand::literal);
        return new Operand(sql, function.gives(), "", "", steps, literal, token.at());
    }

    private Operand property(Token token) {
        var steps = new ArrayList<Step>();
        Entity at = entity;
        int alias = 0;
        String rest = token.text();
        while (true) {
            var property = property(at, rest);
            if (property != null) {
                return new Operand(
                        "(" + Entity.numbered(property.sql(), alias) + ")",
                        property.form(),
                        Entity.numbered(property.end(), alias),
                        Entity.numbered(property.near(), alias),
                        steps,
                        false,
                        token.at());
            }
            int slash = rest.indexOf('/');
            var link = slash < 0 ? null : at.links().get(rest.substring(0, slash));
            if (link == null || steps.size() == STEPS) {
                int position = token.at() + token.text().length() - rest.length();
                throw new BadQuery("$filter", position, "monitoring.sensorthings.bad.property", rest, at.single());
            }
            int deeper = bound.alias();
            at = Model.to(link);
            steps.add(new Step(link, at, alias, deeper));
            alias = deeper;
            rest = rest.substring(slash + 1);
        }
    }

    private static @Nullable Property property(Entity entity, String name) {
        return name.equals("id") || name.equals("@iot.id")
                ? Property.of("id", entity.textId() ? Form.TEXT : Form.NUMBER, entity.id())
                : entity.properties().get(name);
    }
}
