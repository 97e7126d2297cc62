package org.verdite.organisation;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A post to establish.
///
/// @param kind EXECUTIVE, MANAGER, ENVIRONMENT_FULL_TIME, ENVIRONMENT_PART_TIME, STAFF or CONTRACTOR
/// @param superior code of the post it reports to
public record NewPosition(
        String code,
        UnitId unit,
        String kind,
        LocalText title,
        @Nullable String superior) {

    /// @throws Invalid with all that is wrong with it by itself
    public void check() {
        Rules.all(
                () -> Rules.postCode(code),
                () -> Rules.oneOf("kind", kind, Rules.POSITION_KINDS),
                () -> Rules.name("title", title));
    }
}
