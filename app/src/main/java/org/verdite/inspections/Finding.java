package org.verdite.inspections;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.ItemId;

/// A finding as it stands.
///
/// @param number within its inspection
/// @param item it became when it was issued
public record Finding(
        FindingId id,
        InspectionId inspection,
        int number,
        FindingState state,
        String language,
        NewFinding says,
        String droppedBecause,
        @Nullable ItemId item,
        List<Remark> remarks,
        int version) {

    /// What somebody said of it.
    public record Remark(Stance stance, String text, java.time.Instant at, String who) {}

    public boolean counts() {
        return state != FindingState.DROPPED;
    }
}
