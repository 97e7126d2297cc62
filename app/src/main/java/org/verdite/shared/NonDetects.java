package org.verdite.shared;

/// What a result below its detection limit counts as.
public enum NonDetects {
    ZERO(0),
    HALF(0.5),
    FULL(1);

    private final double share;

    NonDetects(double share) {
        this.share = share;
    }

    public double share() {
        return share;
    }
}
