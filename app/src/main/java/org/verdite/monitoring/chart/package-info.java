/// What charts draw, before anything is drawn: scales, boxes of values that may be below a detection limit,
/// places on a map.
@NullMarked
package org.verdite.monitoring.chart;

import org.jspecify.annotations.NullMarked;
