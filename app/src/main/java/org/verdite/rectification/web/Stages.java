package org.verdite.rectification.web;

import java.util.Map;
import org.verdite.shared.Invalid;

/// What a count of the figures means as a condition on items, so that the list opens exactly its rows.
final class Stages {

    private static final String FOUND = "not i.investigation and i.state <> 'CANCELLED'";

    /// How far a non-compliance has come, for lists that a count opens; each stage holds the later ones, but what is
    /// unverified.
    static final Map<String, String> STAGES = Map.of(
            "unverified",
            "not i.investigation and i.state in ('OPEN', 'PLAN_SUBMITTED', 'IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'INEFFECTIVE')"
                    + " and i.succeeded_by is null and i.drawn is distinct from false",
            "found",
            FOUND,
            "planned",
            FOUND
                    + " and i.state in ('IN_PROGRESS', 'DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED',"
                    + " 'INEFFECTIVE')",
            "corrected",
            FOUND
                    + " and i.state in ('DONE_SUBMITTED', 'CORRECTED', 'VERIFIED', 'CLOSED_EFFECTIVE', 'CLOSED_UNSAMPLED', 'INEFFECTIVE')",
            "verified",
            FOUND + " and i.state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE')",
            "effective",
            FOUND + " and i.state = 'CLOSED_EFFECTIVE'",
            "intime",
            FOUND + " and i.state in ('VERIFIED', 'CLOSED_EFFECTIVE', 'INEFFECTIVE') and i.verified_at < i.due_at",
            "repeated",
            FOUND + " and i.repeat_of is not null",
            "judged",
            FOUND + " and i.state in ('CLOSED_EFFECTIVE', 'INEFFECTIVE')",
            "ineffective",
            FOUND + " and i.state = 'INEFFECTIVE'");

    /// What became of reported corrections on the spot.
    static final Map<String, String> SAMPLED = Map.of(
            "all", "true",
            "drawn", "z.drawn",
            "passed", "z.drawn and z.outcome = 'PASSED'",
            "failed", "z.drawn and z.outcome = 'FAILED'",
            "waiting", "z.drawn and z.outcome = 'WAITING'",
            "unsampled", "z.outcome = 'UNSAMPLED'");

    /// Of a root cause: a group of the taxonomy, or one of its words.
    static final String ROOT =
            " and exists (select from rectification.cause y where y.item_id = i.id and y.level = 'ROOT'"
                    + " and (y.code = :root or left(y.code, 3) = :root))";

    private Stages() {}

    /// @throws Invalid naming the filter when there is no such word
    static String of(String filter, Map<String, String> conditions, String word) {
        String condition = conditions.get(word);
        if (condition == null) {
            throw new Invalid(filter, "ui.form.choice");
        }
        return condition;
    }
}
