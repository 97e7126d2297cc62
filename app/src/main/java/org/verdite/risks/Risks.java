package org.verdite.risks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;

/// The register of risks and opportunities (ISO 14001, 6.1.1).
@Component
public class Risks {

    private final JdbcClient jdbc;
    private final RiskStore store;

    Risks(JdbcClient jdbc, RiskStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /// @throws Invalid naming each field that can't be taken
    @Transactional
    public RiskId register(NewRisk r) {
        store.requireKeep(r.unit());
        check(r);
        store.requireSeen("owner", r.owner());
        return new RiskId(values(jdbc.sql("""
                        insert into risks.risk (unit_id, kind, title, cause, consequence, owner_id, treatment, treatment_note, language)
                        values (:unit, :kind, :title, :cause, :consequence, :owner, :treatment, :note, :language) returning id"""), r)
                .param("unit", r.unit().value())
                .param("kind", r.kind().name())
                .param("language", RiskStore.language())
                .query((rs, _) -> rs.getLong(1))
                .single());
    }

    /// Describes it better, gives it to somebody else, or another treatment. What kind it is stays.
    ///
    /// @throws Conflict when somebody changed it since the version that was read
    @Transactional
    public void change(RiskId id, int version, NewRisk r) {
        var taken = store.take(id);
        RiskStore.unchanged("risk " + id, version, taken.version());
        if (r.kind() != taken.kind()) {
            throw new Invalid("kind", "risks.invalid.kind");
        }
        check(r);
        if (!r.owner().equals(taken.owner())) {
            store.requireSeen("owner", r.owner());
        }
        values(jdbc.sql("""
                        update risks.risk set title = :title, cause = :cause, consequence = :consequence, owner_id = :owner, treatment = :treatment,
                          treatment_note = :note, version = version + 1, changed_at = verdite.now(), changed_by = verdite.who() where id = :id"""), r).param("id", id.value()).update();
    }

    private static JdbcClient.StatementSpec values(JdbcClient.StatementSpec sql, NewRisk r) {
        return sql.param("title", r.title().strip())
                .param("cause", r.cause().strip())
                .param("consequence", r.consequence().strip())
                .param("owner", r.owner().value())
                .param("treatment", r.treatment().name())
                .param("note", r.treatmentNote().strip());
    }

    /// It can't happen any more, or is taken. What was judged of it stays readable.
    @Transactional
    public void end(RiskId id, int version, LocalDate on, String because) {
        var taken = store.take(id);
        RiskStore.unchanged("risk " + id, version, taken.version());
        store.requirePast("on", on, taken.unit());
        Aspects.reason(because);
        jdbc.sql("""
                        update risks.risk set ended_on = :on, ended_because = :because, version = version + 1, changed_at = verdite.now(),
                          changed_by = verdite.who() where id = :id""")
                .param("on", on)
                .param("because", because.strip())
                .param("id", id.value())
                .update();
    }

    private static void check(NewRisk r) {
        var problems = new ArrayList<Invalid.Problem>();
        if (r.title().isBlank()) {
            problems.add(new Invalid.Problem("title", "ui.form.required", List.of()));
        }
        if (r.treatment() == NewRisk.Treatment.PURSUE && r.kind() == NewRisk.Kind.RISK) {
            problems.add(new Invalid.Problem("treatment", "risks.invalid.pursue", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths()
                .most("title", 200, r.title())
                .most("cause", 1000, r.cause())
                .most("consequence", 1000, r.consequence())
                .most("treatmentNote", 2000, r.treatmentNote())
                .check();
    }

    /// @throws NotHere when it is not in the reader's scope
    @Transactional(readOnly = true)
    public Risk get(RiskId id) {
        return find(id).orElseThrow(() -> new NotHere("risk " + id));
    }

    @Transactional(readOnly = true)
    public Optional<Risk> find(RiskId id) {
        return store.risk(id, false);
    }

    /// True when the reader may keep the register at a unit.
    public boolean mayKeep(UnitId unit) {
        return store.mayKeep(unit);
    }
}
