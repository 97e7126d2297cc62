package org.verdite.inspections;

import java.sql.Types;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Checklists and their editions. What was published is never changed: a change is a new edition, drafted from the
/// last.
@Component
public class Checklists {

    /// @param standsOn the edition of a list above on which it stands; null for none
    record Kept(
            int id,
            int checklist,
            UnitId unit,
            int number,
            EditionState state,
            @Nullable Integer standsOn,
            int version) {}

    private record Owned(UnitId unit, @Nullable Integer standsOn) {}

    private final JdbcClient jdbc;
    private final Access access;

    Checklists(JdbcClient jdbc, Access access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /// Begins a list with an empty first edition and answers that edition's id.
    ///
    /// @throws Invalid when the unit has such a list, or the one it shall stand on is not published or not above
    @Transactional
    public int begin(NewChecklist c) {
        access.require(Permission.INSPECTION_PLAN, c.unit());
        if (!c.code().matches("[A-Z0-9][A-Z0-9-]{0,39}")) {
            throw new Invalid("code", "inspections.invalid.code");
        }
        new Lengths().most("name", 200, c.name()).check();
        Integer below = c.standsOn() == null ? null : below(c.standsOn(), c.unit());
        int id;
        try {
            id = jdbc.sql("""
                            insert into inspections.checklist (unit_id, code, name, stands_on_id)
                            values (:unit, :code, cast(:name as jsonb), :standsOn) returning id""")
                    .param("unit", c.unit().value())
                    .param("code", c.code())
                    .param("name", c.name().json())
                    .param("standsOn", c.standsOn(), Types.INTEGER)
                    .query((rs, _) -> rs.getInt(1))
                    .single();
        } catch (DuplicateKeyException e) {
            throw new Invalid("code", "inspections.invalid.taken", c.code());
        }
        return insert(id, c.unit(), 1, below, c.sample());
    }

    /// The published edition of a list of a unit above.
    private int below(int checklist, UnitId unit) {
        var list = list(checklist);
        boolean above = jdbc.sql(
                        "select :unit <> :own and exists (select from organisation.pub_over(array[cast(:own as int)], cast(verdite.now() as date)) o where o = :unit)")
                .param("unit", list.unit().value())
                .param("own", unit.value())
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!above) {
            throw new Invalid("standsOn", "inspections.invalid.above");
        }
        return published(checklist).orElseThrow(() -> new Invalid("standsOn", "inspections.invalid.unpublished"));
    }

    private int insert(int checklist, UnitId unit, int number, @Nullable Integer standsOn, boolean sample) {
        return jdbc.sql("""
                        insert into inspections.edition (checklist_id, unit_id, number, stands_on_id, sample)
                        values (:list, :unit, :number, :standsOn, :sample) returning id""")
                .param("list", checklist)
                .param("unit", unit.value())
                .param("number", number)
                .param("standsOn", standsOn, Types.INTEGER)
                .param("sample", sample)
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void rename(int checklist, int version, LocalText name) {
        var list = list(checklist);
        access.require(Permission.INSPECTION_PLAN, list.unit());
        new Lengths().most("name", 200, name).check();
        int done = jdbc.sql(
                        "update inspections.checklist set name = cast(:name as jsonb), version = version + 1 where id = :id and version = :version")
                .param("name", name.json())
                .param("id", checklist)
                .param("version", version)
                .update();
        if (done == 0) {
            throw new Conflict("checklist " + checklist);
        }
    }

    /// Drafts the next edition from the last one that was published, standing on what is published above now. Answers
    /// its id.
    ///
    /// @throws Refused when one is drafted already
    @Transactional
    public int draft(int checklist) {
        var list = list(checklist);
        access.require(Permission.INSPECTION_PLAN, list.unit());
        jdbc.sql("select id from inspections.checklist where id = :id for update")
                .param("id", checklist)
                .query((rs, _) -> rs.getInt(1))
                .single();
        var last =
                jdbc.sql("""
                        select id, checklist_id, unit_id, number, state, stands_on_id, version from inspections.edition
                        where checklist_id = :id order by number desc limit 1""").param("id", checklist).query((rs, _) -> kept(rs)).single();
        if (last.state() == EditionState.DRAFT) {
            throw new Refused("inspections.refused.drafted");
        }
        Integer below =
                list.standsOn() == null ? null : published(list.standsOn()).orElse(last.standsOn());
        int fresh = insert(checklist, list.unit(), last.number() + 1, below, false);
        jdbc.sql("""
                        insert into inspections.criterion (edition_id, unit_id, code, place, against, because, standard, standard_edition, clause, also,
                          question, guidance, weight, answer, measure, operator, lower, upper, photo, critical, severity, medium, sites)
                        select :fresh, unit_id, code, place, against, because, standard, standard_edition, clause, also, question, guidance, weight,
                          answer, measure, operator, lower, upper, photo, critical, severity, medium, sites
                        from inspections.criterion where edition_id = :last order by place, id""").param("fresh", fresh).param("last", last.id()).update();
        jdbc.sql("call inspections.set_behind(:fresh)").param("fresh", fresh).update();
        return fresh;
    }

    /// The edition is asked by from now on; the one before is withdrawn. Who drafted it may publish it: what is asked
    /// is no judgement.
    ///
    /// @param note what is new in it
    /// @throws Refused when it asks nothing
    @Transactional
    public void publish(int edition, int version, String note) {
        var kept = drafted(edition);
        new Lengths().most("note", 2000, note).check();
        boolean asks = jdbc.sql("select exists (select from inspections.asked(:id))")
                .param("id", edition)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!asks) {
            throw new Refused("inspections.refused.empty");
        }
        jdbc.sql("""
                        update inspections.edition set state = 'WITHDRAWN', withdrawn_at = verdite.now(), withdrawn_by = verdite.who(),
                          replaced_by_id = :id, version = version + 1
                        where checklist_id = :list and state = 'PUBLISHED'""").param("id", edition).param("list", kept.checklist()).update();
        changed(
                edition,
                jdbc.sql("""
                        update inspections.edition set state = 'PUBLISHED', note = :note, published_at = verdite.now(), published_by = verdite.who(),
                          version = version + 1
                        where id = :id and version = :version""")
                        .param("note", note.strip())
                        .param("id", edition)
                        .param("version", version)
                        .update());
    }

