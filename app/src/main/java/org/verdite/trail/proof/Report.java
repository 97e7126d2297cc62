package org.verdite.trail.proof;

import java.util.List;

/// What a verification saw.
///
/// @param entries entries read
/// @param anchors anchors read
/// @param unsealed entries that no anchor covers yet: the youngest, a few seconds' worth
/// @param heads heads read from the file outside the database; 0 when there was none
/// @param total number of findings; `findings` holds the first of them
/// @param head hash of the newest anchor in hexadecimal, empty when nothing was sealed
public record Report(
        long entries, long anchors, long unsealed, long heads, long total, List<Finding> findings, String head) {

    /// Findings beyond these are counted, not listed.
    public static final int LISTED = 1000;

    public boolean clean() {
        return total == 0;
    }
}
