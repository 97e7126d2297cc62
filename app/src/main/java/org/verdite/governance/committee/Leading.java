package org.verdite.governance.committee;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Who led a meeting and left the committee before the minutes were confirmed: another member who was there takes
/// the lead, named by the committee with the reason, and confirms instead.
@Component
public class Leading {

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Seats seats;
    private final UnitClock clocks;

    Leading(JdbcClient jdbc, CommitteeStore store, Seats seats, UnitClock clocks) {
        this.jdbc = jdbc;
        this.store = store;
        this.seats = seats;
        this.clocks = clocks;
    }

    /// True when the minutes wait for somebody who has no seat any more.
    @Transactional(readOnly = true)
    public boolean vacant(Meeting meeting) {
        var presider = meeting.presider();
        return meeting.state() == MeetingState.HELD
                && presider != null
                && !sitting(meeting).containsKey(presider);
    }

    /// Who can take it: members who were there, and neither raised nor wrote down anything of it. Nobody takes it
    /// for themselves.
    @Transactional(readOnly = true)
    public Map<PersonId, String> candidates(Meeting meeting) {
        var there = new HashSet<>(people("""
                        select a.person_id from governance.attendance a join governance.meeting m on m.id = a.meeting_id
                        where m.id = :id and a.attended and a.person_id not in (m.held_by, m.presider_id)
                          and not exists (select from governance.resolution r where r.meeting_id = m.id and r.resolved_by = a.person_id)
                          and not exists (select from governance.agenda_item i where i.meeting_id = m.id and i.raised_by = a.person_id)""", meeting));
        var all = new LinkedHashMap<PersonId, String>();
        sitting(meeting).forEach((person, name) -> {
            if (there.contains(person) && !CommitteeStore.me(person)) {
                all.put(person, name);
            }
        });
        return all;
    }

    private List<PersonId> people(String sql, Meeting meeting) {
        return jdbc.sql(sql)
                .param("id", meeting.id().value())
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .list();
    }

    private Map<PersonId, String> sitting(Meeting meeting) {
        var all = new LinkedHashMap<PersonId, String>();
        for (var seat : seats.on(meeting.committee(), clocks.today(meeting.zone()))) {
            var person = seat.person();
            if (person != null) {
                all.putIfAbsent(person, seat.name());
            }
        }
        return all;
    }

    /// True for chair, secretary and who may hold reviews there, where somebody has to be named.
    @Transactional(readOnly = true)
    public boolean mayHandOn(Meeting meeting) {
        return !Scope.current().readOnly()
                && vacant(meeting)
                && store.mayPrepare(store.require(meeting.committee()), clocks.today(meeting.zone()));
    }

    /// @param version as it was read
    /// @param because why who led it does not confirm
    /// @throws Invalid naming the fields `lead` and `because`
    /// @throws Refused while who led it still has a seat
    @Transactional
    public void handOn(MeetingId id, int version, PersonId lead, String because) {
        var meeting = store.take(id);
        store.requirePrepare(store.require(meeting.committee()), clocks.today(meeting.zone()));
        CommitteeStore.in(meeting, MeetingState.HELD);
        CommitteeStore.unchanged(meeting, version);
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        if (!vacant(meeting)) {
            throw new Refused("governance.refused.leaderSits", name(meeting.presider()));
        }
        if (!candidates(meeting).containsKey(lead)) {
            throw new Invalid("lead", "governance.invalid.lead");
        }
        jdbc.sql("""
                        update governance.meeting set led_by = coalesce(led_by, presider_id), presider_id = :lead, lead_because = :because,
                          version = version + 1 where id = :id""")
                .param("lead", lead.value())
                .param("because", because.strip())
                .param("id", id.value())
                .update();
    }

    private String name(@Nullable PersonId person) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')")
                .param("id", person == null ? 0 : person.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> rs.getString(1))
                .single();
    }
}
