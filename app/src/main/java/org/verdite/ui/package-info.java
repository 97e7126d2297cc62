/// The frame that pages hang in: layout, menu, sign-in, search, messages, formatting. It knows no room; the rooms above
/// implement its small interfaces.
@NullMarked
@ApplicationModule(
        displayName = "ui",
        allowedDependencies = {"shared"})
package org.verdite.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
