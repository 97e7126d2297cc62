/// Controlled documents, versions, approvals, archives, evidence files.
@NullMarked
@ApplicationModule(
        displayName = "documents",
        allowedDependencies = {"shared", "ui", "ui :: *", "trail", "trail :: *", "organisation", "organisation :: *"})
package org.verdite.documents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
