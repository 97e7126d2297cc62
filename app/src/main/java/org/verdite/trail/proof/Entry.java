package org.verdite.trail.proof;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the trail, as the database or an export has it.
///
/// @param oldRow the row before, in the database's own canonical text
/// @param newRow the row after
/// @param hash as stored
record Entry(
        long seq,
        int epoch,
        long xid,
        Instant at,
        String who,
        String request,
        String place,
        String key,
        @Nullable Integer unit,
        String operation,
        @Nullable String oldRow,
        @Nullable String newRow,
        byte[] hash) {

    private static final char NEXT = '\u001f';

    /// The same as `trail.fingerprint` in the database.
    byte[] fingerprint() {
        String text = String.valueOf(seq)
                + NEXT
                + epoch
                + NEXT
                + xid
                + NEXT
                + seconds(at)
                + NEXT
                + length(who)
                + NEXT
                + who
                + NEXT
                + length(request)
                + NEXT
                + request
                + NEXT
                + place
                + NEXT
                + length(key)
                + NEXT
                + key
                + NEXT
                + (unit == null ? "-" : unit.toString())
                + NEXT
                + operation
                + NEXT
                + (oldRow == null ? "-" : oldRow)
                + NEXT
                + (newRow == null ? "-" : newRow);
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isRoot() {
        return operation.equals("root");
    }

    /// Characters as PostgreSQL counts them: code points.
    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Seconds since 1970 with six decimals, as `extract(epoch from at)::text` writes them.
    static String seconds(Instant at) {
        long micros = Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
        return BigDecimal.valueOf(micros, 6).toPlainString();
    }
}
