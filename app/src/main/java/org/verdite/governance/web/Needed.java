package org.verdite.governance.web;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;

/// What a body must hold.
final class Needed {

    private Needed() {}

    static <T> T of(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
