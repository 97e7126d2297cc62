package org.verdite.monitoring;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.verdite.monitoring.units.Conversion;
import org.verdite.monitoring.units.UnitTable;

/// Brings a limit's unit to a series' unit where both measure the same and only a factor lies between them.
/// Anything else does not fit, and the limit does not bind.
final class LimitUnits {

    /// How people write that there is no unit, as for pH.
    private static final Set<String> BARE = Set.of("", "-", "–", "1", "ph", "ph units", "无量纲");

    private LimitUnits() {}

    /// What multiplies a number in the first unit into the second; empty when they don't measure the same.
    static Optional<BigDecimal> factor(String from, String to) {
        if (from.equals(to) || bare(from) && bare(to)) {
            return Optional.of(BigDecimal.ONE);
        }
        return switch (UnitTable.standard().conversion(from, to)) {
            case Conversion.Linear linear when linear.offset().signum() == 0 -> Optional.of(linear.factor());
            case Conversion.Linear _ -> Optional.empty();
            case Conversion.Refused _ -> Optional.empty();
        };
    }

    private static boolean bare(String unit) {
        return BARE.contains(unit.strip().toLowerCase(Locale.ROOT));
    }
}
