package org.verdite.organisation;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A post to establish.
///
/// @param kind EXECUTIVE, MANAGER, ENVIRONMENT_FULL_TIME, ENVIRONMENT_PART_TIME, STAFF or CONTRACTOR
/// @param superior code of the post it reports to
public record NewPosition(
        String code,
        UnitId unit,
        String kind,
        LocalText title,
        @Nullable String superior) {}
