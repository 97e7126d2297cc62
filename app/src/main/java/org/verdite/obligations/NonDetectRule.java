package org.verdite.obligations;

/// What a result below its detection limit means for a limit.
public enum NonDetectRule {
    /// Within when the detection limit is not above the limit, else not judgeable.
    LEVEL_DECIDES,
    /// Within, whatever the detection limit.
    WITHIN
}
