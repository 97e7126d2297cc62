package org.verdite.monitoring.sensorthings;

import java.util.HashMap;
import java.util.Map;

/// What a statement is given beside its text, and the numbers of its aliases.
final class Bound {

    private final Map<String, Object> values = new HashMap<>();
    private int aliases;

    Bound(String language, String root) {
        values.put("lang", language);
        values.put("root", root);
    }

    /// The name under which a value goes with the statement.
    String value(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    /// A number no alias of the statement has yet; the outermost have 0.
    int alias() {
        return ++aliases;
    }

    Map<String, Object> values() {
        return values;
    }
}
