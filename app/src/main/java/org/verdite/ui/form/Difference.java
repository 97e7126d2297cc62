package org.verdite.ui.form;

import java.time.Instant;
import java.util.List;

/// The conflict view: somebody saved the record while it was being edited. Only the fields that differ are shown.
///
/// @param who who saved before
/// @param version the version that is stored now; the choice is saved against it
/// @param action where the choice is posted
/// @param kept the fields that did not differ, posted again unchanged
public record Difference(String who, Instant at, int version, String action, List<Row> rows, List<Kept> kept) {

    public record Row(String field, String label, String theirs, String mine) {}

    public record Kept(String field, String value) {}
}
