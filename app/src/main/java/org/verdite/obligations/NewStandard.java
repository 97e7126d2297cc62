package org.verdite.obligations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A standard, or a document of a group, by its clauses: numbers, and names in own words, never a standard's text.
///
/// @param unit whose document it is; null for one that comes with Verdite
/// @param edition year or number: `2015`
/// @param source where the clauses are known from
/// @param sample true when it is no real document but an example of one
/// @param verified true when somebody compared it with the official text
public record NewStandard(
        @Nullable UnitId unit,
        String code,
        String edition,
        LocalText name,
        LocalText source,
        boolean sample,
        boolean verified,
        List<NewClause> clauses) {

    /// @param before the clauses of the edition before that this one continues
    public record NewClause(String number, LocalText name, List<String> before) {}
}
