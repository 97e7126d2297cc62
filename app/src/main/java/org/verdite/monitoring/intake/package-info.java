/// The only way in for measurements: a file is registered, mapped, tried out and loaded; whatever came twice changes
/// nothing.
@NullMarked
@NamedInterface("intake")
package org.verdite.monitoring.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
