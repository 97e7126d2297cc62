package org.verdite.governance.committee;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.MinutesFiling;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.Sha256;

/// Who led a meeting confirms its minutes, written by somebody else; from then on its resolutions stand, and the
/// minutes are filed in both languages.
@Component
public class Confirming {

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Resolutions resolutions;
    private final MeetingMinutes minutes;
    private final MinutesFiling filing;

    Confirming(
            JdbcClient jdbc,
            CommitteeStore store,
            Resolutions resolutions,
            MeetingMinutes minutes,
            MinutesFiling filing) {
        this.jdbc = jdbc;
        this.store = store;
        this.resolutions = resolutions;
        this.minutes = minutes;
        this.filing = filing;
    }

    public boolean mayConfirm(Meeting meeting) {
        return !Scope.current().readOnly()
                && meeting.state() == MeetingState.HELD
                && CommitteeStore.me(meeting.presider());
    }

    /// @param version as it was read
    /// @throws NotPermitted for everybody but who led it
    /// @throws Refused naming the items that wait for their resolution
    @Transactional
    public void confirm(MeetingId id, int version) {
        var meeting = store.take(id);
        if (Scope.current().readOnly() || meeting.presider() != null && !CommitteeStore.me(meeting.presider())) {
            throw new NotPermitted("chair");
        }
        CommitteeStore.in(meeting, MeetingState.HELD);
        CommitteeStore.unchanged(meeting, version);
        var missing = resolutions.missing(id);
        if (!missing.isEmpty()) {
            throw new Refused("governance.refused.unresolved", missing.size(), missing.getFirst());
        }
        jdbc.sql("""
                        update governance.meeting set state = 'CONFIRMED', confirmed_by = :me, confirmed_at = verdite.now(),
                          fingerprint = :print, version = version + 1 where id = :id""")
                .param("me", CommitteeStore.myself().value())
                .param("print", fingerprint(meeting))
                .param("id", id.value())
                .update();
        filing.file(meeting.unit(), meeting.origin(), meeting.number(), meeting.zone(), t -> minutes.paper(id, t));
    }

    /// True when all that was confirmed reads as it did then.
    @Transactional(readOnly = true)
    public boolean standing(Meeting meeting) {
        return meeting.fingerprint().equals(fingerprint(meeting));
    }

    /// Of codes, numbers and words as they are kept, so that it is the same in every language.
    private String fingerprint(Meeting m) {
        var words = new StringBuilder();
        line(words, m.number(), m.unit(), m.heldOn(), m.presider(), m.venue());
        if (m.ledBy() != null) {
            line(words, m.ledBy(), m.leadBecause());
        }
        for (String rows : List.of(
                "select role || person_id || attended from governance.attendance where meeting_id = :id and person_id is not null order by id",
                "select matter || key || title || coalesce(raised_by, 0) from governance.agenda_item where meeting_id = :id order by place",
                "select item_id || outcome || words || votes_for || '-' || votes_against || '-' || abstained from governance.resolution where meeting_id = :id order by item_id",
                "select resolution_id || '-' || person_id || vote from governance.vote where meeting_id = :id order by resolution_id, person_id",
                "select resolution_id || title || owner_id || due || action_id from governance.follow_up where meeting_id = :id order by id")) {
            jdbc.sql(rows)
                    .param("id", m.id().value())
                    .query((rs, _) -> rs.getString(1))
                    .list()
                    .forEach(row -> line(words, row));
        }
        return Sha256.hex(words.toString().getBytes(StandardCharsets.UTF_8)).toLowerCase(Locale.ROOT);
    }

    private static void line(StringBuilder words, @Nullable Object... parts) {
        words.append(Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining("\u001f")))
                .append('\u001e');
    }
}
