package org.verdite.organisation.web;

import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;

/// Members of a JSON body that must be there.
final class Need {

    private Need() {}

    static <T> T of(String field, @Nullable T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw new Invalid(field, "ui.form.required");
        }
        return value;
    }

    static String or(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }
}
