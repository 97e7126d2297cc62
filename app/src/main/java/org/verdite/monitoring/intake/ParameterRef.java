package org.verdite.monitoring.intake;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.MappingSpec.Zero;
import org.verdite.shared.LocalText;

/// A parameter of the file, and what it stands for.
final class ParameterRef {

    final int index;
    /// As the file calls it.
    final String key;
    final String code;
    final LocalText name;
    /// Effective: the parameter's own where the file says nothing.
    final String fraction;
    final String basis;
    /// Whether a bare unit is known to count this basis.
    final boolean basisStated;
    final boolean inWater;
    final boolean belowZero;
    /// Zero is an ordinary value: a temperature, a flow, rain.
    final boolean zeroMeasured;
    /// Unit of new series.
    final String unit;
    /// The values' unit where the line gives none; null when it must.
    final @Nullable String assumed;
    final boolean leftOut;

    /// The series that is meant, where the mapping names it.
    @Nullable Integer named;

    @Nullable Zero zero;

    @Nullable BigDecimal zeroLevel;

    ParameterRef(int index, String key, Known known, Said said, String unit, @Nullable String assumed) {
        this.index = index;
        this.key = key;
        this.code = known.code();
        this.name = known.name();
        this.fraction = said.fraction().isEmpty() ? known.fraction() : said.fraction();
        this.basis = said.basis().isEmpty() ? known.basis() : said.basis();
        this.basisStated = !said.basis().isEmpty() || known.basisByName();
        this.inWater = said.inWater();
        this.belowZero = known.belowZero();
        this.zeroMeasured = known.zeroMeasured();
        this.unit = unit;
        this.assumed = assumed;
        this.leftOut = said.leftOut();
    }

    /// What the dictionary knows.
    ///
    /// @param basisByName the name itself says what it counts: NH3-N, total nitrogen
    record Known(
            String code,
            LocalText name,
            String medium,
            String unit,
            String fraction,
            String basis,
            boolean basisByName,
            boolean belowZero,
            boolean zeroMeasured) {}

    /// What the file or the mapping says beside the name.
    record Said(String fraction, String basis, boolean inWater, boolean leftOut) {}

    /// The unit of a new series with what it counts, for conversions.
    String counted(String seriesUnit) {
        return basis.isEmpty() ? seriesUnit : seriesUnit + " as " + basis;
    }
}
