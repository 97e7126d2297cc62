package org.verdite.rectification.web;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.shared.Recent;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// Keeps the figures of the list as long as nothing has changed that they are counted from: over 200,000 items a count
/// takes half a second, to see that it still holds a millisecond. It is never older than what the database knows; only
/// names in it (of units, causes) may be ten minutes old.
@Component
class Counted {

    private static final long OLDEST_NANOS = 600_000_000_000L;
    private static final int MOST = 500;

    /// @param units fingerprint of all that is in sight; empty for everything
    private record Key(String units, String what) {}

    /// @param snapshot taken before it was counted: what it did not see is counted anew
    private record Kept(String snapshot, long at, Ledger.Figures figures) {}

    private final JdbcClient jdbc;
    private final Recent<Key, Kept> kept = new Recent<>(MOST);

    Counted(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param what is counted: everything that the figures depend on beside the items and what is in sight
    Ledger.Figures of(String what, Supplier<Ledger.Figures> count) {
        var key = new Key(inSight(), what);
        var known = kept.get(key);
        if (known != null && System.nanoTime() - known.at() < OLDEST_NANOS && holds(known)) {
            return known.figures();
        }
        long now = System.nanoTime();
        String before = snapshot();
        var figures = count.get();
        if (before != null) {
            kept.put(key, new Kept(before, now, figures));
        }
        return figures;
    }

    private boolean holds(Kept known) {
        return jdbc.sql("select rectification.untouched(cast(:since as pg_snapshot))")
                .param("since", known.snapshot())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Null in a transaction that has written itself: what it counts, nobody else may ever see.
    private @Nullable String snapshot() {
        return jdbc.sql("select pg_current_snapshot()::text where pg_current_xact_id_if_assigned() is null")
                .query((rs, _) -> rs.getString(1))
                .optional()
                .orElse(null);
    }

    private static String inSight() {
        int @Nullable [] units = Scope.current().units();
        if (units == null) {
            return "";
        }
        var bytes = ByteBuffer.allocate(4 * units.length);
        for (int unit : units) {
            bytes.putInt(unit);
        }
        return Sha256.hex(bytes.array());
    }
}
