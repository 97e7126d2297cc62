package org.verdite.reporting.web;

import org.verdite.shared.Invalid;

/// Which state of a year is shown.
enum View {
    /// As the latest edition says.
    PUBLISHED,
    /// As computed from what is known.
    CURRENT,
    /// As it would be restated now: the same as computed, shown beside the edition.
    RESTATED;

    static View of(String word) {
        return switch (word) {
            case "published" -> PUBLISHED;
            case "current" -> CURRENT;
            case "restated" -> RESTATED;
            default -> throw new Invalid("view", "reporting.invalid.view", word);
        };
    }

    String word() {
        return switch (this) {
            case PUBLISHED -> "published";
            case CURRENT -> "current";
            case RESTATED -> "restated";
        };
    }
}
