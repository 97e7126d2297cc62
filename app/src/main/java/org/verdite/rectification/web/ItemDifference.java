package org.verdite.rectification.web;

import java.util.ArrayList;
import java.util.List;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;

/// Somebody saved an item while it was being edited: what they wrote beside what was typed.
final class ItemDifference {

    private ItemDifference() {}

    static Difference of(ItemView stored, ItemReading.Step last, Form form, Texts t) {
        var rows = new ArrayList<Difference.Row>();
        var kept = new ArrayList<Difference.Kept>();
        add(rows, kept, form, "title", t.of("rectification.field.title"), stored.title());
        add(rows, kept, form, "description", t.of("rectification.field.description"), stored.description());
        add(rows, kept, form, "medium", t.of("rectification.field.medium"), stored.medium());
        return new Difference(last.who(), last.at(), stored.version(), stored.path() + "/edit", rows, kept);
    }

    private static void add(
            List<Difference.Row> rows,
            List<Difference.Kept> kept,
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
