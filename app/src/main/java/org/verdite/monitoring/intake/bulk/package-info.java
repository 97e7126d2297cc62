/// Many results into the database at once: binary copies straight into the month's table, revisions where keys are
/// known, and one root hash that stands for them all.
@NullMarked
package org.verdite.monitoring.intake.bulk;

import org.jspecify.annotations.NullMarked;
