/// Registers brought as a workbook: points, permits and their limits, tried out line by line and then taken in.
@NullMarked
package org.verdite.monitoring.register;

import org.jspecify.annotations.NullMarked;
