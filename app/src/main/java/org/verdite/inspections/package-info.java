/// Programmes, checklists, inspections, third-party visits, internal audits, findings.
@NullMarked
@ApplicationModule(
        displayName = "inspections",
        allowedDependencies = {
            "shared",
            "ui",
            "ui :: *",
            "trail",
            "trail :: *",
            "organisation",
            "organisation :: *",
            "actions",
            "documents",
            "obligations",
            "rectification"
        })
package org.verdite.inspections;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
