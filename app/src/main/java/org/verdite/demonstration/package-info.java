/// A fictional group to try Verdite with, loaded from ordinary files through the doors users have.
@NullMarked
@ApplicationModule(
        displayName = "demonstration",
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
            "actions",
            "rectification",
            "obligations",
            "monitoring",
            "monitoring :: *",
            "assessments",
            "inspections",
            "targets",
            "targets :: *",
            "risks",
            "governance",
            "governance :: *",
            "reporting"
        })
package org.verdite.demonstration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
