/// How people write results, numbers and dates, and how that is read. Pure: no I/O, no beans.
@NullMarked
package org.verdite.monitoring.intake.written;

import org.jspecify.annotations.NullMarked;
