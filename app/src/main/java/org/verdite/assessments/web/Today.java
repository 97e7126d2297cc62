package org.verdite.assessments.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;
import org.verdite.shared.Invalid;
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

    /// The end of the day in the filter `known`, or now.
    Instant known(Filters filters) {
        return filters.has("known")
                ? day("known", filters.get("known"))
                        .plusDays(1)
                        .atStartOfDay(GROUP_ZONE)
                        .toInstant()
                        .minusNanos(1000)
                : clock.instant();
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new Invalid(field, "ui.form.date", text);
        }
    }
}
