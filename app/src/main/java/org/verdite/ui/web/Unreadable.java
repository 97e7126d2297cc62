package org.verdite.ui.web;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.verdite.shared.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Which field of a request does not fit its type, and what was expected there.
final class Unreadable {

    private static final int SHOWN = 80;

    private Unreadable() {}

    /// Null where no field can be named: the whole is no JSON.
    static @Nullable Invalid field(Exception e) {
        if (e.getCause() instanceof UnrecognizedPropertyException json) {
            String known = Objects.requireNonNullElse(json.getKnownPropertyIds(), List.of()).stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return new Invalid(path(json), "ui.json.unknown", json.getPropertyName(), known);
        }
        if (e.getCause() instanceof MismatchedInputException json && missing(json)) {
            return new Invalid(path(json), "ui.form.required");
        }
        if (e.getCause() instanceof DatabindException json && !json.getPath().isEmpty()) {
            Object value = json instanceof InvalidFormatException wrong ? wrong.getValue() : null;
            Class<?> wanted = json instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
            return invalid(path(json), value, wanted);
        }
        if (e instanceof TypeMismatchException wrong) {
            String name = wrong instanceof MethodArgumentTypeMismatchException argument
                    ? argument.getName()
                    : String.valueOf(wrong.getPropertyName());
            return invalid(name, wrong.getValue(), wrong.getRequiredType());
        }
        return null;
    }

    /// Nothing stands where something has to: a number, a member, or what a list holds.
    private static boolean missing(MismatchedInputException json) {
        String said = String.valueOf(json.getOriginalMessage());
        return json instanceof InvalidNullException
                || said.startsWith("Cannot map `null`")
                || said.startsWith("Missing required creator property");
    }

    /// Why no field can be named.
    static Invalid whole(Exception e) {
        if (e.getCause() instanceof JacksonException json && json.getLocation() != null) {
            var at = json.getLocation();
            return json instanceof DatabindException
                    ? new Invalid("", "ui.json.shape")
                    : new Invalid("", "ui.json.malformed", at.getLineNr(), at.getColumnNr());
        }
        return new Invalid("", "ui.json.empty");
    }

    /// `lines[2].due`
    private static String path(DatabindException e) {
        var path = new StringBuilder();
        for (JacksonException.Reference at : e.getPath()) {
            if (at.getPropertyName() == null) {
                path.append('[').append(at.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(at.getPropertyName());
            }
        }
        return path.toString();
    }

    private static Invalid invalid(String field, @Nullable Object value, @Nullable Class<?> wanted) {
        String text = String.valueOf(value);
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        if (wanted != null && wanted.isEnum()) {
            String words = Arrays.stream(wanted.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            return new Invalid(field, value == null ? "ui.json.oneOf" : "ui.json.choice", shown, words);
        }
        if (value == null) {
            return new Invalid(field, "ui.json.shape");
        }
        if (wanted == LocalDate.class) {
            return new Invalid(field, "ui.json.date", shown);
        }
        if (wanted == YearMonth.class) {
            return new Invalid(field, "ui.form.month", shown);
        }
        if (wanted != null && Temporal.class.isAssignableFrom(wanted)) {
            return new Invalid(field, "ui.json.time", shown);
        }
        if (wanted != null && (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted))) {
            return new Invalid(field, "ui.form.number", shown);
        }
        return new Invalid(field, "ui.json.unfit", shown);
    }
}
