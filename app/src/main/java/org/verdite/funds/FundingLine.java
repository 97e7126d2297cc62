package org.verdite.funds;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A line of a funding plan as it stands.
///
/// @param planned of the newest version that holds or waits
/// @param approved null while nobody has decided
/// @param committed bound by orders and contracts
/// @param pending number of the version that waits, null when none does
/// @param held number of the version that holds, null when none does
/// @param version of the record, for whoever changes it
public record FundingLine(
        LineId id,
        UnitId unit,
        int year,
        String number,
        String title,
        Category category,
        Nature nature,
        String currency,
        @Nullable Origin origin,
        LineState state,
        PersonId owner,
        BigDecimal planned,
        @Nullable BigDecimal approved,
        BigDecimal committed,
        @Nullable Integer pending,
        @Nullable Integer held,
        String reason,
        int version) {

    /// The name under which other rooms link to it.
    public Origin named() {
        return new Origin("funds", "line", id.toString(), number + " " + title, "/funds/lines/" + id);
    }
}
