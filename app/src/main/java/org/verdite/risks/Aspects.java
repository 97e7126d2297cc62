package org.verdite.risks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// The register of environmental aspects and their impacts (ISO 14001, 6.1.2).
@Component
public class Aspects {

    private static final int MOST = 40;

    private final JdbcClient jdbc;
    private final RiskStore store;

    Aspects(JdbcClient jdbc, RiskStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// @param impacts at least one: an aspect without any is none
    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public AspectId register(NewAspect a, List<Impact> impacts) {
        store.requireKeep(a.unit());
        check(a.activity(), a.aspect());
        if (impacts.isEmpty() || impacts.size() > MOST) {
            throw new Invalid("what", "ui.form.required");
        }
        var id = new AspectId(jdbc.sql("""
                        insert into risks.aspect (unit_id, activity, aspect, stage, condition, influence, language)
                        values (:unit, :activity, :aspect, :stage, :condition, :influence, :language) returning id""")
                .param("unit", a.unit().value())
                .param("activity", a.activity().strip())
                .param("aspect", a.aspect().strip())
                .param("stage", a.stage().name())
                .param("condition", a.condition().name())
                .param("influence", a.influence().name())
                .param("language", RiskStore.language())
                .query((rs, _) -> rs.getLong(1))
                .single());
        impacts.forEach(i -> insert(id, a.unit(), i));
        return id;
    }

    /// Describes it better; what it is judged to be stays with its assessments.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void change(AspectId id, int version, NewAspect a) {
        var taken = store.take(id);
        RiskStore.unchanged("aspect " + id, version, taken.version());
        check(a.activity(), a.aspect());
        jdbc.sql("""
                        update risks.aspect set activity = :activity, aspect = :aspect, stage = :stage, condition = :condition,
                          influence = :influence, version = version + 1, changed_at = verdite.now(), changed_by = verdite.who() where id = :id""")
                .param("activity", a.activity().strip())
                .param("aspect", a.aspect().strip())
                .param("stage", a.stage().name())
                .param("condition", a.condition().name())
                .param("influence", a.influence().name())
                .param("id", id.value())
                .update();
    }

    /// It is there no longer. What was judged of it stays readable.
    @Transactional
    public void end(AspectId id, int version, LocalDate on, String because) {
        var taken = store.take(id);
        RiskStore.unchanged("aspect " + id, version, taken.version());
        store.requirePast("on", on, taken.unit());
        reason(because);
        jdbc.sql("""
                        update risks.aspect set ended_on = :on, ended_because = :because, version = version + 1, changed_at = verdite.now(),
                          changed_by = verdite.who() where id = :id""")
                .param("on", on)
                .param("because", because.strip())
                .param("id", id.value())
                .update();
    }

    static void reason(String because) {
        if (because.isBlank()) {
            throw new Invalid("because", "ui.form.required");
        }
        new Lengths().most("because", 1000, because).check();
    }

    @Transactional
    public void addImpact(AspectId id, Impact impact) {
        var taken = store.take(id);
        if (impacts(id).size() >= MOST) {
            throw new Invalid("what", "ui.form.range", 1, MOST);
        }
        insert(id, taken.unit(), impact);
    }

    /// @throws Invalid when it is the last one
    @Transactional
    public void removeImpact(AspectId id, long impact) {
        store.take(id);
        if (impacts(id).stream().allMatch(i -> i.id() == impact)) {
            throw new Invalid("impact", "risks.invalid.lastImpact");
        }
        int gone = jdbc.sql("delete from risks.impact where id = :impact and aspect_id = :id")
                .param("impact", impact)
                .param("id", id.value())
                .update();
        if (gone == 0) {
            throw new NotHere("impact " + impact);
        }
    }

    private void insert(AspectId id, UnitId unit, Impact i) {
        if (i.what().isBlank()) {
            throw new Invalid("what", "ui.form.required");
        }
        new Lengths().most("what", 300, i.what()).check();
        try {
            jdbc.sql("""
                            insert into risks.impact (aspect_id, unit_id, receptor, effect, what) values (:id, :unit, :receptor, :effect, :what)""")
                    .param("id", id.value())
                    .param("unit", unit.value())
                    .param("receptor", i.receptor().name())
                    .param("effect", i.effect().name())
                    .param("what", i.what().strip())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Invalid("what", "risks.invalid.impactTwice");
        }
    }

    private static void check(String activity, String aspect) {
        var problems = new ArrayList<Invalid.Problem>();
        if (activity.isBlank()) {
            problems.add(new Invalid.Problem("activity", "ui.form.required", List.of()));
        }
        if (aspect.isBlank()) {
            problems.add(new Invalid.Problem("aspect", "ui.form.required", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths()
                .most("activity", 200, activity)
                .most("aspect", 200, aspect)
                .check();
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Aspect get(AspectId id) {
        return find(id).orElseThrow(() -> new NotHere("aspect " + id));
    }

    @Transactional(readOnly = true)
    public Optional<Aspect> find(AspectId id) {
        return store.aspect(id, false);
    }

    @Transactional(readOnly = true)
    public List<Impact> impacts(AspectId id) {
        return jdbc.sql("select * from risks.impact where aspect_id = :id order by id")
                .param("id", id.value())
                .query((rs, _) -> new Impact(
                        rs.getLong("id"),
                        Impact.Receptor.valueOf(rs.getString("receptor")),
                        Impact.Effect.valueOf(rs.getString("effect")),
                        rs.getString("what")))
                .list();
    }

    /// True when the reader may keep the register at a unit.
    public boolean mayKeep(UnitId unit) {
        return store.mayKeep(unit);
    }
}
