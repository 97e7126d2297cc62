/// Who and where: units, legal entities, sites, facilities, boundaries; posts, people, appointments, contractors; what
/// each may see.
@NullMarked
@ApplicationModule(
        displayName = "organisation",
        allowedDependencies = {"shared", "ui", "ui :: *", "trail", "trail :: *"})
package org.verdite.organisation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
