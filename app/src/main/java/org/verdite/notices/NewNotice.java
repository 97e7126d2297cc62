package org.verdite.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// Something to tell.
///
/// @param unit whose officer is told first
/// @param message one sentence in both languages, with the figures that matter
/// @param origin the record it is about
/// @param happened the moment it is about
/// @param dateOnly true when that is a date, kept as its midnight in UTC
/// @param known when that became known to Verdite
/// @param key the finder's name for it, beginning with its room; told again under the same key it stays one notice
/// @param ladder how long after telling the unit above, then the subsidiary, then the group are told while nobody has
/// taken note; null for the installation's own ladder of an alarm, and none for what only informs
public record NewNotice(
        UnitId unit,
        NoticeKind kind,
        LocalText message,
        Origin origin,
        Instant happened,
        boolean dateOnly,
        Instant known,
        String key,
        @Nullable List<Duration> ladder) {

    public static NewNotice alarm(
            UnitId unit,
            LocalText message,
            Origin origin,
            Instant happened,
            boolean dateOnly,
            Instant known,
            String key) {
        return new NewNotice(unit, NoticeKind.ALARM, message, origin, happened, dateOnly, known, key, null);
    }

    public static NewNotice inform(
            UnitId unit,
            LocalText message,
            Origin origin,
            Instant happened,
            boolean dateOnly,
            Instant known,
            String key) {
        return new NewNotice(unit, NoticeKind.INFORM, message, origin, happened, dateOnly, known, key, null);
    }
}
