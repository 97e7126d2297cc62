/// Tells a post that something waits, and whom next if nobody moves.
@NullMarked
@ApplicationModule(
        displayName = "notices",
        allowedDependencies = {"shared", "ui", "ui :: *", "trail", "trail :: *", "organisation", "organisation :: *"})
package org.verdite.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
