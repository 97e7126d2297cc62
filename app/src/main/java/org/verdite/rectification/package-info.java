/// The list of non-compliant items: from a stated problem to a verified and effective correction. Does not know its
/// finders.
@NullMarked
@ApplicationModule(
        displayName = "rectification",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "documents",
            "actions",
            "indicators",
            "notices"
        })
package org.verdite.rectification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
