/// What we promised, who carries which share, what it costs, how far we are.
@NullMarked
@ApplicationModule(
        displayName = "targets",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "documents",
            "indicators",
            "funds",
            "actions"
        })
package org.verdite.targets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
