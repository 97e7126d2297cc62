package org.verdite.governance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Of the foreign unit: a review that is prepared, a waiver that waits, and a closed year.
public class GovernancePlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var people = beans.getBean(People.class);
        var one = people.add(new NewPerson(unit, "FOREIGN-G1", LocalText.of(SECRET, SECRET, "en"), ""));
        var other = people.add(new NewPerson(unit, "FOREIGN-G2", LocalText.of(SECRET, SECRET, "en"), ""));
        var today = LocalDate.ofInstant(beans.getBean(Clock.class).instant(), ZoneOffset.UTC);
        as(one, () -> {
            var id = beans.getBean(Reviews.class)
                    .plan(new NewReview(unit, 2025, LocalDate.of(2026, 11, 2), one, other, List.of()));
            beans.getBean(Facts.class).collect(id);
            var answers = beans.getBean(Answers.class);
            answers.answer(id, ReviewInput.AUDITS, 1, Verdict.ADEQUATE, SECRET);
        });
        waived(beans, unit, 2024, "REVIEW", one, other, today);
        waived(beans, unit, 2024, "INTERNAL_AUDIT", one, other, today);
        as(one, () -> beans.getBean(Years.class).close(unit, 2024));
        as(one, () -> beans.getBean(Waivers.class).ask(unit, 2025, "INTERNAL_AUDIT", SECRET, today.plusDays(90)));
    }

    private static void waived(
            BeanFactory beans, UnitId unit, int year, String duty, PersonId asks, PersonId decides, LocalDate today) {
        var waivers = beans.getBean(Waivers.class);
        long[] id = {0};
        as(asks, () -> id[0] = waivers.ask(unit, year, duty, SECRET, today.plusDays(90)));
        as(decides, () -> waivers.decide(id[0], true, SECRET));
    }

    private static void as(PersonId person, Runnable step) {
        new Scope("system:planting", null, person.value(), null, "", false).run(step::run);
    }
}
