/// Reads every room and writes in none but its own: progress, dashboards, published editions, restatements, explain
/// this number.
@NullMarked
@ApplicationModule(
        displayName = "reporting",
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
            "assessments",
            "targets"
        })
package org.verdite.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
