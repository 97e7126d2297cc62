package org.verdite.inspections;

import java.util.Set;

/// What a programme must cover, one by one.
///
/// @param times how often within the programme's year; 1 where `months` says how far apart two may be
/// @param months 0 for the programme's year, else in any so many months
/// @param standard with its edition, for clauses; empty else
public record CoverageRule(
        int id, Per per, Set<InspectionKind> kinds, int times, int months, String standard, String standardEdition) {

    /// What is covered one by one.
    public enum Per {
        SUBSIDIARY,
        SITE,
        CLAUSE
    }
}
