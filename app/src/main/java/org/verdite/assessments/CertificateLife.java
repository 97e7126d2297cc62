package org.verdite.assessments;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a certificate stands on a day, from what happened to it. A withdrawal ends it for good; a suspension lasts until
/// it is restored or renewed; surveillance changes nothing; expiry follows the last date that was given.
/// `assessments.pub_standing` says the same in SQL.
final class CertificateLife {

    record Event(
            EventKind kind, LocalDate happened, @Nullable LocalDate expires) {}

    private CertificateLife() {}

    /// @param events in the order they were recorded; of one day the later recorded counts
    static Standing on(LocalDate day, List<Event> events) {
        var told = events.stream()
                .filter(e -> !e.happened().isAfter(day))
                .sorted(Comparator.comparing(Event::happened))
                .toList();
        if (told.stream().anyMatch(e -> e.kind() == EventKind.WITHDRAWN)) {
            return Standing.WITHDRAWN;
        }
        if (told.stream().noneMatch(e -> e.kind() == EventKind.ISSUED)) {
            return Standing.NOT_ISSUED;
        }
        var turning = told.stream().filter(e -> turns(e.kind())).toList();
        if (turning.getLast().kind() == EventKind.SUSPENDED) {
            return Standing.SUSPENDED;
        }
        boolean expired = told.stream()
                .map(Event::expires)
                .filter(Objects::nonNull)
                .reduce((_, last) -> last)
                .filter(day::isAfter)
                .isPresent();
        return expired ? Standing.EXPIRED : Standing.VALID;
    }

    private static boolean turns(EventKind kind) {
        return switch (kind) {
            case ISSUED, RENEWED, RESTORED, SUSPENDED -> true;
            case SURVEILLANCE, EDITION_CHANGED, WITHDRAWN -> false;
        };
    }

    /// Whether the event makes sense for a certificate that stands so on its day.
    static boolean allows(Standing before, EventKind kind) {
        return switch (kind) {
            case ISSUED -> false;
            case SUSPENDED, EDITION_CHANGED -> before == Standing.VALID;
            case RESTORED -> before == Standing.SUSPENDED;
            case SURVEILLANCE, RENEWED ->
                before == Standing.VALID || before == Standing.SUSPENDED || before == Standing.EXPIRED;
            case WITHDRAWN -> before != Standing.WITHDRAWN && before != Standing.NOT_ISSUED;
        };
    }
}
