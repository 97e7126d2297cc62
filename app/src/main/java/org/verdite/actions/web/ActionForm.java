package org.verdite.actions.web;

import org.jspecify.annotations.Nullable;
import org.verdite.actions.Action;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Difference;

/// A step of an action as a form.
///
/// @param step `done`, `cancel` or `edit`
/// @param refused why the step was refused, empty when it was not
/// @param difference what somebody else saved meanwhile
record ActionForm(
        Action action,
        String step,
        Ask ask,
        String refused,
        @Nullable Difference difference) {}
