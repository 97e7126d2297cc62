package org.verdite.ui.form;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;

/// What the members of a JSON body, or the columns of a row, say: a text that was left out is empty.
public final class Body {

    private Body() {}

    public static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// The version that was read; one that nothing has where it was left out.
    public static int version(@Nullable Integer version) {
        return version == null ? -1 : version;
    }

    /// @throws Invalid when it was left out
    public static <T> T needed(String field, @Nullable T value) {
        if (value == null) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }
}
