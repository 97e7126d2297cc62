/// A round entered by hand: drafts kept cell by cell, then stored as one intake, as a file would be.
@NullMarked
package org.verdite.monitoring.entry;

import org.jspecify.annotations.NullMarked;