    /// It is asked by no more. Inspections that began with it go on with it.
    @Transactional
    public void withdraw(int edition, int version, String because) {
        var kept = require(edition);
        access.require(Permission.INSPECTION_PLAN, kept.unit());
        if (kept.state() != EditionState.PUBLISHED) {
            throw new Refused("inspections.refused." + kept.state());
        }
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
        changed(
                edition,
                jdbc.sql("""
                        update inspections.edition set state = 'WITHDRAWN', withdrawn_at = verdite.now(), withdrawn_by = verdite.who(),
                          withdrawn_because = :because, version = version + 1
                        where id = :id and version = :version""")
                        .param("because", because.strip())
                        .param("id", edition)
                        .param("version", version)
                        .update());
    }

    private static void changed(int edition, int done) {
        if (done == 0) {
            throw new Conflict("edition " + edition);
        }
    }

    /// A draft that may be written by who asks; held until the transaction ends.
    Kept drafted(int edition) {
        var kept = require(edition);
        access.require(Permission.INSPECTION_PLAN, kept.unit());
        if (kept.state() != EditionState.DRAFT) {
            throw new Refused("inspections.refused." + kept.state());
        }
        return kept;
    }

    private Kept require(int edition) {
        return jdbc.sql("""
                        select id, checklist_id, unit_id, number, state, stands_on_id, version from inspections.edition where id = :id""")
                .param("id", edition)
                .query((rs, _) -> kept(rs))
                .optional()
                .orElseThrow(() -> new NotHere("edition " + edition));
    }

    private static Kept kept(java.sql.ResultSet rs) throws java.sql.SQLException {
        return new Kept(
                rs.getInt("id"),
                rs.getInt("checklist_id"),
                new UnitId(rs.getInt("unit_id")),
                rs.getInt("number"),
                EditionState.valueOf(rs.getString("state")),
                rs.getObject("stands_on_id", Integer.class),
                rs.getInt("version"));
    }

    private Optional<Integer> published(int checklist) {
        return jdbc.sql("select id from inspections.edition where checklist_id = :id and state = 'PUBLISHED'")
                .param("id", checklist)
                .query((rs, _) -> rs.getInt(1))
                .optional();
    }

    private Owned list(int checklist) {
        return jdbc.sql("select unit_id, stands_on_id from inspections.checklist where id = :id")
                .param("id", checklist)
                .query((rs, _) ->
                        new Owned(new UnitId(rs.getInt("unit_id")), rs.getObject("stands_on_id", Integer.class)))
                .optional()
                .orElseThrow(() -> new NotHere("checklist " + checklist));
    }
}
