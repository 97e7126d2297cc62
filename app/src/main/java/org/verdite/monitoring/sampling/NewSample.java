package org.verdite.monitoring.sampling;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sample as it was taken.
///
/// @param number as on its label and in the laboratory's file; empty to be made from point and day
/// @param parent of a duplicate and of a spike: the sample it belongs to
/// @param plan null for a sample of no round
/// @param spikes what was added to a spike
public record NewSample(
        int point,
        String number,
        Kind kind,
        @Nullable Integer parent,
        @Nullable Integer plan,
        @Nullable LocalDate round,
        Instant takenAt,
        String takenBy,
        String preservation,
        String note,
        @Nullable Integer laboratory,
        String batch,
        @Nullable LocalDate analysedOn,
        List<Spike> spikes) {

    /// What a sample is for.
    public enum Kind {
        ROUTINE(""),
        FIELD_BLANK("FB"),
        TRIP_BLANK("TB"),
        DUPLICATE("D"),
        SPIKE("S");

        private final String mark;

        Kind(String mark) {
            this.mark = mark;
        }

        /// Ends the number that is made for it.
        String mark() {
            return mark;
        }

        public boolean hasParent() {
            return this == DUPLICATE || this == SPIKE;
        }
    }

    public record Spike(String parameter, BigDecimal added, String unit) {}
}
