package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.NewPosition;
import org.verdite.organisation.People;
import org.verdite.organisation.Posts;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.targets.policy.Acknowledgements;
import org.verdite.targets.policy.Policies;
import org.verdite.targets.policy.Served;

/// A promise of one subsidiary, everybody's to read (`verdite.common`) and nobody's from outside to change;
/// a goal of its own and a share of it, which are nobody else's to see.
public class TargetsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        beans.getBean(Targets.class)
                .set(new NewTarget(
                        unit,
                        "OTHERS-T",
                        LocalText.of("en", "Everybody may read it"),
                        "EMS-14001",
                        2020,
                        2030,
                        new BigDecimal("100"),
                        NewTarget.Direction.AT_LEAST,
                        "ISO_SCOPE",
                        LocalText.of("en", "Everybody may read it"),
                        LocalDate.of(2021, 1, 1),
                        ""));
        var owner = beans.getBean(People.class)
                .add(new NewPerson(unit, "FOREIGN-T", LocalText.of(SECRET, SECRET, "en"), ""));
        int post = beans.getBean(Posts.class)
                .establish(new NewPosition("FOREIGN-T", unit, "STAFF", LocalText.of(SECRET, SECRET, "en"), null));
        var goal = beans.getBean(Goals.class)
                .draft(new NewGoal(
                        unit,
                        Horizon.ANNUAL,
                        LocalText.of(SECRET, SECRET, "en"),
                        Set.of("WATER"),
                        "",
                        "m³",
                        NewTarget.Direction.AT_MOST,
                        Method.SUM,
                        "",
                        2025,
                        BigDecimal.TEN,
                        2026,
                        BigDecimal.TEN,
                        List.of(),
                        owner,
                        null,
                        "",
                        SECRET,
                        SECRET));
        var share = beans.getBean(Shares.class).propose(goal, null, Holder.post(unit, post), BigDecimal.ONE, null);
        beans.getBean(Posts.class).appoint(owner, "FOREIGN-T", LocalDate.of(2021, 1, 1), null, false);
        new Scope("system:planting", null, owner.value(), null, "", false).run(() -> {
            var words = beans.getBean(Shares.class)
                    .get(share)
                    .words(beans.getBean(Goals.class).get(goal));
            beans.getBean(Negotiation.class).accept(share, 1, words);
            beans.getBean(Letters.class).issue(Holder.post(unit, post), 2026);
        });
        begin(beans, unit, owner, goal);
        beans.getBean(Readings.class)
                .tell(
                        goal,
                        share,
                        new Reading.Told(YearMonth.of(2026, 1), BigDecimal.ONE, null, SECRET, SECRET),
                        0,
                        "");
        except(beans, unit, owner);
        policy(beans, unit, goal, owner);
    }

    /// A year that asks for less than its longer goal does, with the question why.
    private static void except(BeanFactory beans, UnitId unit, PersonId owner) {
        var goals = beans.getBean(Goals.class);
        var longer = goals.draft(planted(unit, owner, Horizon.LONG, 2030, "40", null));
        var year = goals.draft(planted(unit, owner, Horizon.ANNUAL, 2026, "95", longer));
        new Scope("system:planting", null, owner.value(), null, "", false)
                .run(() -> beans.getBean(Exceptions.class).ask(year, SECRET));
    }

    private static NewGoal planted(
            UnitId unit, PersonId owner, Horizon horizon, int due, String value, @Nullable GoalId serves) {
        return new NewGoal(
                unit,
                horizon,
                LocalText.of(SECRET, SECRET, "en"),
                Set.of("WATER"),
                "",
                "m³",
                NewTarget.Direction.AT_MOST,
                Method.SUM,
                "",
                2024,
                new BigDecimal("100"),
                due,
                new BigDecimal(value),
                List.of(),
                owner,
                serves,
                "",
                SECRET,
                SECRET);
    }

    private static void begin(BeanFactory beans, UnitId unit, PersonId owner, GoalId goal) {
        var goals = beans.getBean(Goals.class);
        beans.getBean(Actions.class)
                .open(new NewAction(
                        unit,
                        SECRET,
                        "OTHER",
                        owner,
                        LocalDate.of(2031, 1, 1),
                        null,
                        goals.get(goal).origin()));
        goals.activate(goal, 1);
    }

    /// A version that is in force and was read by one, and the draft of the next.
    private static void policy(BeanFactory beans, UnitId unit, GoalId goal, PersonId reader) {
        var policies = beans.getBean(Policies.class);
        var secret = LocalText.of(SECRET, SECRET, "en");
        var approver = beans.getBean(People.class).add(new NewPerson(unit, "FOREIGN-T2", secret, ""));
        as(reader, () -> {
            var id = policies.draft(unit, secret, secret, Set.of("AIR"));
            policies.commit(id, secret, Set.of("AIR"));
            policies.submit(id, policies.get(id).version());
            as(approver, () -> policies.approve(id, policies.get(id).version(), policies.today()));
            beans.getBean(Acknowledgements.class)
                    .acknowledge(id, "en", policies.get(id).fingerprint());
            beans.getBean(Served.class)
                    .serve(goal, policies.commitments(id).getFirst().id());
            policies.draft(unit, secret, secret, Set.of("AIR"));
        });
    }

    private static void as(PersonId person, Runnable step) {
        new Scope("system:planting", null, person.value(), null, "", false).run(step::run);
    }
}
