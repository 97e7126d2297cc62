/// What measures and who analyses, and whether they could be relied on when they did: instruments with calibrations and
/// maintenance, laboratories with accreditations.
@NullMarked
@NamedInterface("equipment")
package org.verdite.monitoring.equipment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
