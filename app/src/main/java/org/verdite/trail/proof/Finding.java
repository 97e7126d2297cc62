package org.verdite.trail.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that is not as it was recorded.
///
/// @param seq number of the entry, null when an anchor, a head or a row is meant
/// @param anchor the anchor concerned
/// @param place table, for instance `funds.posting`
/// @param key key of the row there
/// @param who as recorded; in a changed entry it may be part of the change
/// @param expected what it should be, short
/// @param found what it is
public record Finding(
        What what,
        Check check,
        @Nullable Long seq,
        @Nullable Long anchor,
        @Nullable String place,
        @Nullable String key,
        @Nullable String who,
        @Nullable Instant at,
        String expected,
        String found) {

    /// What happened to it.
    public enum What {
        ENTRY_CHANGED,
        ENTRY_DELETED,
        ENTRY_INSERTED,
        /// An entry is missing, or one beside it was changed: the row's story has a gap.
        STORY_BROKEN,
        ANCHOR_CHANGED,
        ANCHOR_DELETED,
        HEADS_DAMAGED,
        ROW_CHANGED,
        ROW_DELETED,
        ROW_INSERTED,
        BATCH_CHANGED,
        /// A table is no longer watched.
        WATCH_REMOVED
    }

    static Finding entry(What what, Check check, Entry entry, @Nullable Long anchor, String expected, String found) {
        return new Finding(
                what, check, entry.seq(), anchor, entry.place(), entry.key(), entry.who(), entry.at(), expected, found);
    }

    static Finding anchor(What what, Check check, long id, @Nullable Instant at, String expected, String found) {
        return new Finding(what, check, null, id, null, null, null, at, expected, found);
    }

    static Finding row(What what, Check check, String place, String key, String expected, String found) {
        return new Finding(what, check, null, null, place, key, null, null, expected, found);
    }

    /// One line of English, for the shell.
    public String sentence() {
        var text = new StringBuilder(what.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT));
        if (place != null) {
            text.append(": ").append(place).append(" ").append(key);
        }
        if (seq != null) {
            text.append(", entry ").append(seq);
        }
        if (anchor != null) {
            text.append(", anchor ").append(anchor);
        }
        if (who != null) {
            text.append(", recorded by ").append(who);
        }
        if (at != null) {
            text.append(" at ").append(at);
        }
        if (!expected.isEmpty()) {
            text.append("; expected ").append(expected);
        }
        if (!found.isEmpty()) {
            text.append("; found ").append(found);
        }
        return text.append(" [")
                .append(check.name().toLowerCase(java.util.Locale.ROOT))
                .append("]")
                .toString();
    }
}
