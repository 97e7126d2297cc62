package org.verdite.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Handing the tasks of a post to somebody by name, from day to day, both ends included, with the reason: whoever
/// holds the post does it, or who keeps its people above. It is a substitute appointment, so that all who ask who
/// stands in for whom know of it, then and afterwards. Roles are not handed over.
@Component
public class Delegations {

    private static final int LONGEST = 366;

    /// @param holder whose tasks they are, null for the acting person's own
    /// @param until the last day
    public record Handing(
            int position, @Nullable PersonId holder, PersonId to, LocalDate from, LocalDate until, String reason) {}

    private record Given(int unit, PersonId holder, LocalDate from, LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Posts posts;
    private final Days days;

    Delegations(JdbcClient jdbc, Access access, Posts posts, Days days) {
        this.jdbc = jdbc;
        this.access = access;
        this.posts = posts;
        this.days = days;
    }

    /// @return number of the appointment
    /// @throws Invalid naming `from`, `until`, `reason`, `to`
    /// @throws Refused when the holder does not hold the post on all these days, handed it over before or stands in
    ///     for others then, or when the delegate is gone or away
    @Transactional
    public long hand(Handing h) {
        var unit = unitOf(h.position());
        var me = me();
        var holder = h.holder() == null ? me : h.holder();
        boolean own = holder.equals(me);
        // one's own post is handed over without another's permission; somebody else's by who keeps the people there
        if (!own) {
            access.require(Permission.PEOPLE_EDIT, unit);
        }
        check(h);
        LocalDate end = h.until().plusDays(1);
        if (h.to().equals(holder)) {
            throw new Invalid("to", "organisation.delegation.self");
        }
        seen(h.to());
        if (!holds(holder, h.position(), h.from(), end)) {
            throw new Refused(
                    standsInAt(holder, h.position(), h.from(), end)
                            ? "organisation.refused.delegationOfDelegation"
                            : "organisation.refused.notHeld");
        }
        if (between("for_id = :person and position_id = :position", holder, h.position(), h.from(), end)) {
            throw new Refused("organisation.refused.delegatedBefore");
        }
        if (between("person_id = :person and for_id is not null", holder, h.position(), h.from(), end)) {
            throw new Refused("organisation.refused.standsIn");
        }
        if (between("for_id = :person", h.to(), h.position(), h.from(), end)) {
            throw new Refused("organisation.refused.delegateAway");
        }
        if (gone(h.to(), h.from()) || gone(h.to(), h.until())) {
            throw new Refused("organisation.refused.delegateGone");
        }
        try {
            return Rules.saying("from", () -> insert(h, unit, holder, me, end));
        } catch (DataIntegrityViolationException e) {
            // what stands against it lies out of sight
            throw new Refused("organisation.refused.delegateAway");
        }
    }

    private long insert(Handing h, UnitId unit, PersonId holder, PersonId me, LocalDate end) {
        return jdbc.sql("""
                insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to, for_id, given_by,
                  reason)
                values (:unit, :to, :position, true, :from, :end, :holder, :me, :reason) returning id""")
                .param("unit", unit.value())
                .param("to", h.to().value())
                .param("position", h.position())
                .param("from", h.from())
                .param("end", end)
                .param("holder", holder.value())
                .param("me", me.value())
                .param("reason", h.reason().strip())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    /// Takes it back: its last day becomes an earlier one, or it never begins. What was done under it stays.
    ///
    /// @param until the last day from now on; before its first day for one that has not begun
    @Transactional
    public void end(long id, LocalDate until) {
        var given = jdbc.sql("""
                select unit_id, for_id, valid_from, valid_to from organisation.appointment
                where id = :id and for_id is not null and superseded_at is null and valid_to is not null for update""")
                .param("id", id)
                .query((rs, _) -> new Given(
                        rs.getInt(1),
                        new PersonId(rs.getInt(2)),
                        rs.getObject(3, LocalDate.class),
                        rs.getObject(4, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("delegation " + id));
        if (!given.holder().equals(me())) {
            access.require(Permission.PEOPLE_EDIT, new UnitId(given.unit()));
        }
        LocalDate today = days.today();
        if (until.isBefore(today.minusDays(1)) || !until.isBefore(given.to().minusDays(1))) {
            throw new Invalid("until", "organisation.delegation.earlier");
        }
        if (until.isBefore(given.from())) {
            jdbc.sql("update organisation.appointment set superseded_at = verdite.now() where id = :id")
                    .param("id", id)
                    .update();
            return;
        }
        posts.shorten(id, until.plusDays(1));
    }

    private void check(Handing h) {
        if (h.from().isBefore(days.today())) {
            throw new Invalid("from", "organisation.delegation.past");
        }
        if (h.until().isBefore(h.from()) || h.until().isAfter(h.from().plusDays(LONGEST))) {
            throw new Invalid("until", "organisation.delegation.until", LONGEST);
        }
        if (h.reason().isBlank()) {
            throw new Invalid("reason", "ui.form.required");
        }
        Rules.text("reason", h.reason(), 500);
    }

    private static PersonId me() {
        Integer me = Scope.current().person();
        if (me == null) {
            throw new NotPermitted(Permission.PEOPLE_EDIT.name());
        }
        return new PersonId(me);
    }

    private UnitId unitOf(int position) {
        return jdbc.sql("select unit_id from organisation.position where id = :id")
                .param("id", position)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("position " + position));
    }

    private void seen(PersonId person) {
        boolean here = jdbc.sql("select exists (select from organisation.person where id = :id and erased_at is null)")
                .param("id", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!here) {
            throw new Invalid("to", "ui.form.choice");
        }
    }

    private boolean holds(PersonId holder, int position, LocalDate from, LocalDate end) {
        return jdbc.sql("""
                select exists (select from organisation.appointment
                where person_id = :person and position_id = :position and not substitute and superseded_at is null
                  and valid_from <= :from and (valid_to is null or valid_to >= :end))""")
                .param("person", holder.value())
                .param("position", position)
                .param("from", from)
                .param("end", end)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private boolean standsInAt(PersonId who, int position, LocalDate from, LocalDate end) {
        return between("person_id = :person and position_id = :position and substitute", who, position, from, end);
    }

    private boolean between(String what, PersonId person, int position, LocalDate from, LocalDate end) {
        return jdbc.sql("select exists (select from organisation.appointment where superseded_at is null and " + what
                        + " and daterange(valid_from, valid_to) && daterange(:from, :end))")
                .param("person", person.value())
                .param("position", position)
                .param("from", from)
                .param("end", end)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    private boolean gone(PersonId person, LocalDate day) {
        return !jdbc.sql("select organisation.pub_gone(array[cast(:person as int)], :day)")
                .param("person", person.value())
                .param("day", day)
                .query((rs, _) -> rs.getInt(1))
                .list()
                .isEmpty();
    }

    /// For whom somebody stands in today.
    @Transactional(readOnly = true)
    public List<PersonId> holders(PersonId person) {
        return jdbc.sql("select distinct holder from organisation.pub_stands_in(:person, :today)")
                .param("person", person.value())
                .param("today", days.today())
                .query((rs, _) -> new PersonId(rs.getInt(1)))
                .list();
    }
}
