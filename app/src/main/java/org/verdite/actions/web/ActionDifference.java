package org.verdite.actions.web;

import java.util.ArrayList;
import org.verdite.actions.Action;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;

/// Somebody saved an action while it was being edited: what they wrote beside what was typed.
final class ActionDifference {

    private ActionDifference() {}

    static Difference of(Action stored, ActionQueries.Change last, Form form, Texts t) {
        var rows = new ArrayList<Difference.Row>();
        var kept = new ArrayList<Difference.Kept>();
        var cost = stored.cost();
        add(rows, kept, form, "title", t.of("actions.edit.name"), stored.title());
        add(
                rows,
                kept,
                form,
                "owner",
                t.of("actions.list.owner"),
                stored.owner().toString());
        add(rows, kept, form, "due", t.of("actions.list.due"), stored.due().toString());
        add(
                rows,
                kept,
                form,
                "cost",
                t.of("actions.edit.amount"),
                cost == null ? "" : cost.amount().toPlainString());
        add(rows, kept, form, "currency", t.of("actions.edit.currency"), cost == null ? "CNY" : cost.currency());
        return new Difference(last.who(), last.at(), stored.version(), stored.path() + "/edit", rows, kept);
    }

    private static void add(
            ArrayList<Difference.Row> rows,
            ArrayList<Difference.Kept> kept,
            Form form,
            String field,
            String label,
            String theirs) {
        if (form.typed(field).strip().equals(theirs)) {
            kept.add(new Difference.Kept(field, theirs));
        } else {
            rows.add(new Difference.Row(field, label, theirs, form.typed(field)));
        }
    }
}
