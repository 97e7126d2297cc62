package org.verdite.inspections;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// @param code unique at its unit: `EPE-INSPECTION`
/// @param standsOn the list of a unit above that it adds to; null for a list of its own
/// @param sample true when it was taken over from a sample
public record NewChecklist(
        UnitId unit, String code, LocalText name, @Nullable Integer standsOn, boolean sample) {}
