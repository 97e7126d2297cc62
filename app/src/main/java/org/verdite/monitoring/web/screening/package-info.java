/// Doubtful results, results left out, and what does not count.
@NullMarked
package org.verdite.monitoring.web.screening;

import org.jspecify.annotations.NullMarked;
