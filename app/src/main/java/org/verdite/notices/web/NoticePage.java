package org.verdite.notices.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.notices.Notices.Next;

/// One notice with its ladder.
///
/// @param next whom next and when, null when nobody
record NoticePage(
        NoticeRow row,
        List<NoticeQueries.Told> told,
        @Nullable Next next,
        List<String> nextPeople,
        @Nullable Instant nextAt,
        boolean mayNote) {

    /// Nobody answers for the unit, nor for any above it.
    boolean unheard() {
        return told.stream().allMatch(line -> line.person().isEmpty());
    }
}
