package org.verdite.targets.policy;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// A version of a unit's environmental policy as it stands.
///
/// @param words the same text in English and in Chinese
/// @param protects which goods it is about, of {@link org.verdite.targets.GoalRules#PROTECTED}
/// @param fingerprint of all it says, as it was submitted; empty of a draft
/// @param from the first day it is in force; null before it is approved
public record Policy(
        PolicyId id,
        UnitId unit,
        int edition,
        LocalText title,
        LocalText words,
        Set<String> protects,
        PolicyState state,
        @Nullable PersonId draftedBy,
        @Nullable PersonId submittedBy,
        @Nullable PersonId approvedBy,
        String fingerprint,
        @Nullable LocalDate from,
        String withdrawnBecause,
        int version) {

    public String path() {
        return "/targets/policies/" + id;
    }
}
