package org.verdite.governance.committee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.governance.UnitClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;

/// What is put before a meeting, and what waits to be.
@Component
public class Agenda {

    private static final int MOST_ITEMS = 60;
    private static final int MOST_WAITING = 50;

    /// @param title in the reader's language
    /// @param key of the record it is about; empty for words
    /// @param path its page; empty for words
    /// @param raisedBy null where nobody in particular did
    public record Item(
            long id,
            int place,
            Matter matter,
            String key,
            String title,
            String path,
            @Nullable PersonId raisedBy,
            String raisedByName) {}

    /// Of a unit for which the committee is the door, and on no agenda: a goal, a funding line that is asked for, a
    /// review that was held; also what was deferred, and what was changed since it was decided.
    ///
    /// @param begun true when what the committee could hold up is under way without it
    public record Waiting(
            Matter matter, String key, String title, String number, String where, boolean begun, String path) {}

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Subjects subjects;
    private final UnitClock clocks;

    Agenda(JdbcClient jdbc, CommitteeStore store, Subjects subjects, UnitClock clocks) {
        this.jdbc = jdbc;
        this.store = store;
        this.subjects = subjects;
        this.clocks = clocks;
    }

    @Transactional(readOnly = true)
    public List<Item> of(MeetingId id) {
        return jdbc.sql("""
                        select i.id, i.place, i.matter, i.key, verdite.text(i.title, :lang) as title, i.raised_by,
                          coalesce(verdite.text(organisation.pub_person_name(i.raised_by), :lang), '') as name
                        from governance.agenda_item i where i.meeting_id = :id order by i.place""")
                .param("id", id.value())
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query((rs, _) -> {
                    var matter = Matter.valueOf(rs.getString("matter"));
                    int raised = rs.getInt("raised_by");
                    return new Item(
                            rs.getLong("id"),
                            rs.getInt("place"),
                            matter,
                            rs.getString("key"),
                            rs.getString("title"),
                            Subjects.path(matter, rs.getString("key")),
                            rs.wasNull() ? null : new PersonId(raised),
                            rs.getString("name"));
                })
                .list();
    }

    /// A record of the committee's unit or of one below.
    ///
    /// @param key its id; of a year `unit/year`
    /// @throws Invalid naming the field `key`
    @Transactional
    public void put(MeetingId id, Matter matter, String key) {
        var meeting = prepared(id);
        var subject = subjects.find(matter, key)
                .filter(s -> jdbc.sql("select :unit in (select organisation.pub_below(:top, :day))")
                        .param("unit", s.unit().value())
                        .param("top", meeting.unit().value())
                        .param("day", clocks.today(meeting.zone()))
                        .query((rs, _) -> rs.getBoolean(1))
                        .single())
                .orElseThrow(() -> new Invalid("key", "ui.form.choice"));
        insert(meeting, matter, key, subject);
    }

