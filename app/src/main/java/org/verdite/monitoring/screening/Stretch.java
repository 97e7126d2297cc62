package org.verdite.monitoring.screening;

import org.jspecify.annotations.Nullable;

/// Readings of a series, from one to another of its positions, that deserve a second look.
///
/// @param value the farthest of them; of a jump the first
/// @param expected what it is held against: the reading before, or after where a jump leads back to the usual
/// (JUMP), the season's median (OUTLIER); null for STUCK
/// @param score how far it is: in usual steps (JUMP; negative where it is held against the reading after), in robust
/// standard deviations (OUTLIER); for STUCK how many such
/// stretches chance would bring to a series as long as this
/// @param compared with how many readings it was compared
record Stretch(
        DoubtKind kind,
        int from,
        int to,
        double value,
        @Nullable Double expected,
        double score,
        int compared) {

    int results() {
        return to - from + 1;
    }
}
