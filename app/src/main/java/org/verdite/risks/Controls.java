package org.verdite.risks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What holds a risk, and whether somebody else has seen that it still does.
@Component
public class Controls {

    static final int MOST_MONTHS = 120;

    /// @param person who verified
    public record Check(LocalDate on, String person, Control.Result result, String evidence) {}

    private final JdbcClient jdbc;
    private final RiskStore store;
    private final Access access;

    Controls(JdbcClient jdbc, RiskStore store, Access access) {
        this.jdbc = jdbc;
        this.store = store;
        this.access = access;
    }

    /// @throws Refused for an opportunity: nothing holds it back
    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public ControlId add(RiskId id, NewControl c) {
        var risk = store.take(id);
        if (!risk.isRisk()) {
            throw new Refused("risks.refused.opportunity");
        }
        check(c);
        store.requirePast("since", c.since(), risk.unit());
        store.requireSeen("owner", c.owner());
        return new ControlId(jdbc.sql("""
                        insert into risks.control (risk_id, unit_id, name, kind, owner_id, every_months, since)
                        values (:risk, :unit, :name, :kind, :owner, :months, :since) returning id""")
                .param("risk", id.value())
                .param("unit", risk.unit().value())
                .param("name", c.name().strip())
                .param("kind", c.kind().name())
                .param("owner", c.owner().value())
                .param("months", c.everyMonths())
                .param("since", c.since())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    /// Another name, owner or interval. Whoever owned it can't verify it afterwards either.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void change(ControlId id, int version, String name, PersonId owner, int everyMonths) {
        var taken = store.take(id, Permission.RISKS_EDIT);
        RiskStore.unchanged("control " + id, version, taken.version());
        check(new NewControl(name, taken.kind(), owner, everyMonths, taken.since()));
        if (!owner.equals(taken.owner())) {
            store.requireSeen("owner", owner);
        }
        jdbc.sql("""
                        update risks.control set name = :name, owner_id = :owner, every_months = :months, version = version + 1,
                          changed_at = verdite.now(), changed_by = verdite.who() where id = :id""")
                .param("name", name.strip())
                .param("owner", owner.value())
                .param("months", everyMonths)
                .param("id", id.value())
                .update();
    }

    /// It is taken away. Until the risk is assessed again it is counted as not there.
    @Transactional
    public void end(ControlId id, int version, String because) {
        var taken = store.take(id, Permission.RISKS_EDIT);
        RiskStore.unchanged("control " + id, version, taken.version());
        Aspects.reason(because);
        jdbc.sql("""
                        update risks.control set ended_at = verdite.now(), ended_because = :because, version = version + 1,
                          changed_at = verdite.now(), changed_by = verdite.who() where id = :id""").param("because", because.strip()).param("id", id.value()).update();
    }

    /// Somebody who never owned it has seen whether it works; needs {@link Permission#ITEM_VERIFY}.
    ///
    /// @param evidence what was looked at
    /// @throws Refused when who asks owns it or owned it
    @Transactional
    public void verify(ControlId id, LocalDate on, Control.Result result, String evidence) {
        var taken = store.take(id, Permission.ITEM_VERIFY);
        int me = RiskStore.me();
        if (owned(id, me)) {
            throw new Refused(
                    taken.owner().value() == me ? "risks.refused.ownerVerifies" : "risks.refused.formerOwnerVerifies");
        }
        store.requirePast("on", on, taken.unit());
        if (on.isBefore(taken.since())) {
            throw new Invalid("on", "risks.invalid.beforeControl", taken.since());
        }
        if (evidence.isBlank()) {
            throw new Invalid("evidence", "ui.form.required");
        }
        new Lengths().most("evidence", 2000, evidence).check();
        jdbc.sql("""
                        insert into risks.verification (control_id, unit_id, person_id, verified_on, result, evidence)
                        values (:id, :unit, :me, :on, :result, :evidence)""")
                .param("id", id.value())
                .param("unit", taken.unit().value())
                .param("me", me)
                .param("on", on)
                .param("result", result.name())
                .param("evidence", evidence.strip())
                .update();
    }

    private boolean owned(ControlId id, int person) {
        return jdbc.sql("""
                        select exists (select from risks.control_owner where control_id = :id and person_id = :person)""")
                .param("id", id.value())
                .param("person", person)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// True when the step would be taken: shown before it is tried.
    @Transactional(readOnly = true)
    public boolean mayVerify(Control control) {
        Integer me = Scope.current().person();
        return !control.ended()
                && me != null
                && access.may(Permission.ITEM_VERIFY, control.unit())
                && !owned(control.id(), me);
    }

    /// Of a risk that is there, the controls whose verification by the reader would be taken.
    @Transactional(readOnly = true)
    public Set<ControlId> verifiable(Risk risk) {
        Integer me = Scope.current().person();
        if (me == null || risk.endedOn() != null || !access.may(Permission.ITEM_VERIFY, risk.unit())) {
            return Set.of();
        }
        return Set.copyOf(jdbc.sql("""
                        select c.id from risks.control c where c.risk_id = :risk and c.ended_at is null
                          and not exists (select from risks.control_owner o where o.control_id = c.id and o.person_id = :me)""")
                .param("risk", risk.id().value())
                .param("me", me)
                .query((rs, _) -> new ControlId(rs.getLong(1)))
                .list());
    }

    private static void check(NewControl c) {
        var problems = new ArrayList<Invalid.Problem>();
        if (c.name().isBlank()) {
            problems.add(new Invalid.Problem("name", "ui.form.required", List.of()));
        }
        if (c.everyMonths() < 1 || c.everyMonths() > MOST_MONTHS) {
            problems.add(new Invalid.Problem("everyMonths", "risks.invalid.months", List.of(1, MOST_MONTHS)));
        }
        if (c.since().getYear() < 1950) {
            problems.add(new Invalid.Problem(
                    "since", "ui.form.date", List.of(c.since().toString())));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("name", 200, c.name()).check();
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Control get(ControlId id) {
        return find(id).orElseThrow(() -> new NotHere("control " + id));
    }

    @Transactional(readOnly = true)
    public Optional<Control> find(ControlId id) {
        return store.control(id);
    }

    /// Those that are there, then those that ended.
    @Transactional(readOnly = true)
    public List<Control> of(Risk risk) {
        return store.controls(risk);
    }

    /// The verifications of a control, the one that counts first.
    @Transactional(readOnly = true)
    public List<Check> checks(ControlId id) {
        return jdbc.sql("""
                        select v.verified_on, v.result, v.evidence, coalesce(verdite.text(organisation.pub_person_name(v.person_id), :lang), '') as person
                        from risks.verification v where v.control_id = :id order by v.verified_on desc, v.id desc limit 200""")
                .param("id", id.value())
                .param("lang", RiskStore.language())
                .query((rs, _) -> new Check(
                        rs.getObject("verified_on", LocalDate.class),
                        rs.getString("person"),
                        Control.Result.valueOf(rs.getString("result")),
                        rs.getString("evidence")))
                .list();
    }

    /// @throws NotPermitted when the reader may not verify at a unit
    public void requireVerify(UnitId unit) {
        access.require(Permission.ITEM_VERIFY, unit);
    }
}
