/// Loads of outlets as they are kept: derived from results, as they were sent, and which of the two counts.
@NullMarked
@NamedInterface("outlet")
package org.verdite.monitoring.outlet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
