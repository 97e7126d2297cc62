package org.verdite.monitoring;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.FacilityId;
import org.verdite.shared.LocalText;

/// A point at which something is measured. It hangs on a facility, whose unit and site it shares.
///
/// @param code as people call it at the site: `DW001`
/// @param kind OUTFALL, WORKSHOP_OUTLET, STACK, BOUNDARY, AMBIENT_AIR, SURFACE_WATER, GROUNDWATER, NOISE, VIBRATION,
/// SOIL,
///     WASTE, FLOW, WEATHER
/// @param timeZone an IANA name; empty for the site's
/// @param receivingClass the class of the surroundings that limits name: `III` of GB 3838, `2` of GB 3095
/// @param dataSource where its data come from, when they are not the owner's
/// @param simulated true when its data are made for demonstration
public record NewPoint(
        FacilityId facility,
        String code,
        LocalText name,
        String kind,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        String timeZone,
        String receivingBody,
        String receivingClass,
        String dataSource,
        String dataLicence,
        boolean simulated,
        @Nullable LocalDate from) {}
