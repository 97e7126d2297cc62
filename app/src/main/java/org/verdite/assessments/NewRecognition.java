package org.verdite.assessments;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;

/// A site on an authority's list.
///
/// @param listed the day the list was published
/// @param delisted the day it was taken off again, null while it stands
/// @param listYear the list's own year
/// @param source the list: authority, document number
public record NewRecognition(
        SiteId site,
        Scheme scheme,
        Level level,
        LocalDate listed,
        @Nullable LocalDate delisted,
        int listYear,
        String source) {

    public enum Scheme {
        GREEN_MINE,
        GREEN_FACTORY,
        MINE_PARK
    }

    public enum Level {
        NATIONAL,
        PROVINCIAL
    }
}
