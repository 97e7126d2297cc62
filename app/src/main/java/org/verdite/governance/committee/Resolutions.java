package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// What a meeting made of its items. Who came votes, but nobody on what they raised; who led it confirms, and doesn't
/// write. What is to be done of it is in {@link FollowUps}.
@Component
public class Resolutions {

    /// @param words what was decided, or why not; may be empty for what was approved or noted
    /// @param against of those who came; the others who may vote were for it
    public record NewResolution(Outcome outcome, String words, Set<PersonId> against, Set<PersonId> abstained) {}

    /// @param resolvedBy who wrote it down
    public record Resolution(
            long id,
            long item,
            Outcome outcome,
            String words,
            int votesFor,
            int votesAgainst,
            int abstained,
            String resolvedBy) {}

    /// Of a meeting whose item this is.
    private record Asked(String title, int raisedBy) {}

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final UnitClock clocks;

    Resolutions(JdbcClient jdbc, CommitteeStore store, UnitClock clocks) {
        this.jdbc = jdbc;
        this.store = store;
        this.clocks = clocks;
    }

    /// By item.
    @Transactional(readOnly = true)
    public Map<Long, Resolution> of(MeetingId id) {
        var all = new HashMap<Long, Resolution>();
        jdbc.sql("""
                        select r.*, coalesce(verdite.text(organisation.pub_person_name(r.resolved_by), :lang), '') as name
                        from governance.resolution r where r.meeting_id = :id""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> new Resolution(
                        rs.getLong("id"),
                        rs.getLong("item_id"),
                        Outcome.valueOf(rs.getString("outcome")),
                        rs.getString("words"),
                        rs.getInt("votes_for"),
                        rs.getInt("votes_against"),
                        rs.getInt("abstained"),
                        rs.getString("name")))
                .list()
                .forEach(r -> all.put(r.item(), r));
        return all;
    }

    /// Writes down what became of an item; until the minutes are confirmed it can be written anew. Votes are counted
    /// where something was decided, and where any are named: whoever raised it may be named as abstaining.
    ///
    /// @throws Refused when somebody would vote on what they raised, without a quorum or a majority
    /// @throws Invalid naming the fields `words`, `against`, `abstained`
    @Transactional
    public void resolve(MeetingId id, long item, NewResolution n) {
        var meeting = written(id);
        var asked = asked(id, item);
        var quorum = Objects.requireNonNull(meeting.quorum());
        if (n.outcome().decides() && !quorum.reached()) {
            throw new Refused("governance.refused.quorum", quorum.present(), quorum.needed());
        }
        if (n.outcome().needsWords() && n.words().isBlank()) {
            throw new Invalid("words", "ui.form.required");
        }
        new Lengths().most("words", 2000, n.words()).check();
        boolean voted = n.outcome().decides()
                || !n.against().isEmpty()
                || !n.abstained().isEmpty();
        var votes = voted ? counted(id, asked, n) : new Votes(0, Set.of(), Set.of());
        majority(n.outcome(), votes);
        long resolution = jdbc.sql("""
                        insert into governance.resolution (item_id, meeting_id, unit_id, outcome, words, votes_for, votes_against, abstained,
                          resolved_by)
                        values (:item, :meeting, :unit, :outcome, :words, :for, :against, :abstained, :me)
                        on conflict (item_id) do update set outcome = excluded.outcome, words = excluded.words, votes_for = excluded.votes_for,
                          votes_against = excluded.votes_against, abstained = excluded.abstained, resolved_by = excluded.resolved_by,
                          resolved_at = excluded.resolved_at, who = excluded.who
                        returning id""")
                .param("item", item)
                .param("meeting", id.value())
                .param("unit", meeting.unit().value())
                .param("outcome", n.outcome().name())
                .param("words", n.words().strip())
                .param("for", votes.yes())
                .param("against", votes.against().size())
                .param("abstained", votes.abstained().size())
                .param("me", CommitteeStore.myself().value())
                .query((rs, _) -> rs.getLong(1))
                .single();
        jdbc.sql("delete from governance.vote where resolution_id = :id")
                .param("id", resolution)
                .update();
        votes.against().forEach(p -> vote(meeting, resolution, p, "AGAINST"));
        votes.abstained().forEach(p -> vote(meeting, resolution, p, "ABSTAINED"));
    }

    private record Votes(int yes, Set<PersonId> against, Set<PersonId> abstained) {}

    private Votes counted(MeetingId id, Asked asked, NewResolution n) {
        var present = new HashSet<>(
                jdbc.sql("select person_id from governance.attendance where meeting_id = :id and attended")
                        .param("id", id.value())
                        .query((rs, _) -> new PersonId(rs.getInt(1)))
                        .list());
        var raiser = new PersonId(asked.raisedBy());
        if (n.against().contains(raiser)) {
            throw new Refused("governance.refused.raised", name(raiser), asked.title());
        }
        if (!n.abstained().contains(raiser)) {
            present.remove(raiser);
        }
        if (!present.containsAll(n.against())) {
            throw new Invalid("against", "governance.invalid.voters");
        }
        var silent = new HashSet<>(n.abstained());
        silent.removeAll(n.against());
        if (!present.containsAll(n.abstained()) || silent.size() < n.abstained().size()) {
            throw new Invalid("abstained", "governance.invalid.voters");
        }
        return new Votes(present.size() - n.against().size() - silent.size(), n.against(), silent);
    }

    private static void majority(Outcome outcome, Votes votes) {
        int against = votes.against().size();
        boolean wrong = switch (outcome) {
            case APPROVED, DECIDED -> votes.yes() <= against;
            case REJECTED -> votes.yes() > against;
            case DEFERRED, NOTED -> against > 0 && votes.yes() <= against;
        };
        if (wrong) {
            throw new Refused("governance.refused.votes." + outcome, votes.yes(), against);
        }
    }

    private void vote(Meeting meeting, long resolution, PersonId person, String vote) {
        jdbc.sql("""
                        insert into governance.vote (resolution_id, meeting_id, unit_id, person_id, vote)
                        values (:resolution, :meeting, :unit, :person, :vote)""")
                .param("resolution", resolution)
                .param("meeting", meeting.id().value())
                .param("unit", meeting.unit().value())
                .param("person", person.value())
                .param("vote", vote)
                .update();
    }

    /// Held, not confirmed, and the asker may write in it.
    Meeting written(MeetingId id) {
        var meeting = store.take(id);
        store.requireRuns(meeting.committee(), today(meeting));
        CommitteeStore.in(meeting, MeetingState.HELD);
        if (CommitteeStore.me(meeting.presider())) {
            throw new Refused("governance.refused.presiderWrites");
        }
        return meeting;
    }

    /// The same for who led it: they write nothing down, and may ask that what was decided is done.
    Meeting asking(MeetingId id) {
        var meeting = store.take(id);
        if (Scope.current().readOnly() || !CommitteeStore.me(meeting.presider())) {
            return written(id);
        }
        CommitteeStore.in(meeting, MeetingState.HELD);
        return meeting;
    }

    LocalDate today(Meeting meeting) {
        return clocks.today(meeting.zone());
    }

    private Asked asked(MeetingId id, long item) {
        return jdbc.sql("""
                        select verdite.text(title, :lang), coalesce(raised_by, 0) from governance.agenda_item
                        where id = :item and meeting_id = :id""")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("item", item)
                .param("id", id.value())
                .query((rs, _) -> new Asked(rs.getString(1), rs.getInt(2)))
                .optional()
                .orElseThrow(() -> new NotHere("item " + item));
    }

    private String name(PersonId person) {
        return jdbc.sql("select coalesce(verdite.text(organisation.pub_person_name(:id), :lang), '')")
                .param("id", person.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> rs.getString(1))
                .single();
    }

    /// What waits for its resolution, in the order of the agenda.
    @Transactional(readOnly = true)
    public List<String> missing(MeetingId id) {
        return jdbc.sql("""
                        select verdite.text(i.title, :lang) from governance.agenda_item i where i.meeting_id = :id
                          and not exists (select from governance.resolution r where r.item_id = i.id) order by i.place""")
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("id", id.value())
                .query((rs, _) -> rs.getString(1))
                .list();
    }
}
