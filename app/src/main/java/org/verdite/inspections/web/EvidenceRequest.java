package org.verdite.inspections.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.inspections.RequestState;

/// What people from outside ask to see, and what was given to them for it.
///
/// @param due the day until which they want it, null when it does not press
/// @param asker their name
/// @param answer why it is declined, or a word to what is released
/// @param answerer empty while nobody answered
record EvidenceRequest(
        long id,
        int number,
        String text,
        String language,
        @Nullable LocalDate due,
        String asker,
        boolean mine,
        Instant askedAt,
        RequestState state,
        String answer,
        String answerer,
        @Nullable Instant answeredAt,
        List<Released> releases,
        int version) {

    /// A copy of that day.
    ///
    /// @param record the number and title of the record it is a copy of, empty for a file
    /// @param withdrawnBecause empty while it is shown
    /// @param readings how often it was opened
    /// @param lastRead null when nobody opened it yet
    record Released(
            long id,
            String title,
            String fileName,
            long size,
            String sha256,
            String record,
            String releaser,
            Instant at,
            String withdrawnBecause,
            int readings,
            @Nullable Instant lastRead) {

        boolean withdrawn() {
            return !withdrawnBecause.isEmpty();
        }
    }
}
