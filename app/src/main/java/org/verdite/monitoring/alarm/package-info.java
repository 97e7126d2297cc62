/// What of the measurements is told to people: exceedances when they are found, and series that fall silent.
@NullMarked
package org.verdite.monitoring.alarm;

import org.jspecify.annotations.NullMarked;
