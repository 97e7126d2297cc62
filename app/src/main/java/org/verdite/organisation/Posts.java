package org.verdite.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Posts of units and who holds them since when.
@Component
public class Posts {

    private record Post(int id, int unit, @Nullable LocalDate closed) {}

    private record Holding(
            int unit, LocalDate from, @Nullable LocalDate to) {}

    private final JdbcClient jdbc;
    private final Access access;

    Posts(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    @Transactional
    public int establish(NewPosition position) {
        access.require(Permission.PEOPLE_EDIT, position.unit());
        position.check();
        String superior = position.superior();
        Integer above = superior == null || superior.isBlank() ? null : superior(superior);
        return Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.position (unit_id, code, kind, title, superior_id)
                        values (:unit, :code, :kind, cast(:title as jsonb), :superior) returning id""")
                        .param("unit", position.unit().value())
                        .param("code", position.code())
                        .param("kind", position.kind())
                        .param("title", position.title().json())
                        .param("superior", above)
                        .query((rs, _) -> rs.getInt(1))
                        .single());
    }

    private int superior(String code) {
        try {
            return post(code).id();
        } catch (NotHere e) {
            throw new Invalid("superior", "ui.form.choice");
        }
    }

    /// Changes title and kind; whom it reports to stays.
    @Transactional
    public void change(int position, int version, LocalText title, String kind) {
        change(position, version, title, kind, null);
    }

    /// @param superior code of the post it reports to from now on; empty for none, null keeps what stands
    @Transactional
    public void change(int position, int version, LocalText title, String kind, @Nullable String superior) {
        access.require(Permission.PEOPLE_EDIT, unitOf(position));
        Rules.name("title", title);
        Rules.oneOf("kind", kind, Rules.POSITION_KINDS);
        Integer above = superior == null || superior.isBlank() ? null : superior(superior);
        if (above != null && reportsTo(above, position)) {
            throw new Refused("organisation.refused.postCircle");
        }
        saved(
                position,
                jdbc.sql("""
                        update organisation.position set title = cast(:title as jsonb), kind = :kind, version = version + 1,
                          superior_id = case when :keeps then superior_id else cast(:superior as int) end
                        where id = :id and version = :version""")
                        .param("title", title.json())
                        .param("kind", kind)
                        .param("keeps", superior == null)
                        .param("superior", above)
                        .param("id", position)
                        .param("version", version)
                        .update());
    }

    private static void saved(int position, int rows) {
        if (rows == 0) {
            throw new Conflict("position " + position);
        }
    }

    /// Whatever the asker sees: a circle of posts would have nobody at its top.
    private boolean reportsTo(int post, int chief) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('organisation.position'))")
                .query((_, _) -> true)
                .single();
        return jdbc.sql("select organisation.reports_to(:post, :chief)")
                .param("post", post)
                .param("chief", chief)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Nobody may hold the post from that day on.
    ///
    /// @param from null opens it again
    @Transactional
    public void close(int position, int version, @Nullable LocalDate from) {
        access.require(Permission.PEOPLE_EDIT, unitOf(position));
        boolean held = from != null
                && jdbc.sql("""
                        select exists (select from organisation.appointment
                        where position_id = :id and superseded_at is null and (valid_to is null or valid_to > :from))""")
                        .param("id", position)
                        .param("from", from)
                        .query((rs, _) -> rs.getBoolean(1))
                        .single();
        if (held) {
            throw new Refused("organisation.refused.postHeld");
        }
        saved(
                position,
                jdbc.sql("""
                        update organisation.position set closed = cast(:from as date), version = version + 1
                        where id = :id and version = :version""")
                        .param("from", from)
                        .param("id", position)
                        .param("version", version)
                        .update());
    }

    /// @param substitute stands in for the holder
    @Transactional
    public long appoint(
            PersonId person, String positionCode, LocalDate from, @Nullable LocalDate to, boolean substitute) {
        var post = post(positionCode);
        access.require(Permission.PEOPLE_EDIT, new UnitId(post.unit()));
        boolean seen = jdbc.sql("select exists (select from organisation.person where id = :person)")
                .param("person", person.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!seen) {
            throw new NotHere("person " + person);
        }
        Rules.period("to", from, to);
        LocalDate closed = post.closed();
        if (closed != null && !from.isBefore(closed)) {
            throw new Refused("organisation.refused.postClosed");
        }
        return Rules.saying(
                "from",
                () -> jdbc.sql("""
                        insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to)
                        values (:unit, :person, :position, :substitute, :from, cast(:to as date)) returning id""")
                        .param("unit", post.unit())
                        .param("person", person.value())
                        .param("position", post.id())
                        .param("substitute", substitute)
                        .param("from", from)
                        .param("to", to)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    /// From that day on the person no longer holds the post.
    @Transactional
    public void relieve(long appointment, LocalDate to) {
        var held = jdbc.sql("""
                        select unit_id, valid_from, valid_to from organisation.appointment
                        where id = :id and superseded_at is null""")
                .param("id", appointment)
                .query((rs, _) ->
                        new Holding(rs.getInt(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("appointment " + appointment));
        access.require(Permission.PEOPLE_EDIT, new UnitId(held.unit()));
        LocalDate end = held.to();
        if (!to.isAfter(held.from()) || end != null && to.isAfter(end)) {
            throw new Invalid("to", "organisation.invalid.period");
        }
        shorten(appointment, to);
    }

    /// The appointment holds until that day; all else of it stays.
    void shorten(long appointment, LocalDate to) {
        jdbc.sql("""
                        with ended as (
                          update organisation.appointment set superseded_at = verdite.now() where id = :id returning *)
                        insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to, for_id,
                          given_by, reason)
                        select unit_id, person_id, position_id, substitute, valid_from, :to, for_id, given_by, reason from ended""").param("id", appointment).param("to", to).update();
    }

    /// @throws NotHere when there is none, or it is out of sight
    @Transactional(readOnly = true)
    public int byCode(String code) {
        return post(code).id();
    }

    private Post post(String code) {
        return jdbc.sql("select id, unit_id, closed from organisation.position where code = :code")
                .param("code", code)
                .query((rs, _) -> new Post(rs.getInt(1), rs.getInt(2), rs.getObject(3, LocalDate.class)))
                .optional()
                .orElseThrow(() -> new NotHere("position " + code));
    }

    private UnitId unitOf(int position) {
        return jdbc.sql("select unit_id from organisation.position where id = :id")
                .param("id", position)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("position " + position));
    }
}
