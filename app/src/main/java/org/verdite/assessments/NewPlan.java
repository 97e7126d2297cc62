package org.verdite.assessments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;

/// Why a site is not certified and what is planned: "audit moved to March 2023 after a flood".
///
/// @param standard `ISO 14001`
/// @param acceptedBy who accepted the delay, empty for nobody
public record NewPlan(
        SiteId site,
        String standard,
        LocalText note,
        String acceptedBy,
        LocalDate from,
        @Nullable LocalDate to) {}
