package org.verdite.organisation.web;

import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// Compares what somebody typed with what somebody else stored in between, field by field.
final class Differences {

    private final Merge merge;
    private final Texts t;

    Differences(Form mine, Texts t) {
        this.merge = new Merge(mine);
        this.t = t;
    }

    /// @param label message key
    Differences compare(String field, String label, Object theirs) {
        merge.field(field, t.of(label), theirs);
        return this;
    }

    /// A field with codes.
    ///
    /// @param words prefix of the codes' message keys
    Differences compare(String field, String label, Object theirs, String words) {
        merge.field(field, t.of(label), theirs, code -> t.or(words + code, code));
        return this;
    }

    Difference against(UnitsQueries.Saved saved, int version, String action) {
        String who = saved.name() == null ? saved.who() : t.of(saved.name());
        return merge.with(who, saved.at(), version, action);
    }
}
