package org.verdite.organisation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A facility to add: what permits, points and inspections hang on.
///
/// @param unit the unit responsible for it
/// @param code unique within the site
/// @param kind PLANT, OUTFALL, STACK, TAILINGS_DAM, WASTE_DUMP, HEAP, POND, TANK, WELL, PIT, STATION or OTHER
public record NewFacility(
        SiteId site,
        UnitId unit,
        String code,
        LocalText name,
        String kind,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude) {}
