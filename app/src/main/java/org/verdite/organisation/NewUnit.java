package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A unit to open.
///
/// @param code capital letters, digits and hyphens; never changes
/// @param kind GROUP, REGION, SUBSIDIARY, SITE, DEPARTMENT, SECTION or TEAM
/// @param parent null only for the top of the tree
public record NewUnit(
        String code, LocalText name, String kind, @Nullable UnitId parent, LocalDate opened) {

    /// @throws Invalid with all that is wrong with it by itself
    public void check() {
        Rules.all(
                () -> Rules.unitCode(code),
                () -> Rules.name("name", name),
                () -> Rules.oneOf("kind", kind, Rules.UNIT_KINDS));
    }
}
