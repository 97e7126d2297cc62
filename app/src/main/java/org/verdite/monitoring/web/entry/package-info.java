/// A round entered by hand.
@NullMarked
package org.verdite.monitoring.web.entry;

import org.jspecify.annotations.NullMarked;
