/// What law, permits, EIA conditions and commitments ask, and by when; the limits they set.
@NullMarked
@ApplicationModule(
        displayName = "obligations",
        allowedDependencies = {
            "shared",
            "shared :: units",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *"
        })
package org.verdite.obligations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
