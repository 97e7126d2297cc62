/// Judgement by a standard: certificates, recognitions, scored schemes and their results.
@NullMarked
@ApplicationModule(
        displayName = "assessments",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "documents",
            "indicators"
        })
package org.verdite.assessments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
