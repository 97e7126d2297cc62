package org.verdite.monitoring;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings a limit's unit to a series' unit where both measure the same: mass in a volume, or the very same unit.
/// Anything else does not fit, and the limit does not bind.
final class LimitUnits {

    private static final Map<String, Integer> MASS =
            Map.of("pg", -12, "ng", -9, "µg", -6, "mg", -3, "g", 0, "kg", 3, "t", 6);
    private static final Map<String, Integer> VOLUME = Map.of("ml", -3, "l", 0, "m³", 3, "dm³", 0);

    /// How people write that there is no unit, as for pH.
    private static final Set<String> BARE = Set.of("", "-", "–", "1", "ph", "ph units", "无量纲");

    private LimitUnits() {}

    /// What multiplies a number in the first unit into the second; empty when they don't measure the same.
    static Optional<BigDecimal> factor(String from, String to) {
        String a = normal(from);
        String b = normal(to);
        if (a.equals(b)) {
            return Optional.of(BigDecimal.ONE);
        }
        var first = power(a);
        var second = power(b);
        return first.isPresent() && second.isPresent()
                ? Optional.of(BigDecimal.ONE.movePointRight(first.get() - second.get()))
                : Optional.empty();
    }

    private static Optional<Integer> power(String unit) {
        int slash = unit.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var mass = MASS.get(unit.substring(0, slash));
        var volume = VOLUME.get(unit.substring(slash + 1));
        return mass == null || volume == null ? Optional.empty() : Optional.of(mass - volume);
    }

    private static String normal(String unit) {
        if (BARE.contains(unit.strip().toLowerCase(Locale.ROOT))) {
            return "";
        }
        return unit.strip()
                .replace('μ', 'µ')
                .toLowerCase(Locale.ROOT)
                .replace("ug/", "µg/")
                .replace("m3", "m³");
    }
}
