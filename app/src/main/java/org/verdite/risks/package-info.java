/// What matters and what could go wrong: aspects, impacts, risks, controls.
@NullMarked
@ApplicationModule(
        displayName = "risks",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "actions",
            "obligations"
        })
package org.verdite.risks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
