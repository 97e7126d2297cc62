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
        if (!position.code().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw new Invalid("code", "organisation.invalid.code");
        }
        Rules.oneOf("kind", position.kind(), Rules.POSITION_KINDS);
        Rules.name("title", position.title());
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

    @Transactional
    public void change(int position, int version, LocalText title, String kind) {
        access.require(Permission.PEOPLE_EDIT, unitOf(position));
        Rules.name("title", title);
        Rules.oneOf("kind", kind, Rules.POSITION_KINDS);
        int done = jdbc.sql("""
                        update organisation.position set title = cast(:title as jsonb), kind = :kind, version = version + 1
                        where id = :id and version = :version""")
                .param("title", title.json())
                .param("kind", kind)
                .param("id", position)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("position " + position);
        }
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
        jdbc.sql("""
                        with ended as (
                          update organisation.appointment set superseded_at = verdite.now() where id = :id returning *)
                        insert into organisation.appointment (unit_id, person_id, position_id, substitute, valid_from, valid_to)
                        select unit_id, person_id, position_id, substitute, valid_from, :to from ended""").param("id", appointment).param("to", to).update();
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
