package org.verdite.obligations;

import java.util.Set;

/// Where the limits of a permit bind. Supplied by `monitoring`, which keeps the points.
public interface LimitPlaces {

    /// Of the limits of a permit, or of what a site adopted, those that name no point there is: a mistyped code, or a
    /// permit that was entered before its points.
    ///
    /// @return revisions
    Set<Long> nowhere(long set);
}
