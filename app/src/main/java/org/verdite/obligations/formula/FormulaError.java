package org.verdite.obligations.formula;

import java.util.ArrayList;
import java.util.List;
import org.verdite.shared.Invalid;

/// A formula that can't be read; names the place, counted from 1, and what was expected there.
public class FormulaError extends Invalid {

    private final int at;

    /// @param reason last part of the message key `obligations.formula.…`; the place is its first argument
    FormulaError(String reason, int at, Object... args) {
        super("formula", "obligations.formula." + reason, with(at, args));
        this.at = at;
    }

    private static Object[] with(int at, Object[] args) {
        var all = new ArrayList<Object>(List.of(at + 1));
        all.addAll(List.of(args));
        return all.toArray();
    }

    /// Counted from 0.
    public int at() {
        return at;
    }
}
