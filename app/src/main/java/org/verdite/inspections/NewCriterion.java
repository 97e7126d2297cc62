package org.verdite.inspections;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;

/// One thing to be looked at.
///
/// @param code stays the same through the editions, so that scores are compared criterion by criterion: `E-014`
/// @param clause what it is asked by
/// @param also further clauses it speaks to
/// @param question one fact that a person can see or check; a yes conforms
/// @param guidance how to check it; null for none
/// @param weight 1 to 5
/// @param limit of a measured answer; null for conformity
/// @param photo an answer needs one
/// @param critical a failure alone is serious
/// @param severity proposed for a finding
/// @param medium as of an item: `WATER`
/// @param sites kinds of site where it is asked; none for all
/// @param because why it differs from the list below; empty where there is none such
public record NewCriterion(
        String code,
        ClauseKey clause,
        List<ClauseKey> also,
        LocalText question,
        @Nullable LocalText guidance,
        int weight,
        @Nullable NumberLimit limit,
        boolean photo,
        boolean critical,
        Severity severity,
        String medium,
        Set<String> sites,
        String because) {

    public Answer answer() {
        return limit == null ? Answer.CONFORMITY : Answer.NUMBER;
    }
}
