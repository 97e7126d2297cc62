package org.verdite.risks.web;

import org.jspecify.annotations.Nullable;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Difference;

/// A step as a form.
///
/// @param lead what the step does, in a sentence
/// @param list the register it belongs to: `aspects`, `risks`, `context` or `rules`
/// @param refused why the step was refused; empty when it was not
/// @param difference what somebody else saved meanwhile
record TaskPage(
        String title,
        String lead,
        String list,
        String number,
        String path,
        Ask ask,
        String refused,
        @Nullable Difference difference) {

    String listPath() {
        return list.equals("risks") ? "/risks" : "/risks/" + list;
    }
}
