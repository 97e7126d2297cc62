package org.verdite.organisation.roster;

import java.util.List;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.form.Form;

/// Takes in the lines of one sheet with the verbs that the pages use.
interface Desk {

    /// @param isNew whether nothing of it stood before
    /// @param changes what became different of what stood before
    record Taken(boolean isNew, List<Judged.Change> changes) {

        static final Taken NEW = new Taken(true, List.of());

        static Taken of(Difference difference) {
            return new Taken(false, difference.changes());
        }
    }

    /// Notes all that is wrong with a line, by itself and beside what stands. Writes nothing, so that a line that can't
    /// be taken anyway is told everything at once.
    void look(Form line, Standing standing);

    /// Takes in a line that was looked at and found good. Adds to what stands only once the verb has taken it.
    Taken take(Form line, Standing standing);

    static UnitId unit(Form line, String column, Standing standing) {
        var unit = standing.units.get(line.typed(column));
        if (unit == null) {
            throw new Invalid(column, "organisation.roster.noUnit", line.typed(column));
        }
        return new UnitId(unit.id());
    }

    /// Notes a rule that the line does not keep.
    static void keeps(Form line, Runnable rule) {
        try {
            rule.run();
        } catch (Invalid e) {
            line.refused(e);
        }
    }

    /// What the pages don't change either.
    static void stays(Difference difference, String column) {
        difference.changes().stream()
                .filter(c -> c.column().equals(column))
                .findFirst()
                .ifPresent(c -> {
                    throw new Invalid(column, "organisation.roster.stays", c.before());
                });
    }
}
