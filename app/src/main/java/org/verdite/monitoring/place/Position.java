package org.verdite.monitoring.place;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Coordinates as they were given.
///
/// @param zone of UTM `48N`, of CGCS2000 3-degree Gauss-Krüger the central meridian `102`; of a mine grid that of its
/// base
/// @param x east in metres, or longitude in degrees
/// @param y north in metres, or latitude in degrees
/// @param grid null but for a mine grid
/// @param source who surveyed it, when, from what
public record Position(
        System system,
        String zone,
        BigDecimal x,
        BigDecimal y,
        @Nullable Grid grid,
        String source) {

    public enum System {
        WGS84,
        CGCS2000,
        UTM,
        CGCS2000_GK3,
        MINE_GRID;

        public boolean geographic() {
            return this == WGS84 || this == CGCS2000;
        }
    }

    /// A mine grid against the projected system it was laid out in.
    ///
    /// @param base UTM or CGCS2000_GK3
    /// @param east where the grid's origin lies in the base
    /// @param x what the origin is called in the grid
    /// @param rotation degrees by which its north is turned clockwise against the base's
    /// @param scale metres of the base to one of the grid
    public record Grid(
            System base,
            BigDecimal east,
            BigDecimal north,
            BigDecimal x,
            BigDecimal y,
            BigDecimal rotation,
            BigDecimal scale) {}
}
