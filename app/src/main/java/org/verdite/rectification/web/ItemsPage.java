package org.verdite.rectification.web;

import java.util.Map;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// The list of items.
record ItemsPage(
        Filters filters,
        Page<ItemQueries.Row> list,
        Map<String, String> severities,
        Map<String, String> states,
        Map<String, String> sources,
        Map<String, String> media,
        Map<String, String> owners,
        boolean mayOpen,
        boolean mayAssign) {

    String view() {
        return filters.has("view") ? filters.get("view") : "open";
    }

    /// No view is chosen where a count of the home opened a list across them.
    boolean staged() {
        return filters.has("stage");
    }

    /// The word of a filter that no menu offers, where its value is none.
    Map<String, String> narrowed(String name, Texts t) {
        String value = filters.get(name);
        return switch (name) {
            case "clause" -> Map.of(value, ItemWords.clause(value).toString());
            case "cause" -> Map.of(value, t.or("rectification.cause." + value, value));
            case "changed" -> Map.of(value, t.of("ui.yes"));
            case "sample" -> Map.of(value, t.or("rectification.sample." + value, value));
            case "age" -> Map.of(value, t.or("rectification.age." + value, value));
            case "nature" -> Map.of(value, t.or("rectification.nature." + value, value));
            default -> Map.of();
        };
    }

    /// True when a filter, not the world, may be the reason for an empty list.
    boolean filtered() {
        return filters.values().keySet().stream()
                .anyMatch(k -> k.equals("severity")
                        || k.equals("state")
                        || k.equals("source")
                        || k.equals("medium")
                        || k.equals("nature")
                        || k.equals("cause")
                        || k.equals("root")
                        || k.equals("closed")
                        || k.equals("changed")
                        || k.equals("sample")
                        || k.equals("sampled")
                        || k.equals("at")
                        || k.equals("age")
                        || k.equals("clause")
                        || k.equals("owner")
                        || k.equals("stage")
                        || k.equals("opened")
                        || k.equals("late")
                        || k.equals("site"));
    }
}
