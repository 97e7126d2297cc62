/// Samples: planned in rounds, taken, handed on, and judged by blanks, duplicates and spikes.
@NullMarked
@NamedInterface("sampling")
package org.verdite.monitoring.sampling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