    /// Something in words.
    ///
    /// @param raisedBy whose matter it is
    /// @throws Invalid naming the fields `title` and `raisedBy`
    @Transactional
    public void put(MeetingId id, String title, PersonId raisedBy) {
        var meeting = prepared(id);
        if (title.isBlank() || title.strip().length() > 300) {
            throw title.isBlank()
                    ? new Invalid("title", "ui.form.required")
                    : new Invalid("title", "ui.form.tooLong", 300, title.strip().length());
        }
        // A member may be from a unit that the secretary doesn't see.
        boolean seen = jdbc.sql("""
                        select exists (select from organisation.pub_person where id = :id) or exists (
                          select from governance.member m where m.committee_id = :committee and (m.person_id = :id
                            or m.position_id is not null and organisation.pub_holds(:id, m.position_id, :day)))""")
                .param("id", raisedBy.value())
                .param("committee", meeting.committee().value())
                .param("day", clocks.today(meeting.zone()))
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new Invalid("raisedBy", "ui.form.choice");
        }
        insert(
                meeting,
                Matter.WORDS,
                "",
                new Subjects.Subject(
                        meeting.unit(), LocalText.of(meeting.language(), title.strip()), raisedBy, "", false));
    }

    private void insert(Meeting meeting, Matter matter, String key, Subjects.Subject subject) {
        var raisedBy = subject.raisedBy();
        int items = jdbc.sql("select count(*) from governance.agenda_item where meeting_id = :id")
                .param("id", meeting.id().value())
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (items >= MOST_ITEMS) {
            throw new Refused("governance.refused.agendaFull", MOST_ITEMS);
        }
        try {
            jdbc.sql("""
                            insert into governance.agenda_item (meeting_id, unit_id, place, matter, key, title, raised_by, terms)
                            select :id, :unit, coalesce(max(place), 0) + 1, :matter, :key, cast(:title as jsonb), cast(:raised as int), :terms
                            from governance.agenda_item where meeting_id = :id""")
                    .param("id", meeting.id().value())
                    .param("unit", meeting.unit().value())
                    .param("matter", matter.name())
                    .param("key", key)
                    .param("title", subject.title().json())
                    .param("terms", subject.terms())
                    .param("raised", raisedBy == null ? null : raisedBy.value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Refused("governance.refused.onAgenda");
        }
    }

    /// @throws NotHere when it is not on this agenda
    @Transactional
    public void takeOff(MeetingId id, long item) {
        prepared(id);
        int gone = jdbc.sql("delete from governance.agenda_item where id = :item and meeting_id = :id")
                .param("item", item)
                .param("id", id.value())
                .update();
        if (gone == 0) {
            throw new NotHere("item " + item);
        }
    }

    private Meeting prepared(MeetingId id) {
        var meeting = store.take(id);
        store.requirePrepare(store.require(meeting.committee()), clocks.today(meeting.zone()));
        CommitteeStore.in(meeting, MeetingState.PLANNED);
        return meeting;
    }

    /// What has not passed through the committee and is on no agenda of any.
    @Transactional(readOnly = true)
    public List<Waiting> waiting(Committee committee) {
        if (committee.closed() != null) {
            return List.of();
        }
        var day = clocks.today(clocks.zone(committee.unit()));
        var all = new ArrayList<Waiting>();
        WAITING.forEach((matter, sql) -> {
            if (committee.passes().contains(matter)) {
                all.addAll(waiting(committee, matter, sql, day));
            }
        });
        return all;
    }

    private static final java.util.Map<Matter, String> WAITING = new java.util.EnumMap<>(java.util.Map.of(
            Matter.GOAL,
            "select x.id, x.unit_id, x.number, verdite.text(x.sentence, :lang) as title, x.asks as terms, x.state <> 'DRAFT' as begun"
                    + " from targets.pub_goal x where x.state in ('DRAFT', 'ACTIVE')",
            Matter.FUNDING,
            "select x.id, x.unit_id, x.number, x.title, x.pending::text as terms, false as begun from funds.pub_funding x"
                    + " where x.pending is not null",
            Matter.REVIEW,
            "select x.id, x.unit_id, x.number, '' as title, governance.review_terms(x.id) as terms, x.state = 'CLOSED' as begun"
                    + " from governance.review x where x.state in ('HELD', 'CLOSED')"));

    /// Of units below another committee for the same matter, that one is the door. Something runs while it stands on an
    /// agenda whose minutes are not confirmed. What was only noted, or decided in words, passed no door that binds.
    private List<Waiting> waiting(Committee committee, Matter matter, String records, LocalDate day) {
        String column = CommitteeStore.PASSES.get(matter);
        return jdbc.sql("""
                        with here as materialized (
                          select b as id from organisation.pub_below(:unit, :day) b
                          except
                          select d from governance.committee c, organisation.pub_below(c.unit_id, :day) d
                          where c.closed is null and c.%s and c.unit_id <> :unit and c.unit_id in (select organisation.pub_below(:unit, :day))
                        ), x as (%s and x.unit_id in (select h.id from here h))
                        select x.id, x.number, x.title, x.begun, coalesce(verdite.text(u.name, :lang), '') as place
                        from x left join organisation.pub_unit u on u.id = x.unit_id
                        where not exists (select from governance.agenda_item i join governance.meeting m on m.id = i.meeting_id
                          left join governance.resolution r on r.item_id = i.id
                          where i.matter = :matter and i.key = x.id::text and m.state <> 'CANCELLED' and r.outcome is distinct from 'DEFERRED'
                            and (m.state <> 'CONFIRMED' or i.terms in ('', x.terms) and (r.outcome in ('APPROVED', 'REJECTED') or x.begun or not :binding)))
                        order by x.begun, x.id desc limit :most""".formatted(column, records))
                .param("unit", committee.unit().value())
                .param("day", day)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .param("matter", matter.name())
                .param("binding", committee.binding(day))
                .param("most", MOST_WAITING)
                .query((rs, _) -> {
                    String key = rs.getString("id");
                    return new Waiting(
                            matter,
                            key,
                            rs.getString("title"),
                            rs.getString("number"),
                            rs.getString("place"),
                            rs.getBoolean("begun"),
                            Subjects.path(matter, key));
                })
                .list();
    }
}
