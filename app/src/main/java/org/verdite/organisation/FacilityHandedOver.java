package org.verdite.organisation;

import org.verdite.shared.FacilityId;
import org.verdite.shared.UnitId;

/// Another unit is responsible for a facility. Heard within the same transaction: what hangs on the facility moves
/// along, so that the new unit sees it.
public record FacilityHandedOver(FacilityId facility, UnitId before, UnitId now) {}
