/// Loads that left, what a permit leaves of them, and the tax on them.
@NullMarked
package org.verdite.monitoring.web.load;

import org.jspecify.annotations.NullMarked;
