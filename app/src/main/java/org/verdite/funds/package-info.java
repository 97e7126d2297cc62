/// Environmental money: planned, approved, committed, spent, in which currency at which rate.
@NullMarked
@ApplicationModule(
        displayName = "funds",
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
            "indicators :: *"
        })
package org.verdite.funds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
