package org.verdite.shared.units;

import java.math.BigDecimal;

/// What has to be stated before parts per million become a concentration.
public sealed interface Stated {

    /// Nothing: ppm stays ppm.
    record Nothing() implements Stated {}

    /// Dilute water, so that a litre weighs a kilogram: 1 ppm is 1 mg/L.
    record Water() implements Stated {}

    /// A gas by volume at these conditions.
    ///
    /// @param molarMass g/mol
    /// @param celsius temperature the concentration is stated at, for instance 0 (GB) or 25
    /// @param kilopascal pressure, usually 101.325
    record Gas(BigDecimal molarMass, BigDecimal celsius, BigDecimal kilopascal) implements Stated {}

    Stated NOTHING = new Nothing();
    Stated WATER = new Water();
}
