package org.verdite.monitoring.sensorthings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The query options of an address or of an expansion, read for one kind of entity.
///
/// @param texts as they were written, for the next link
/// @param filter as it was written; read with the statement it goes into
/// @param after the observation after which a page begins
record Asked(
        Map<String, String> texts,
        String filter,
        List<Order> order,
        int top,
        int skip,
        boolean count,
        Set<String> select,
        List<Expansion> expand,
        @Nullable ObservationId after) {

    static final int MOST = 1000;
    private static final int USUAL = 100;
    private static final int DEPTH = 5;
    private static final int EXPANSIONS = 20;
    private static final int LENGTH = 8000;

    private static final Set<String> EVERYWHERE = Set.of("$filter", "$orderby", "$top", "$skip", "$select", "$expand");

    record Order(Property property, boolean descending) {}

    record Expansion(Link link, Asked asked) {}

    /// @param options names with `$`, and those that are not the standard's
    static Asked of(Entity entity, Map<String, String> options) {
        int[] expansions = {0};
        return of(entity, options, 0, expansions);
    }

    private static Asked of(Entity entity, Map<String, String> options, int depth, int[] expansions) {
        for (var option : options.entrySet()) {
            if (option.getValue().length() > LENGTH) {
                throw new BadQuery(option.getKey(), LENGTH, "monitoring.sensorthings.bad.long", String.valueOf(LENGTH));
            }
            if (option.getKey().startsWith("$") && !known(option.getKey(), depth)) {
                throw new BadQuery(option.getKey(), 0, "monitoring.sensorthings.bad.option");
            }
        }
        String token = options.getOrDefault("$skiptoken", "");
        var after = token.isEmpty() ? null : ObservationId.of(token);
        if (!token.isEmpty() && (after == null || !entity.set().equals("Observations"))) {
            throw new BadQuery("$skiptoken", 0, "monitoring.sensorthings.bad.syntax", token);
        }
        return new Asked(
                Map.copyOf(options),
                options.getOrDefault("$filter", ""),
                orders(entity, options.getOrDefault("$orderby", "")),
                number(options, "$top", USUAL, MOST),
                number(options, "$skip", 0, 100_000_000),
                flag(options),
                selected(entity, options.getOrDefault("$select", "")),
                expansions(entity, options.getOrDefault("$expand", ""), depth, expansions),
                after);
    }

    private static boolean known(String option, int depth) {
        return EVERYWHERE.contains(option) || (depth == 0 && (option.equals("$count") || option.equals("$skiptoken")));
    }

    private static int number(Map<String, String> options, String name, int usual, int most) {
        String text = options.get(name);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > 100_000_000) {
            throw new BadQuery(name, 0, "monitoring.sensorthings.bad.number");
        }
        // more than the most is answered with the most and a next link, as the standard allows
        return Math.min(Integer.parseInt(text), most);
    }

    private static boolean flag(Map<String, String> options) {
        String text = options.getOrDefault("$count", "false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new BadQuery("$count", 0, "monitoring.sensorthings.bad.syntax", text);
        }
        return text.equals("true");
    }

    private static List<Order> orders(Entity entity, String text) {
        var orders = new ArrayList<Order>();
        for (var part : parts("$orderby", text, ',')) {
            String[] words = part.text().strip().split("\\s+");
            String name = words[0].equals("@iot.id") ? "id" : words[0];
            var property = name.equals("id")
                    ? Property.of("id", entity.textId() ? Form.TEXT : Form.NUMBER, entity.id())
                    : entity.properties().get(name);
            if (property == null || property.form() == Form.JSON) {
                throw new BadQuery(
                        "$orderby", part.at(), "monitoring.sensorthings.bad.property", words[0], entity.single());
            }
            if (words.length > 2 || (words.length == 2 && !words[1].equals("asc") && !words[1].equals("desc"))) {
                throw new BadQuery("$orderby", part.at(), "monitoring.sensorthings.bad.syntax", part.text());
            }
            orders.add(new Order(property, words.length == 2 && words[1].equals("desc")));
        }
        return List.copyOf(orders);
    }

    private static Set<String> selected(Entity entity, String text) {
        var selected = new LinkedHashSet<String>();
        for (var part : parts("$select", text, ',')) {
            String name = part.text().strip();
            boolean member =
                    entity.properties().keySet().stream().anyMatch(p -> p.equals(name) || p.startsWith(name + "/"));
            if (!member && !entity.links().containsKey(name) && !name.equals("id") && !name.equals("@iot.id")) {
                throw new BadQuery("$select", part.at(), "monitoring.sensorthings.bad.property", name, entity.single());
            }
            selected.add(name);
        }
        return selected;
    }

    private static List<Expansion> expansions(Entity entity, String text, int depth, int[] count) {
        var all = new LinkedHashMap<String, Expansion>();
        for (var part : parts("$expand", text, ',')) {
            String item = part.text().strip();
            int open = item.indexOf('(');
            String path = open < 0 ? item : item.substring(0, open);
            if ((open >= 0 && !item.endsWith(")")) || depth >= DEPTH || ++count[0] > EXPANSIONS) {
                throw new BadQuery("$expand", part.at(), "monitoring.sensorthings.bad.syntax", item);
            }
            String inner = open < 0 ? "" : item.substring(open + 1, item.length() - 1);
            int slash = path.indexOf('/');
            String name = slash < 0 ? path : path.substring(0, slash);
            var link = entity.links().get(name);
            if (link == null) {
                throw new BadQuery("$expand", part.at(), "monitoring.sensorthings.bad.property", name, entity.single());
            }
            // Datastreams/ObservedProperty is Datastreams($expand=ObservedProperty)
            var options = slash < 0 ? options(inner) : Map.of("$expand", item.substring(slash + 1));
            if (all.containsKey(name)) {
                var merged = new LinkedHashMap<>(all.get(name).asked().texts());
                options.forEach(
                        (k, v) -> merged.merge(k, v, k.equals("$expand") ? (a, b) -> a + "," + b : (_, b) -> b));
                options = merged;
            }
            all.put(name, new Expansion(link, of(Model.to(link), options, depth + 1, count)));
        }
        return List.copyOf(all.values());
    }

    private static Map<String, String> options(String inner) {
        var options = new LinkedHashMap<String, String>();
        for (var part : parts("$expand", inner, ';')) {
            String text = part.text().strip();
            int is = text.indexOf('=');
            if (is < 1 || !text.startsWith("$")) {
                throw new BadQuery("$expand", part.at(), "monitoring.sensorthings.bad.syntax", text);
            }
            options.put(text.substring(0, is), text.substring(is + 1));
        }
        return options;
    }

    private record Part(String text, int at) {}

    /// The parts between separators that stand neither in brackets nor in quotes.
    private static List<Part> parts(String option, String text, char separator) {
        var parts = new ArrayList<Part>();
        if (text.isBlank()) {
            return parts;
        }
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? separator : text.charAt(i);
            if (i < text.length() && c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
            }
            if (depth < 0 || (i == text.length() && (depth > 0 || quoted))) {
                throw new BadQuery(option, i, "monitoring.sensorthings.bad.syntax", text.substring(from));
            }
            if (depth == 0 && !quoted && c == separator) {
                if (text.substring(from, i).isBlank()) {
                    throw new BadQuery(option, from, "monitoring.sensorthings.bad.syntax", text);
                }
                parts.add(new Part(text.substring(from, i), from));
                from = i + 1;
            }
        }
        return parts;
    }
}
