package org.verdite.trail.proof;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Entries that the marks outside the database know otherwise than the anchors do: where somebody wrote the chain anew.
final class Suspects {

    /// @param mark first bytes of the hash that was sealed; null when no such entry was
    record Suspect(long anchor, Instant at, @Nullable Long mark) {}

    private final Map<Long, Suspect> bySeq = new TreeMap<>();

    /// @param anchor null when the anchor itself is gone
    void compare(Heads.Head head, byte @Nullable [] marks, @Nullable Anchor anchor) {
        if (marks == null || marks.length % (8 + Heads.MARK) != 0) {
            return;
        }
        var kept = new HashMap<Long, Long>();
        var buffer = ByteBuffer.wrap(marks);
        while (buffer.hasRemaining()) {
            kept.put(buffer.getLong(), buffer.getLong());
        }
        if (anchor != null) {
            var leaves = ByteBuffer.wrap(anchor.leaves());
            for (int i = 0; i < anchor.size(); i++) {
                long seq = anchor.seq(i);
                Long mark = kept.remove(seq);
                if (mark == null || mark != leaves.getLong(i * Anchor.LEAF + 8)) {
                    bySeq.put(seq, new Suspect(head.id(), head.at(), mark));
                }
            }
        }
        kept.forEach((seq, mark) -> bySeq.put(seq, new Suspect(head.id(), head.at(), mark)));
    }

    @Nullable Suspect take(long seq) {
        return bySeq.isEmpty() ? null : bySeq.remove(seq);
    }

    /// Suspects whose entry never came.
    void rest(BiConsumer<Long, Suspect> consumer) {
        bySeq.forEach(consumer);
    }
}
