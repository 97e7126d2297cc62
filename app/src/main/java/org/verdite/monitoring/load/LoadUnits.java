package org.verdite.monitoring.load;

import java.math.BigDecimal;
import java.util.Optional;
import org.verdite.shared.units.UnitTable;

/// What a concentration, a flow and a mass are multiplied by to be kg/m³, m³/s or m³, and kg.
public final class LoadUnits {

    private static final UnitTable UNITS = UnitTable.standard();

    /// @param amount true for a volume of its time, false for a rate
    public record Flow(double factor, boolean amount) {}

    private LoadUnits() {}

    /// @param basis as the series counts it: `as N`, else empty
    public static Optional<BigDecimal> concentration(String unit, String basis) {
        var plain = UNITS.factor(unit, "kg/m³");
        return plain.isPresent() || basis.isBlank()
                ? plain
                : UNITS.factor(unit, "kg/m³ " + (basis.startsWith("as ") ? basis : "as " + basis));
    }

    public static Optional<Flow> flow(String unit) {
        var rate = UNITS.factor(unit, "m³/s").map(f -> new Flow(f.doubleValue(), false));
        return rate.isPresent() ? rate : UNITS.factor(unit, "m³").map(f -> new Flow(f.doubleValue(), true));
    }

    public static Optional<BigDecimal> mass(String unit) {
        return UNITS.factor(unit, "kg");
    }
}
