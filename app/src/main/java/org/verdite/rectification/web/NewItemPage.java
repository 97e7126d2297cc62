package org.verdite.rectification.web;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Origin;
import org.verdite.ui.form.Ask;

/// The form that opens an item.
///
/// @param origin the record it comes from, null when somebody saw it
record NewItemPage(Ask ask, @Nullable Origin origin, boolean investigation, String refused) {}
