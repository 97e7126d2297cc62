package org.verdite.rectification;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Where at a unit something was found.
///
/// @param text as people there call it: "north gate, behind the workshop"
/// @param latitude degrees of WGS 84, null with the longitude where nobody measured it
public record Place(
        String text,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude) {

    public static Place of(String text) {
        return new Place(text, null, null);
    }
}
