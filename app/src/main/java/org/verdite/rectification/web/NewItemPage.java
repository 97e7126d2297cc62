package org.verdite.rectification.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.rectification.Likeness.Like;
import org.verdite.shared.Origin;
import org.verdite.ui.form.Ask;

/// The form that opens an item.
///
/// @param likes what stands on the list already and looks alike, when it was asked
/// @param origin the record it comes from, null when somebody saw it
record NewItemPage(Ask ask, @Nullable Origin origin, boolean investigation, List<Like> likes) {}
