/// What was measured, what was allowed, and where the two parted.
@NullMarked
@ApplicationModule(
        displayName = "monitoring",
        allowedDependencies = {
            "shared",
            "shared :: units",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "notices",
            "documents",
            "indicators",
            "rectification",
            "obligations",
            "obligations :: formula"
        })
package org.verdite.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
