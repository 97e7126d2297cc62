package org.verdite.rectification.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.rectification.Need;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Difference;

/// A task of an item as a form.
///
/// @param refused why the step was refused, empty when it was not
/// @param barred people who may not verify, with the reason, for the task `people`
record TaskPage(
        ItemView item,
        Task task,
        Ask ask,
        List<Need> needs,
        List<Action> actions,
        ItemReading.@Nullable Extension asked,
        Map<String, String> people,
        Map<String, String> barred,
        String refused,
        @Nullable Difference difference) {

    /// Words for the head: some tasks ask something else when a question waits for its answer.
    String key() {
        boolean deciding = task == Task.TIME && asked != null || task == Task.CANCEL && item.cancelKind() != null;
        return "rectification.task." + task + (deciding ? ".decide" : "");
    }
}
