package org.verdite.actions.web;

import java.time.LocalDate;
import java.util.List;
import org.verdite.actions.Action;
import org.verdite.ui.Attachment;

/// One action.
///
/// @param originShown the reader may open the record it was planned for
/// @param mayCarry the reader may take steps with it
record ActionPage(
        Action action, String where, List<Attachment> files, boolean originShown, boolean mayCarry, LocalDate today) {

    boolean mayStart() {
        return mayCarry && action.state() == org.verdite.actions.ActionState.OPEN;
    }

    boolean mayFinish() {
        return mayCarry && !action.state().over();
    }

    boolean evidenceMissing() {
        return action.evidenceNeeded() && action.evidence() == 0;
    }
}
