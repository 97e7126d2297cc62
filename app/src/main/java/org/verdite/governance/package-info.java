/// Committees and their resolutions, management reviews of a unit and year, and the close of the loop's year.
@NullMarked
@ApplicationModule(
        displayName = "governance",
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
            "funds",
            "rectification",
            "obligations",
            "risks",
            "inspections",
            "monitoring",
            "assessments",
            "targets"
        })
package org.verdite.governance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
