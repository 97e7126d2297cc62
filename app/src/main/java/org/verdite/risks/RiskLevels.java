package org.verdite.risks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.verdite.shared.Invalid;
import org.verdite.shared.Lengths;
import org.verdite.shared.NotHere;

/// How great a risk is: as it was judged, and as it stands today. Judgements are added, never changed; the newest
/// counts. Today each control that is overdue, found not to work, or taken away since then is counted as not there: one
/// step of likelihood (PREVENT, DETECT) or of consequence (CONTROL, RECOVER), never above what the risk is without any
/// control. The rule itself is `risks.raised`, so that lists, maps and pages can't differ.
@Component
public class RiskLevels {

    /// @param inherent without anything done
    /// @param residual with the controls as they should be
    /// @param matrix the version it was made under
    public record Assessment(
            long id,
            LocalDate on,
            String person,
            int matrix,
            Step inherent,
            Level inherentLevel,
            Step residual,
            Level residualLevel,
            String note,
            Instant at) {}

    /// As it stands today.
    ///
    /// @param again the matrix it was judged by is in force no longer
    public record Standing(
            Step inherent,
            Level inherentLevel,
            Step residual,
            Level residualLevel,
            Step shown,
            Level shownLevel,
            boolean raised,
            boolean again) {}

    /// @param meanwhile what somebody else gave after the one that was read; both are kept
    public record Given(Assessment made, @Nullable Assessment meanwhile) {}

    private final JdbcClient jdbc;
    private final RiskStore store;
    private final Matrices matrices;

    RiskLevels(JdbcClient jdbc, RiskStore store, Matrices matrices) {
        this.jdbc = jdbc;
        this.store = store;
        this.matrices = matrices;
    }

    /// @param under the matrix that was read; it must be the one in force on the day
    /// @param seen the newest assessment that was read; null when there was none
    /// @throws Invalid when the day lies ahead or before the matrix, or controls would make the risk greater
    @Transactional
    public Given assess(
            RiskId id, int under, LocalDate on, Step inherent, Step residual, String note, @Nullable Long seen) {
        var risk = store.take(id);
        int me = RiskStore.me();
        check(risk, under, on, inherent, residual, note);
        var last = newest(id);
        long made = jdbc.sql("""
                        insert into risks.risk_assessment (risk_id, unit_id, matrix_id, assessed_on, person_id, inherent_likelihood,
                          inherent_consequence, residual_likelihood, residual_consequence, note)
                        values (:id, :unit, :matrix, :on, :me, :il, :ic, :rl, :rc, :note) returning id""")
                .param("id", id.value())
                .param("unit", risk.unit().value())
                .param("matrix", under)
                .param("on", on)
                .param("me", me)
                .param("il", inherent.likelihood())
                .param("ic", inherent.consequence())
                .param("rl", residual.likelihood())
                .param("rc", residual.consequence())
                .param("note", note.strip())
                .query((rs, _) -> rs.getLong(1))
                .single();
        var mine = history(id).stream().filter(a -> a.id() == made).findFirst().orElseThrow();
        return new Given(mine, last.filter(l -> !Objects.equals(l.id(), seen)).orElse(null));
    }

    private void check(Risk risk, int under, LocalDate on, Step inherent, Step residual, String note) {
        store.requirePast("on", on, risk.unit());
        var version = matrices.get(under);
        var inForce = matrices.on(on);
        if (inForce.isEmpty()) {
            throw new Invalid("on", "risks.invalid.noMatrix");
        }
        if (inForce.get().id() != under) {
            throw on.isBefore(version.matrix().validFrom())
                    ? new Invalid(
                            "on", "risks.invalid.beforeMatrix", version.matrix().validFrom())
                    : new Invalid(
                            "on",
                            "risks.invalid.otherMatrix",
                            inForce.get().matrix().validFrom());
        }
        var problems = new ArrayList<Invalid.Problem>();
        step(problems, "inherentLikelihood", inherent.likelihood());
        step(problems, "inherentConsequence", inherent.consequence());
        step(problems, "residualLikelihood", residual.likelihood());
        step(problems, "residualConsequence", residual.consequence());
        if (risk.isRisk() && residual.likelihood() > inherent.likelihood()) {
            problems.add(new Invalid.Problem("residualLikelihood", "risks.invalid.greater", List.of()));
        }
        if (risk.isRisk() && residual.consequence() > inherent.consequence()) {
            problems.add(new Invalid.Problem("residualConsequence", "risks.invalid.greater", List.of()));
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
        new Lengths().most("note", 2000, note).check();
    }

    private static void step(List<Invalid.Problem> problems, String field, int step) {
        if (step < 1 || step > 5) {
            problems.add(new Invalid.Problem(field, "ui.form.range", List.of(1, 5)));
        }
    }

    /// The one that counts.
    @Transactional(readOnly = true)
    public Optional<Assessment> newest(RiskId id) {
        return history(id).stream().findFirst();
    }

    /// All of them, the one that counts first.
    ///
    /// @throws NotHere when the risk is not in the reader's scope
    @Transactional(readOnly = true)
    public List<Assessment> history(RiskId id) {
        var risk = store.risk(id, false).orElseThrow(() -> new NotHere("risk " + id));
        return jdbc.sql("""
                        select s.*, coalesce(verdite.text(organisation.pub_person_name(s.person_id), :lang), '') as person,
                          risks.level(m.levels, s.inherent_likelihood, s.inherent_consequence) as inherent_level,
                          risks.level(m.levels, s.residual_likelihood, s.residual_consequence) as residual_level
                        from risks.risk_assessment s join risks.matrix m on m.id = s.matrix_id
                        where s.risk_id = :id order by s.assessed_on desc, s.id desc limit 200""")
                .param("id", risk.id().value())
                .param("lang", RiskStore.language())
                .query((rs, _) -> new Assessment(
                        rs.getLong("id"),
                        rs.getObject("assessed_on", LocalDate.class),
                        rs.getString("person"),
                        rs.getInt("matrix_id"),
                        step(rs, "inherent"),
                        Level.valueOf(rs.getString("inherent_level")),
                        step(rs, "residual"),
                        Level.valueOf(rs.getString("residual_level")),
                        rs.getString("note"),
                        rs.getTimestamp("recorded_at").toInstant()))
                .list();
    }

    /// As it stands today; nothing of a risk that nobody assessed or that ended.
    @Transactional(readOnly = true)
    public Optional<Standing> standing(RiskId id) {
        var risk = store.risk(id, false).orElseThrow(() -> new NotHere("risk " + id));
        return jdbc.sql("""
                        select s.*, s.matrix_id <> risks.matrix_on(:today) as again from risks.pub_risks(:today) s
                        where s.id = :id and s.assessment_id is not null""")
                .param("id", id.value())
                .param("today", store.today(risk.unit()))
                .query((rs, _) -> new Standing(
                        step(rs, "inherent"),
                        Level.valueOf(rs.getString("inherent_level")),
                        step(rs, "residual"),
                        Level.valueOf(rs.getString("residual_level")),
                        step(rs, "shown"),
                        Level.valueOf(rs.getString("shown_level")),
                        rs.getBoolean("raised"),
                        rs.getBoolean("again")))
                .optional();
    }

    private static Step step(ResultSet rs, String which) throws SQLException {
        return new Step(rs.getInt(which + "_likelihood"), rs.getInt(which + "_consequence"));
    }
}
