/// What was measured as other programs read it: the sensing core of OGC SensorThings API 1.1 (18-088), reading only.
/// Our records in its words, so that existing clients and dashboards need no adapter; tokens and row-level security
/// give the scope as everywhere.
@NullMarked
package org.verdite.monitoring.sensorthings;

import org.jspecify.annotations.NullMarked;
