package org.verdite.monitoring.web;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;

/// What the members of a JSON body say: a text that was left out is empty.
public final class Body {

    private Body() {}

    public static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// @throws Invalid when it was left out
    public static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }
}
