package org.verdite.shared.units;

/// What a unit counts, where the dimension alone would not tell.
enum Kind {
    PLAIN,
    /// A bare number.
    NUMBER,
    PH,
    /// Parts by number, mass or volume: which one is not said, so it needs conditions.
    PPM,
    PERCENT,
    /// Turbidity in white light at 90°, EPA 180.1.
    NTU,
    /// Turbidity in near infra-red, ISO 7027: not the same figure as NTU.
    FNU,
    JTU,
    COLOUR,
    DECIBEL,
    MPN,
    CFU,
    COUNT,
    SALINITY,
    DEGREE,
    EQUIVALENT;

    /// A pH is a bare number; either spelling of it stands for the other.
    boolean dimensionless() {
        return this == NUMBER || this == PH;
    }
}
