/// Results drawn: boxes, several series beside each other, a calendar, a map in time.
@NullMarked
package org.verdite.monitoring.web.chart;

import org.jspecify.annotations.NullMarked;
