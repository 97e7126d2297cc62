package org.verdite.shared.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a concentration is counted as: `mg/L as N` and `mg/L as NO3` are one amount of nitrate in two figures.
/// Atomic masses: IUPAC 2021, abridged.
enum Basis {
    N("N", "14.0067"),
    NO2("N", "46.0055"),
    NO3("N", "62.0049"),
    NH3("N", "17.0305"),
    NH4("N", "18.0385"),
    P("P", "30.9738"),
    PO4("P", "94.9714"),
    S("S", "32.06"),
    SO4("S", "96.06"),
    H2S("S", "34.08"),
    SI("Si", "28.085"),
    SIO2("Si", "60.083"),
    CACO3("CaCO3", "100.0869");

    private static final Map<String, String> SHOWN = Map.of("SI", "Si", "SIO2", "SiO2", "CACO3", "CaCO3");

    private final String counted;
    private final BigDecimal mass;

    /// @param counted the one atom or molecule both figures count
    Basis(String counted, String mass) {
        this.counted = counted;
        this.mass = new BigDecimal(mass);
    }

    static @Nullable Basis of(String text) {
        String name = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        for (Basis basis : values()) {
            if (basis.name().equals(name)) {
                return basis;
            }
        }
        return null;
    }

    String shown() {
        return SHOWN.getOrDefault(name(), name());
    }

    /// Factor from a figure on this basis to one on the other; empty when they count different things.
    Optional<BigDecimal> to(Basis other) {
        return counted.equals(other.counted)
                ? Optional.of(other.mass.divide(mass, MathContext.DECIMAL64))
                : Optional.empty();
    }
}
