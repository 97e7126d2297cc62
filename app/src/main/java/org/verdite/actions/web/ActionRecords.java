package org.verdite.actions.web;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.verdite.actions.ActionId;
import org.verdite.actions.Actions;
import org.verdite.trail.RecordKey;
import org.verdite.trail.RecordSource;
import org.verdite.ui.Texts;

/// What an action is called where its history is shown.
@Component
class ActionRecords implements RecordSource {

    private final Actions actions;

    ActionRecords(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Optional<Known> record(RecordKey row, Texts t) {
        return row.place().equals("actions.action") && row.key().matches("\\d{1,18}")
                ? actions.find(new ActionId(Long.parseLong(row.key())))
                        .map(a -> new Known(a.title(), a.path(), List.of()))
                : Optional.empty();
    }
}
