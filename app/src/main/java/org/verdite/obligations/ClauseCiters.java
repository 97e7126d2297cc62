package org.verdite.obligations;

import java.util.Map;

/// Who cites the clauses of a document. Supplied by rooms above: `inspections` cites them in its criteria.
public interface ClauseCiters {

    /// @param key of the message that says how many cite the clause: `{0}`
    /// @param path of their list
    record Cited(String key, int count, String path) {}

    /// Clause → who cites it; none for a clause that nobody cites.
    Map<String, Cited> cited(String standard, String edition);
}
