/// What a figure means and what it was: definitions, values by period, boundary and structure. Rooms above supply the
/// values.
@NullMarked
@ApplicationModule(
        displayName = "indicators",
        allowedDependencies = {"shared", "ui", "ui :: *", "trail", "trail :: *", "organisation", "organisation :: *"})
package org.verdite.indicators;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
