/// Where points lie: as they were surveyed, and what that is in WGS 84.
@NullMarked
package org.verdite.monitoring.place;

import org.jspecify.annotations.NullMarked;
