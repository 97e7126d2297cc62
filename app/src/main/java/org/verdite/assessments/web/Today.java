package org.verdite.assessments.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
import org.verdite.ui.Texts;
import org.verdite.ui.list.Filters;

/// The group's calendar day, and the day a list is asked for.
@Component
class Today {

    private static final ZoneId GROUP_ZONE = ZoneId.of("Asia/Shanghai");

    private final Clock clock;

    Today(Clock clock) {
        this.clock = clock;
    }

    LocalDate date() {
        return clock.instant().atZone(GROUP_ZONE).toLocalDate();
    }

    /// The filter `on`, or today.
    LocalDate on(Filters filters) {
        return filters.has("on") ? day("on", filters.get("on")) : date();
    }

    /// The end of the day in the filter `known`, or the instant in it, or now.
    Instant known(Filters filters) {
        String asked = filters.get("known");
        if (asked.isEmpty()) {
            return clock.instant();
        }
        try {
            return asked.contains("T")
                    ? Instant.parse(asked)
                    : LocalDate.parse(asked)
                            .plusDays(1)
                            .atStartOfDay(GROUP_ZONE)
                            .toInstant()
                            .minusNanos(1000);
        } catch (DateTimeException e) {
            throw new Invalid("known", "ui.form.date", asked);
        }
    }

    /// How a list says it; empty for now.
    String said(Filters filters, Texts t) {
        return filters.has("known") ? t.time(known(filters)) : "";
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Invalid(field, "ui.form.date", text);
        }
    }
}
