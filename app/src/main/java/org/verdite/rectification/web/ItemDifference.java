package org.verdite.rectification.web;

import java.util.Map;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// Somebody saved an item while it was being edited: what they wrote beside what was typed.
final class ItemDifference {

    private ItemDifference() {}

    static Difference of(ItemView stored, ItemReading.Step last, Form form, Texts t) {
        Map<String, String> media = ItemWords.media(t);
        return new Merge(form)
                .field("title", t.of("rectification.field.title"), stored.title())
                .field("description", t.of("rectification.field.description"), stored.description())
                .field(
                        "medium",
                        t.of("rectification.field.medium"),
                        stored.medium(),
                        code -> media.getOrDefault(code, code))
                .with(last.who(), last.at(), stored.version(), stored.path() + "/edit");
    }
}
