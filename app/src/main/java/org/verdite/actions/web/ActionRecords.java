package org.verdite.actions.web;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.verdite.trail.SqlRecords;

/// What an action is called where its history is shown.
@Component
class ActionRecords extends SqlRecords {

    ActionRecords(JdbcClient jdbc) {
        super(jdbc, Register.of("actions.action", """
                        select title, '/actions/' || id as path from actions.action where id = :key""").withEvidence());
        codes("actions.kind.", "actions.action.kind");
        codes("ui.currency.", "actions.action.currency");
        codes("actions.state.", "actions.action.state");
    }
}
