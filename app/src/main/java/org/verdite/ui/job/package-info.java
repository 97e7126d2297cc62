/// Long work: durable, with progress, cancellable, surviving a restart.
@NullMarked
@NamedInterface("job")
package org.verdite.ui.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
