package org.verdite.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// What stands against the admission of a contractor to a site. Rooms above implement it as a bean and answer for what
/// they keep: a letter that is not signed, a training that is missing.
public interface AdmissionBar {

    /// Whom it is about.
    ///
    /// @param unit of the site
    /// @param until the first day on which it no longer holds
    record Asked(int contractor, SiteId site, UnitId unit, LocalDate from, LocalDate until) {

        /// The years in which it holds.
        public List<Integer> years() {
            int last = until.minusDays(1).getYear();
            return java.util.stream.IntStream.rangeClosed(from.getYear(), last)
                    .boxed()
                    .toList();
        }
    }

    /// One reason.
    ///
    /// @param what is missing, a word for machines: `letter`
    /// @param key of the sentence that says so
    /// @param path where it can be mended, null for none
    record Reason(
            String what,
            String key,
            List<Object> args,
            @Nullable String path) {}

    /// Each reason that stands against it; none when this room sees nothing against it.
    List<Reason> against(Asked asked);
}
