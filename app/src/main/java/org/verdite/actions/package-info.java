/// One register of things to do: owner, due, origin, evidence, cost. Other rooms give them meaning.
@NullMarked
@ApplicationModule(
        displayName = "actions",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "documents"
        })
package org.verdite.actions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
