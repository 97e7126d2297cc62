package org.verdite.monitoring.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.verdite.ui.form.Form;

/// Times of day as forms carry them: where the point stands, to the minute.
public final class Moments {

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private Moments() {}

    public static Instant read(Form form, String name, String zone) {
        if (!form.has(name)) {
            form.problem(name, "ui.form.required");
            return Instant.EPOCH;
        }
        var read = optional(form, name, zone);
        return read == null ? Instant.EPOCH : read;
    }

    public static @Nullable Instant optional(Form form, String name, String zone) {
        if (!form.has(name)) {
            return null;
        }
        try {
            var time = LocalDateTime.parse(form.typed(name).strip().replace(' ', 'T'));
            if (time.getYear() >= 1900 && time.getYear() <= 2200) {
                return time.atZone(ZoneId.of(zone)).toInstant();
            }
        } catch (DateTimeException e) {
            form.problem(name, "monitoring.invalid.moment", form.typed(name));
            return null;
        }
        form.problem(name, "monitoring.invalid.moment", form.typed(name));
        return null;
    }

    public static String field(Instant at, String zone) {
        return FIELD.format(at.atZone(ZoneId.of(zone)));
    }
}
