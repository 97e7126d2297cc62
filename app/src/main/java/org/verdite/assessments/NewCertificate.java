package org.verdite.assessments;

import java.time.LocalDate;
import java.util.List;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A certificate as the body issued it.
///
/// @param holder the unit it was issued to: a site's unit, or a subsidiary that holds it for several sites
/// @param standard `ISO 14001`
/// @param edition `2015`
/// @param body who certified
/// @param scope the scope as printed on it
/// @param expires the last day it is valid
/// @param sites covered from the day of issue
public record NewCertificate(
        UnitId holder,
        String number,
        String standard,
        String edition,
        String body,
        String scope,
        LocalDate issued,
        LocalDate expires,
        List<SiteId> sites) {

    /// The standard that coverage counts.
    public static final String ISO_14001 = "ISO 14001";

    public NewCertificate {
        sites = List.copyOf(sites);
    }
}
