/// Words every room may speak: ids, texts in languages, money, periods, origins, scope and refusals. No beans, no I/O.
@NullMarked
@ApplicationModule(
        displayName = "shared",
        allowedDependencies = {})
package org.verdite.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
