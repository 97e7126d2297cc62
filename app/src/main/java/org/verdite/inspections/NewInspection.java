package org.verdite.inspections;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// An inspection to come.
///
/// @param unit where it looks
/// @param body the institution from outside; empty where colleagues look
/// @param checklist by whose published edition it asks; that edition is frozen
/// @param leader of the team, who is independent where the kind asks it
/// @param independenceMonths how far back posts and actions count against independence; null for 24
public record NewInspection(
        UnitId unit,
        InspectionKind kind,
        String title,
        String scope,
        String body,
        int checklist,
        LocalDate from,
        LocalDate to,
        PersonId leader,
        List<PersonId> members,
        @Nullable Integer independenceMonths) {}
