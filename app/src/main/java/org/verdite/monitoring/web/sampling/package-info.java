/// Instruments, laboratories, positions, and samples from plan to quality control.
@NullMarked
package org.verdite.monitoring.web.sampling;

import org.jspecify.annotations.NullMarked;
