package org.verdite.trail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which column points to which table: the database's own foreign keys, and what the rooms say besides.
@Component
class Pointers {

    private final JdbcClient jdbc;
    private final ObjectProvider<RecordSource> records;
    private volatile @Nullable Map<String, String> known;

    Pointers(JdbcClient jdbc, ObjectProvider<RecordSource> records) {
        this.jdbc = jdbc;
        this.records = records;
    }

    /// Null when the column points nowhere. Read once: tables change with a migration only, before anything is asked.
    @Nullable String target(String place, String column) {
        var all = known;
        if (all == null) {
            all = read();
            known = all;
        }
        return all.get(place + "." + column);
    }

    private Map<String, String> read() {
        var all = new HashMap<String, String>();
        jdbc.sql("""
                        select n.nspname || '.' || c.relname || '.' || a.attname as pointer, fn.nspname || '.' || f.relname as target
                        from pg_constraint k
                        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
                        where k.contype = 'f' and cardinality(k.conkey) = 1 and k.conparentid = 0""")
                .query((rs, _) -> all.put(rs.getString(1), rs.getString(2)))
                .list();
        records.forEach(r -> all.putAll(r.pointers()));
        return Map.copyOf(all);
    }
}
