package org.verdite.inspections;

import java.util.Set;
import org.verdite.rectification.Severity;

/// What observations come to.
///
/// @param clause it goes against; of three empty texts where none is
/// @param subjects of the observations it stands on: criteria's codes, ids of what was seen beside the list
public record NewFinding(
        Grade grade,
        Severity severity,
        String medium,
        String title,
        String description,
        ClauseKey clause,
        String place,
        Set<String> subjects) {}
