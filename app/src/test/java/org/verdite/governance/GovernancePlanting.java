package org.verdite.governance;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
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
        committee(beans, unit, one, other);
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

    /// A meeting that is planned and one that was held, with an item that was decided and asked for something.
    private static void committee(BeanFactory beans, UnitId unit, PersonId chair, PersonId secretary) {
        var day = LocalDate.of(2026, 1, 1);
        as(chair, () -> {
            var id = beans.getBean(Committees.class)
                    .setUp(new NewCommittee(
                            unit,
                            CommitteeKind.OTHER,
                            LocalText.of(SECRET, SECRET, "en"),
                            SECRET,
                            50,
                            Set.of(Matter.GOAL, Matter.FUNDING, Matter.YEAR, Matter.REVIEW),
                            day,
                            null));
            var seats = beans.getBean(Seats.class);
            seats.give(id, new Seats.NewSeat(SeatRole.CHAIR, chair, null, day, null));
            seats.give(id, new Seats.NewSeat(SeatRole.SECRETARY, secretary, null, day, null));
            var meetings = beans.getBean(Meetings.class);
            var agenda = beans.getBean(Agenda.class);
            var held = meetings.plan(id, day, SECRET);
            agenda.put(held, SECRET, secretary);
            as(secretary, () -> {
                meetings.hold(held, 1, day, Set.of(chair, secretary), chair);
                long item = agenda.of(held).getFirst().id();
                beans.getBean(Resolutions.class)
                        .resolve(
                                held,
                                item,
                                new Resolutions.NewResolution(Outcome.REJECTED, SECRET, Set.of(chair), Set.of()));
                beans.getBean(FollowUps.class).ask(held, item, SECRET, chair, day.plusYears(1));
            });
            agenda.put(meetings.plan(id, LocalDate.of(2026, 12, 1), SECRET), SECRET, chair);
        });
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
