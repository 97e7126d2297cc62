/// How the values of a period become one: by the parameter's kind of aggregation, with what must be there before it
/// stands. Pure: no I/O, no beans.
@NullMarked
package org.verdite.monitoring.rollup;

import org.jspecify.annotations.NullMarked;
