package org.verdite.monitoring.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.Invalid;

/// Results as they were known at the end of a day of their place: what had come by then and was not yet corrected.
///
/// @param day null for now
public record KnownOn(@Nullable LocalDate day, ZoneId zone) {

    /// @throws Invalid when the day is still to come
    public static KnownOn of(@Nullable LocalDate day, String zone, Clock clock) {
        var place = ZoneId.of(zone);
        if (day != null && day.isAfter(LocalDate.ofInstant(clock.instant(), place))) {
            throw new Invalid("known", "monitoring.invalid.known");
        }
        return new KnownOn(day, place);
    }

    public boolean now() {
        return day == null;
    }

    /// The results to read from, as `r`, of a series between two moments.
    public String results() {
        return day == null
                ? "monitoring.result r"
                : "monitoring.known_results(:series, cast(:from as timestamptz), cast(:to as timestamptz), cast(:known as timestamptz)) r";
    }

    public void params(Map<String, Object> params) {
        if (day != null) {
            params.put("known", end(day));
        }
    }

    private OffsetDateTime end(LocalDate last) {
        return last.plusDays(1)
                .atStartOfDay(zone)
                .toInstant()
                .atOffset(ZoneOffset.UTC)
                .minusNanos(1_000);
    }
}
