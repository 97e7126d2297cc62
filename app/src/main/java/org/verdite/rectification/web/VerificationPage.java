package org.verdite.rectification.web;

import java.util.List;

/// What waits for verification.
record VerificationPage(List<Line> lines) {

    /// @param why message key of the reason why this reader can't verify it, empty when they can
    record Line(ItemQueries.Row row, String why) {}
}
