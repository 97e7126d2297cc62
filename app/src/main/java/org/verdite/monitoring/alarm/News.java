package org.verdite.monitoring.alarm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.verdite.obligations.LimitKind;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;

/// An episode beside what was told of it last.
///
/// @param ended when its newest result began
/// @param stands false when it was merged or withdrawn
/// @param merged true when it lives on in another
/// @param times how often it was told
/// @param key of the notice about it alone, null where there is none
/// @param heard true when somebody took note of that notice, or it is over
record News(
        int id,
        String number,
        int unit,
        LimitKind kind,
        Instant ended,
        boolean dateOnly,
        double peak,
        BigDecimal limit,
        boolean above,
        String measure,
        LocalText parameter,
        LocalText point,
        boolean online,
        boolean stands,
        boolean merged,
        boolean acknowledged,
        @Nullable Instant notedBefore,
        @Nullable Told told) {

    record Told(
            int times,
            @Nullable String key,
            double peak,
            @Nullable Instant notedBefore,
            boolean gone,
            boolean heard) {}

    boolean first() {
        return told == null || told.times() == 0;
    }

    int times() {
        return told == null ? 0 : told.times();
    }

    /// Whether somebody is to be told now: it is new, stands again, asks again after it was acknowledged, or grew
    /// worse after somebody had taken note.
    boolean due() {
        if (!stands || acknowledged) {
            return false;
        }
        return told == null
                || told.gone()
                || !Objects.equals(notedBefore, told.notedBefore())
                || told.heard() && (above ? peak > told.peak() : peak < told.peak());
    }

    /// The key of the next notice about it.
    String nextKey() {
        return "monitoring:exceedance:" + id + ":" + (times() + 1);
    }

    Origin origin() {
        return new Origin("monitoring", "exceedance", Integer.toString(id), number, "/monitoring/exceedances/" + id);
    }
}
