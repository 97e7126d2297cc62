/// Remembers every fact and every row change; proves that none was altered.
@NullMarked
@ApplicationModule(
        displayName = "trail",
        allowedDependencies = {"shared", "ui", "ui :: *"})
package org.verdite.trail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
