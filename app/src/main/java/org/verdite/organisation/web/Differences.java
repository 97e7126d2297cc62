package org.verdite.organisation.web;

import java.util.ArrayList;
import java.util.List;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;

/// Compares what somebody typed with what somebody else stored in between, field by field.
final class Differences {

    private final Form mine;
    private final Texts t;
    private final List<Difference.Row> rows = new ArrayList<>();
    private final List<Difference.Kept> kept = new ArrayList<>();

    Differences(Form mine, Texts t) {
        this.mine = mine;
        this.t = t;
    }

    /// @param label message key
    Differences compare(String field, String label, Object theirs) {
        String stored = theirs.toString();
        String typed = mine.typed(field).strip();
        if (typed.equals(stored)) {
            kept.add(new Difference.Kept(field, typed));
        } else {
            rows.add(new Difference.Row(field, t.of(label), stored, typed));
        }
        return this;
    }

    Difference against(UnitsQueries.Saved saved, int version, String action) {
        String who = saved.name() == null ? saved.who() : t.of(saved.name());
        return new Difference(who, saved.at(), version, action, rows, kept);
    }
}
