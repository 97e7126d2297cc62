package org.verdite.trail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.verdite.ui.Names;
import org.verdite.ui.Texts;

/// Says in the reader's words what an entry keeps in names and JSON. Tables are called by `<room>.table.<name>`,
/// columns by `<room>.column.<table>.<name>`, `<room>.column.<name>` or, where every room means the same,
/// `trail.column.<name>`.
@Component
public class Words {

    private final ObjectProvider<Names> names;
    private final ObjectProvider<RecordSource> records;
    private final Pointers pointers;
    private volatile @Nullable Map<String, String> codes;

    Words(ObjectProvider<Names> names, ObjectProvider<RecordSource> records, Pointers pointers) {
        this.names = names;
        this.records = records;
        this.pointers = pointers;
    }

    /// For one page: what was looked up once is not looked up again.
    public Reading reading(Texts t) {
        return new Reading(this, t);
    }

    /// "posting" for `funds.posting`.
    public static String place(String place, Texts t) {
        int dot = place.indexOf('.');
        String table = place.substring(dot + 1);
        return t.or(room(place) + ".table." + table, table.replace('_', ' '));
    }

    static String column(String place, String column, Texts t) {
        String room = room(place);
        String table = place.substring(place.indexOf('.') + 1);
        String common = t.or("trail.column." + column, column.replace('_', ' '));
        return t.or(room + ".column." + table + "." + column, t.or(room + ".column." + column, common));
    }

    private static String room(String place) {
        return place.substring(0, Math.max(place.indexOf('.'), 0));
    }

    /// A person's name; "by rule" for what the system did.
    String who(String key, Texts t) {
        if (key.startsWith("system:")) {
            return t.of("trail.who.system", key.substring("system:".length()));
        }
        return names.stream()
                .map(n -> n.name(key, t))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(key);
    }

    @Nullable String target(String place, String column) {
        return pointers.target(place, column);
    }

    /// What the record is called; its number when it is out of sight or gone.
    String name(RecordKey row, Texts t) {
        return records.stream()
                .flatMap(r -> r.name(row, t).stream())
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseGet(() -> t.of("trail.value.number", row.key()));
    }

    /// A code in words: by the message its room named for the column, else by `<room>.code.<column>.<code>`.
    String code(String place, String column, String code, Texts t) {
        var all = codes;
        if (all == null) {
            var fresh = new HashMap<String, String>();
            records.forEach(r -> fresh.putAll(r.codes()));
            all = Map.copyOf(fresh);
            codes = all;
        }
        String prefix = all.get(place + "." + column);
        if (prefix == null) {
            prefix = column.endsWith("room") ? "trail.room." : room(place) + ".code." + column + ".";
        }
        return t.or(prefix + code, code);
    }
}
