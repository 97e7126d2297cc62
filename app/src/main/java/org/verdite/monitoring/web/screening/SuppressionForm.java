package org.verdite.monitoring.web.screening;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.screening.Cause;
import org.verdite.monitoring.screening.NewSuppression;
import org.verdite.monitoring.web.SeriesQueries.SeriesHead;
import org.verdite.shared.Invalid;

/// What a page or a caller writes of a suppression, as the verb takes it.
///
/// @param days whether the series' results carry days and no time
record SuppressionForm(SeriesHead head, boolean days) {

    /// @param from a day (2026-03-12), a time at the point's own clock (2026-03-12T10:00), or one with its offset
    /// @param to likewise; empty for the same as from
    /// @param only which of the results of that time
    NewSuppression read(
            String from, String to, NewSuppression.Only only, Cause cause, String reason, @Nullable Integer doubt) {
        var begin = at("from", from, false);
        var end = at("to", to.isBlank() ? from : to, true);
        if (end.isBefore(begin)) {
            throw new Invalid("to", "monitoring.suppress.backwards");
        }
        return new NewSuppression(head.id(), begin, end, only, cause, reason, doubt);
    }

    /// A day is all of it: its first result to its last.
    private Instant at(String field, String text, boolean last) {
        String typed = text.strip();
        try {
            if (typed.indexOf('T') < 0 && typed.indexOf(' ') < 0) {
                var day = LocalDate.parse(typed);
                if (days) {
                    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
                }
                return last
                        ? day.plusDays(1).atStartOfDay(zone()).toInstant().minusSeconds(1)
                        : day.atStartOfDay(zone()).toInstant();
            }
            String time = typed.replace(' ', 'T');
            return time.endsWith("Z") || time.lastIndexOf('+') > 10 || time.lastIndexOf('-') > 10
                    ? OffsetDateTime.parse(time).toInstant()
                    : LocalDateTime.parse(time).atZone(zone()).toInstant();
        } catch (DateTimeException _) {
            throw new Invalid(field, "monitoring.suppress.when", text);
        }
    }

    private ZoneId zone() {
        return ZoneId.of(head.zone());
    }
}
