package org.verdite.governance.committee;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;

/// Who sits in a committee from when until when: a person, or whoever holds a post.
@Component
public class Seats {

    /// @param person null for a post
    /// @param post null for a person
    /// @param to null for nobody knows until when
    public record NewSeat(
            SeatRole role,
            @Nullable PersonId person,
            @Nullable Integer post,
            LocalDate from,
            @Nullable LocalDate to) {}

    /// A seat on a day, once for each who could take it.
    ///
    /// @param person null when nobody holds the post that day
    /// @param post in the reader's language; empty for who holds none
    /// @param byPost true where whoever holds the post sits there
    /// @param standsIn true for who holds the post in another's stead
    public record Seat(
            long id,
            SeatRole role,
            @Nullable PersonId person,
            String name,
            String post,
            boolean byPost,
            boolean standsIn,
            LocalDate from,
            @Nullable LocalDate to) {}

    private static final String SEATS = """
            select m.id, m.role, m.valid_from, m.valid_to, m.position_id is not null as by_post,
              coalesce(m.person_id, h.person_id) as person_id, coalesce(h.substitute, false) as substitute,
              coalesce(verdite.text(organisation.pub_person_name(coalesce(m.person_id, h.person_id)), :lang), '') as name,
              coalesce(verdite.text(case when m.position_id is not null then organisation.pub_post_title(m.position_id)
                else (select p.title from organisation.pub_posts_between(m.person_id, organisation.pub_top(m.unit_id), :day, cast(:day as date) + 1) p
                  limit 1) end, :lang), '') as post
            from governance.member m
            left join organisation.pub_appointment h on h.position_id = m.position_id and h.valid_from <= :day
              and (h.valid_to is null or h.valid_to > :day)
            where m.committee_id = :id and""";

    private static final String ORDER =
            " order by array_position(array['CHAIR', 'SECRETARY', 'MEMBER'], m.role), m.id, substitute, person_id";

    private final JdbcClient jdbc;
    private final CommitteeStore store;
    private final Access access;

    Seats(JdbcClient jdbc, CommitteeStore store, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
    }

    /// Those of a day: the chair first, then the secretary.
    @Transactional(readOnly = true)
    public List<Seat> on(CommitteeId id, LocalDate day) {
        return jdbc.sql(SEATS + " m.valid_from <= :day and (m.valid_to is null or m.valid_to > :day)" + ORDER)
                .param("id", id.value())
                .param("day", day)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Seats::seat)
                .list();
    }

    /// Those that ended by a day, and those that have not begun.
    @Transactional(readOnly = true)
    public List<Seat> others(CommitteeId id, LocalDate day) {
        return jdbc.sql(SEATS + " (m.valid_from > :day or m.valid_to <= :day)" + ORDER + " limit 60")
                .param("id", id.value())
                .param("day", day)
                .param("lang", LocaleContextHolder.getLocale().getLanguage())
                .query(Seats::seat)
                .list();
    }

    private static Seat seat(ResultSet rs, int row) throws SQLException {
        int person = rs.getInt("person_id");
        return new Seat(
                rs.getLong("id"),
                SeatRole.valueOf(rs.getString("role")),
                rs.wasNull() ? null : new PersonId(person),
                rs.getString("name"),
                rs.getString("post"),
                rs.getBoolean("by_post"),
                rs.getBoolean("substitute"),
                rs.getObject("valid_from", LocalDate.class),
                rs.getObject("valid_to", LocalDate.class));
    }

    /// Needs {@link Permission#REVIEW_HOLD} at the committee's unit.
    ///
    /// @throws Invalid naming the fields `person`, `post`, `from`, `to`, or `role` when that seat is taken then
    @Transactional
    public long give(CommitteeId id, NewSeat n) {
        var committee = ruled(id);
        if ((n.person() == null) == (n.post() == null)) {
            throw new Invalid("person", "governance.invalid.personOrPost");
        }
        LocalDate to = n.to();
        if (to != null && !to.isAfter(n.from())) {
            throw new Invalid("to", "governance.invalid.period");
        }
        if (n.from().isBefore(committee.opened())) {
            throw new Invalid("from", "governance.invalid.beforeOpened", committee.opened());
        }
        if (n.person() != null) {
            requireSeen("person", "pub_person", n.person().value());
        } else {
            requireSeen("post", "pub_post", Objects.requireNonNull(n.post()));
        }
        try {
            return jdbc.sql("""
                            insert into governance.member (committee_id, unit_id, role, person_id, position_id, valid_from, valid_to)
                            values (:id, :unit, :role, cast(:person as int), cast(:post as int), :from, cast(:to as date)) returning id""")
                    .param("id", id.value())
                    .param("unit", committee.unit().value())
                    .param("role", n.role().name())
                    .param("person", n.person() == null ? null : n.person().value())
                    .param("post", n.post())
                    .param("from", n.from())
                    .param("to", to)
                    .query((rs, _) -> rs.getLong(1))
                    .single();
        } catch (DataIntegrityViolationException e) {
            String message = String.valueOf(e.getMostSpecificCause().getMessage());
            throw message.contains("member_once") || message.contains("member_post_once")
                    ? new Invalid(n.person() != null ? "person" : "post", "governance.invalid.sitsAlready")
                    : new Invalid("role", "governance.invalid.seatTaken");
        }
    }

    /// From that day on the seat is empty.
    @Transactional
    public void end(long seat, LocalDate to) {
        record Held(int unit, long committee, LocalDate from, LocalDate to) {}
        var held = jdbc.sql("""
                        select unit_id, committee_id, valid_from, coalesce(valid_to, 'infinity') from governance.member where id = :id""")
                .param("id", seat)
                .query((rs, _) -> new Held(
                        rs.getInt(1),
                        rs.getLong(2),
                        rs.getObject(3, LocalDate.class),
                        rs.getObject(4, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("seat " + seat));
        access.require(Permission.REVIEW_HOLD, new UnitId(held.unit()));
        if (!to.isAfter(held.from()) || to.isAfter(held.to())) {
            throw new Invalid("to", "governance.invalid.period");
        }
        jdbc.sql("update governance.member set valid_to = :to where id = :id")
                .param("to", to)
                .param("id", seat)
                .update();
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public CommitteeId committeeOf(long seat) {
        return jdbc.sql("select committee_id from governance.member where id = :id")
                .param("id", seat)
                .query((rs, _) -> new CommitteeId(rs.getLong(1)))
                .optional()
                .orElseThrow(() -> new NotHere("seat " + seat));
    }

    private Committee ruled(CommitteeId id) {
        var committee = store.take(id);
        access.require(Permission.REVIEW_HOLD, committee.unit());
        Committees.open(committee);
        return committee;
    }

    /// Somebody the reader doesn't see is nobody they can name.
    private void requireSeen(String field, String view, int id) {
        boolean seen = jdbc.sql("select exists (select from organisation." + view + " where id = :id)")
                .param("id", id)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new Invalid(field, "ui.form.choice");
        }
    }
}
