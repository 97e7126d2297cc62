package org.verdite.monitoring.sampling;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What a laboratory's file says of a sample.
///
/// @param number the sample's, as known at the point's site
/// @param laboratory code or name as written; empty for none
/// @param batch in which it was analysed, or the number of its report; empty for none
public record Delivered(
        int point,
        String number,
        String laboratory,
        String batch,
        @Nullable LocalDate analysedOn) {

    public static final int LONGEST_BATCH = 80;
}
