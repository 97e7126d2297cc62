/// Units as laboratories and authorities write them, and what may be converted into what. Pure: no I/O, no beans.
@NullMarked
package org.verdite.monitoring.units;

import org.jspecify.annotations.NullMarked;
