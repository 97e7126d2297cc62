/// Files as they come: how they are encoded, parted and shaped, where they are kept, and which are refused.
@NullMarked
package org.verdite.monitoring.intake.file;

import org.jspecify.annotations.NullMarked;
