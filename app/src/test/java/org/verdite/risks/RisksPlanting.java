package org.verdite.risks;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.obligations.Clauses;
import org.verdite.obligations.NewStandard;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.shared.ClauseRef;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Of the foreign unit: an aspect and a risk, both judged, linked and with a clause; an overdue control; its context.
public class RisksPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var people = beans.getBean(People.class);
        var one = people.add(new NewPerson(unit, "FOREIGN-R1", LocalText.of(SECRET, SECRET, "en"), ""));
        var other = people.add(new NewPerson(unit, "FOREIGN-R2", LocalText.of(SECRET, SECRET, "en"), ""));
        var today = LocalDate.ofInstant(beans.getBean(Clock.class).instant(), ZoneOffset.UTC);
        var text = LocalText.of("en", SECRET);
        var clauses = beans.getBean(Clauses.class);
        int edition = clauses.draft(new NewStandard(
                unit,
                "FOREIGN-R",
                "1",
                text,
                text,
                false,
                false,
                List.of(new NewStandard.NewClause("1", text, List.of()))));
        clauses.publish(edition, 1);
        as(one, () -> aspect(beans, unit, today));
        as(one, () -> risk(beans, unit, one, today));
        as(
                other,
                () -> beans.getBean(Controls.class)
                        .verify(
                                new ControlId(Planting.first(beans, "risks.control", unit)),
                                today.minusDays(200),
                                Control.Result.WORKS,
                                SECRET));
        as(
                one,
                () -> beans.getBean(Context.class)
                        .state(new NewStatement(
                                unit, NewStatement.Kind.SCOPE, null, SECRET, SECRET, null, today.minusDays(9))));
        as(
                one,
                () -> beans.getBean(Context.class)
                        .state(new NewStatement(
                                unit, NewStatement.Kind.PARTY, null, SECRET, SECRET, true, today.minusDays(9))));
    }

    private static void aspect(BeanFactory beans, UnitId unit, LocalDate today) {
        var id = beans.getBean(Aspects.class)
                .register(
                        new NewAspect(
                                unit,
                                SECRET,
                                SECRET,
                                NewAspect.Stage.USE,
                                NewAspect.Condition.NORMAL,
                                NewAspect.Influence.CONTROLLED),
                        List.of(new Impact(Impact.Receptor.AIR, Impact.Effect.ADVERSE, SECRET)));
        int criteria = beans.getBean(Criteria.class).on(today).orElseThrow().id();
        beans.getBean(Significance.class)
                .assess(
                        id,
                        criteria,
                        today.minusDays(9),
                        Map.of("SCALE", 3, "SEVERITY", 3, "FREQUENCY", 3, "LEGAL", 5, "CONCERN", 1),
                        SECRET,
                        null);
        connect(beans, Subject.of(id));
    }

    private static void risk(BeanFactory beans, UnitId unit, PersonId owner, LocalDate today) {
        var id = beans.getBean(Risks.class)
                .register(new NewRisk(
                        unit, NewRisk.Kind.RISK, SECRET, SECRET, SECRET, owner, NewRisk.Treatment.REDUCE, SECRET));
        int matrix = beans.getBean(Matrices.class).on(today).orElseThrow().id();
        beans.getBean(RiskLevels.class)
                .assess(id, matrix, today.minusDays(9), new Step(4, 4), new Step(2, 2), SECRET, null);
        beans.getBean(Controls.class)
                .add(id, new NewControl(SECRET, NewControl.Kind.PREVENT, owner, 1, today.minusDays(400)));
        beans.getBean(Treatments.class).plan(id, SECRET, owner, today.plusDays(30));
        connect(beans, Subject.of(id));
    }

    private static void connect(BeanFactory beans, Subject subject) {
        var links = beans.getBean(Links.class);
        links.add(subject, "/actions/1", SECRET);
        links.cite(subject, new ClauseRef("FOREIGN-R", "1", "1"));
    }

    private static void as(PersonId person, Runnable step) {
        new Scope("system:planting", null, person.value(), null, "", false).run(step::run);
    }
}
