package org.verdite.actions.web;

import java.util.Map;
import org.verdite.actions.Action;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// Somebody saved an action while it was being edited: what they wrote beside what was typed.
final class ActionDifference {

    private ActionDifference() {}

    /// @param people id → name
    static Difference of(Action stored, ActionQueries.Change last, Form form, Map<String, String> people, Texts t) {
        var cost = stored.cost();
        return new Merge(form)
                .field("title", t.of("actions.edit.name"), stored.title())
                .field("owner", t.of("actions.list.owner"), stored.owner(), id -> people.getOrDefault(id, id))
                .field("due", t.of("actions.list.due"), stored.due())
                .field(
                        "cost",
                        t.of("actions.edit.amount"),
                        cost == null ? "" : cost.amount().toPlainString())
                .field("currency", t.of("actions.edit.currency"), cost == null ? "CNY" : cost.currency(), t::currency)
                .with(last.who(), last.at(), stored.version(), stored.path() + "/edit");
    }
}
