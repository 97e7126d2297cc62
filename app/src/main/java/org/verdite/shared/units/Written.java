package org.verdite.shared.units;

import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/// A unit as it was understood.
///
/// @param shown the one spelling we use
/// @param unit its dimension and scale, the kind left out
/// @param dry per dry weight
record Written(
        String shown, Kind kind, Unit<?> unit, @Nullable Basis basis, boolean dry) {}
