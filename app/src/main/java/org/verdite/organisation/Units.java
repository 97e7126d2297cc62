package org.verdite.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Opens, renames, moves and closes units. The tree is kept in valid time and in recorded time: nothing is overwritten.
@Component
public class Units {

    private record Life(
            int version, LocalDate opened, @Nullable LocalDate closed) {}

    private final JdbcClient jdbc;
    private final Access access;
    private final Edges edges;
    private final UnitStates states;
    private final Successions successions;
    private final UnitTrees trees;
    private final Openings openings;

    Units(
            JdbcClient jdbc,
            Access access,
            Edges edges,
            UnitStates states,
            Successions successions,
            UnitTrees trees,
            Openings openings) {
        this.jdbc = jdbc;
        this.access = access;
        this.edges = edges;
        this.states = states;
        this.successions = successions;
        this.trees = trees;
        this.openings = openings;
    }

    @Transactional
    public UnitId open(NewUnit unit) {
        unit.check();
        UnitId parent = unit.parent();
        if (parent == null) {
            requireTop();
        } else {
            access.require(Permission.ORGANISATION_EDIT, parent);
            requireOpen(parent, unit.opened());
        }
        int id = intoScope();
        Rules.saying(
                "code",
                () -> jdbc.sql("""
                        insert into organisation.unit (id, code, name, kind, opened)
                        values (:id, :code, cast(:name as jsonb), :kind, :opened)""")
                        .param("id", id)
                        .param("code", unit.code())
                        .param("name", unit.name().json())
                        .param("kind", unit.kind())
                        .param("opened", unit.opened())
                        .update());
        if (parent != null) {
            edges.add(id, parent.value(), unit.opened(), null, "");
        }
        openings.opened(id, parent);
        trees.changed();
        return new UnitId(id);
    }

    private void requireTop() {
        if (!Scope.current().seesEverything() || !access.mayAtTop(Permission.ORGANISATION_EDIT)) {
            throw new Invalid("parent", "ui.form.required");
        }
        boolean any = jdbc.sql("select exists (select from organisation.unit where closed is null)")
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (any && !Scope.current().isSystem()) {
            throw new Refused("organisation.refused.oneTop");
        }
    }

    /// Its maker must see the unit from its first row on: the number is drawn first and joins this transaction's units.
    private int intoScope() {
        int id = jdbc.sql("select nextval('organisation.unit_id_seq')")
                .query((rs, _) -> rs.getInt(1))
                .single();
        if (!Scope.current().seesEverything()) {
            jdbc.sql("select set_config('verdite.units', (verdite.units() || :id)::text, true)")
                    .param("id", id)
                    .query((rs, _) -> rs.getString(1))
                    .single();
        }
        return id;
    }

    private void requireOpen(UnitId unit, LocalDate day) {
        boolean open = jdbc.sql("""
                        select opened <= :day and (closed is null or closed > :day) from organisation.unit where id = :unit""")
                .param("day", day)
                .param("unit", unit.value())
                .query((rs, _) -> rs.getBoolean(1))
                .optional()
                .orElseThrow(() -> new NotHere("unit " + unit));
        if (!open) {
            throw new Refused("organisation.refused.parentNotOpen");
        }
    }

    /// Corrects the name or kind that holds now, for all the time it holds.
    ///
    /// @param version as it was read; somebody else's change in between is a {@link Conflict}
    @Transactional
    public void rename(UnitId unit, int version, LocalText name, String kind) {
        rename(unit, version, name, kind, null);
    }

    /// @param from first day of the new name or kind; null corrects the one that holds now
    @Transactional
    public void rename(UnitId unit, int version, LocalText name, String kind, @Nullable LocalDate from) {
        access.require(Permission.ORGANISATION_EDIT, unit);
        Rules.name("name", name);
        Rules.oneOf("kind", kind, Rules.UNIT_KINDS);
        int done = jdbc.sql("""
                        update organisation.unit set name = cast(:name as jsonb), kind = :kind, version = version + 1
                        where id = :unit and version = :version""")
                .param("name", name.json())
                .param("kind", kind)
                .param("unit", unit.value())
                .param("version", version)
                .update();
        changedOne(done, unit);
        states.rename(unit.value(), name, kind, from);
    }

    private void changedOne(int done, UnitId unit) {
        if (done == 0) {
            throw new Conflict("unit " + unit);
        }
        trees.changed();
    }

    /// From that day on the unit stands below another; until then, and in what was published, it stays where it was.
    @Transactional
    public void move(UnitId unit, UnitId newParent, LocalDate from, String reason) {
        access.require(Permission.ORGANISATION_EDIT, unit);
        access.require(Permission.ORGANISATION_EDIT, newParent);
        Rules.text("reason", reason, 500);
        requireOpen(newParent, from);
        requireOpen(unit, from);
        edges.move(unit.value(), newParent.value(), from, reason);
        trees.changed();
    }

    /// Closed from that day on. Units below must be closed or moved before.
    @Transactional
    public void close(UnitId unit, int version, LocalDate from) {
        access.require(Permission.ORGANISATION_EDIT, unit);
        if (edges.anyBelow(unit.value(), from)) {
            throw new Refused("organisation.refused.unitsBelow");
        }
        requireOpenBefore(unit, version, from);
        int done = jdbc.sql("""
                        update organisation.unit set closed = :from, version = version + 1
                        where id = :unit and version = :version""")
                .param("from", from)
                .param("unit", unit.value())
                .param("version", version)
                .update();
        changedOne(done, unit);
        states.close(unit.value(), from);
        edges.end(unit.value(), from);
    }

    /// What became of a unit: see {@link Successions}.
    @Transactional
    public void succeed(UnitId unit, UnitId successor, java.math.BigDecimal share, LocalDate happened, String reason) {
        successions.succeed(unit, successor, share, happened, reason);
    }

    private void requireOpenBefore(UnitId unit, int version, LocalDate from) {
        var row = jdbc.sql("select version, opened, closed from organisation.unit where id = :unit for update")
                .param("unit", unit.value())
                .query((rs, _) ->
                        new Life(rs.getInt(1), rs.getObject(2, LocalDate.class), rs.getObject(3, LocalDate.class)))
                .single();
        if (row.version() != version) {
            throw new Conflict("unit " + unit);
        }
        if (row.closed() != null) {
            throw new Refused("organisation.refused.closedAlready");
        }
        if (!from.isAfter(row.opened())) {
            throw new Invalid("from", "organisation.invalid.beforeOpened", row.opened());
        }
    }

    @Transactional(readOnly = true)
    public UnitId byCode(String code) {
        return jdbc.sql("select id from organisation.unit where code = :code")
                .param("code", code)
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .optional()
                .orElseThrow(() -> new NotHere("unit " + code));
    }

    /// The ids of the unit and all below it on a day, as far as they are seen.
    @Transactional(readOnly = true)
    public List<UnitId> below(UnitId unit, LocalDate on, java.time.@Nullable Instant known) {
        return jdbc.sql("""
                        select s from organisation.pub_subtree(:unit, :day, coalesce(cast(:known as timestamptz), 'infinity')) s""")
                .param("unit", unit.value())
                .param("day", on)
                .param("known", known == null ? null : known.toString())
                .query((rs, _) -> new UnitId(rs.getInt(1)))
                .list();
    }
}
