package org.verdite.demonstration;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.CommitteeKind;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.NewCommittee;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.committee.SeatRole;
import org.verdite.governance.committee.Seats;
import org.verdite.organisation.Posts;
import org.verdite.shared.LocalText;
import org.verdite.shared.PersonId;

/// The group's Production Safety Committee by its posts; a meeting it held, whose minutes are confirmed, and the next
/// one with an agenda that can still grow.
@Component
@Order(92)
class CommitteeStep implements Step {

    private final Committees committees;
    private final Seats seats;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Resolutions resolutions;
    private final FollowUps followUps;
    private final Confirming confirming;
    private final Posts posts;
    private final Codes codes;
    private final Cast cast;

    CommitteeStep(
            Committees committees,
            Seats seats,
            Meetings meetings,
            Agenda agenda,
            Resolutions resolutions,
            FollowUps followUps,
            Confirming confirming,
            Posts posts,
            Codes codes,
            Cast cast) {
        this.committees = committees;
        this.seats = seats;
        this.meetings = meetings;
        this.agenda = agenda;
        this.resolutions = resolutions;
        this.followUps = followUps;
        this.confirming = confirming;
        this.posts = posts;
        this.codes = codes;
        this.cast = cast;
    }

    @Override
    public String name() {
        return "committees";
    }

    @Override
    public String brings() {
        return "a committee with two meetings";
    }

    @Override
    public void load(LocalDate day) {
        var people = codes.people();
        var director = Codes.of(people, "P004");
        var secretary = Codes.of(people, "P016");
        var id = new CommitteeId[1];
        cast.as(director, () -> id[0] = setUp(people, day));
        cast.as(secretary, () -> {
            var held = meetings.plan(id[0], day.minusDays(9), "Headquarters, room 1201");
            last(held, id[0], day, people);
            next(meetings.plan(id[0], day.plusDays(12), "Headquarters, room 1201"), id[0], people);
        });
    }

    /// What was begun this year was begun without it: it binds from the first day of the next.
    private CommitteeId setUp(Map<String, PersonId> people, LocalDate day) {
        var since = LocalDate.of(2019, 3, 1);
        var id = committees.setUp(new NewCommittee(
                codes.group(),
                CommitteeKind.PRODUCTION_SAFETY,
                LocalText.of("Production Safety Committee", "安全生产委员会", "en"),
                "Decides on goals, money and reviews for safety and the environment, and sees to what it decided.",
                50,
                Set.of(Matter.GOAL, Matter.FUNDING, Matter.YEAR, Matter.REVIEW),
                since,
                LocalDate.of(day.getYear() + 1, 1, 1)));
        seats.give(id, new Seats.NewSeat(SeatRole.CHAIR, null, posts.byCode("LMG-PRES"), since, null));
        seats.give(id, new Seats.NewSeat(SeatRole.SECRETARY, null, posts.byCode("LMG-PSC-SEC"), since, null));
        for (String post : List.of("LMG-VP", "LMG-CFO", "LMG-ENV-DIR", "R-SE-GM")) {
            seats.give(id, new Seats.NewSeat(SeatRole.MEMBER, null, posts.byCode(post), since, null));
        }
        seats.give(
                id, new Seats.NewSeat(SeatRole.MEMBER, Codes.of(people, "P010"), null, LocalDate.of(2024, 1, 1), null));
        return id;
    }

    /// Last year's review and what waits of goals, decided by the president, the secretary and two more.
    private void last(MeetingId meeting, CommitteeId committee, LocalDate day, Map<String, PersonId> people) {
        var chair = Codes.of(people, "P001");
        var secretary = Codes.of(people, "P016");
        var director = Codes.of(people, "P004");
        agenda.waiting(committees.get(committee)).stream()
                .filter(w -> w.matter() == Matter.REVIEW)
                .forEach(w -> agenda.put(meeting, w.matter(), w.key()));
        agenda.put(meeting, "Water meters at every intake before the dry season", director);
        meetings.hold(
                meeting,
                1,
                day.minusDays(9),
                Set.of(chair, secretary, director, Codes.of(people, "P003"), Codes.of(people, "P002")),
                chair);
        for (var item : agenda.of(meeting)) {
            boolean words = item.matter() == Matter.WORDS;
            resolutions.resolve(
                    meeting,
                    item.id(),
                    new Resolutions.NewResolution(
                            words ? Outcome.DECIDED : Outcome.APPROVED,
                            words ? "Meters are read daily from April on; a site without them reports by hand." : "",
                            words ? Set.of(Codes.of(people, "P003")) : Set.of(),
                            Set.of()));
            if (words) {
                followUps.ask(
                        meeting,
                        item.id(),
                        "List the intakes without a meter and order what is missing",
                        director,
                        day.plusDays(45));
            }
        }
        cast.as(chair, () -> confirming.confirm(meeting, meetings.get(meeting).version()));
    }

    /// Goals that wait stand on it; funding that waits can be put on it by one click.
    private void next(MeetingId meeting, CommitteeId committee, Map<String, PersonId> people) {
        agenda.waiting(committees.get(committee)).stream()
                .filter(w -> w.matter() == Matter.GOAL)
                .limit(1)
                .forEach(w -> agenda.put(meeting, w.matter(), w.key()));
        agenda.put(meeting, "Who stands in for section officers on leave", Codes.of(people, "P010"));
    }
}
