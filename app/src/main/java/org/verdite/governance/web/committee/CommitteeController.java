package org.verdite.governance.web.committee;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.Committee;
import org.verdite.governance.committee.CommitteeId;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingState;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.Seats;
import org.verdite.governance.web.ReviewQueries;
import org.verdite.shared.NotHere;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;

/// One committee: who sits in it, when it meets, what of its resolutions is open, what waits for it.
@Controller
class CommitteeController {

    record Whole(
            Committee committee,
            String where,
            List<Seats.Seat> seats,
            List<Seats.Seat> others,
            List<CommitteeQueries.Met> meetings,
            List<FollowUps.FollowUp> open,
            List<Agenda.Waiting> waiting,
            Map<String, String> people,
            Map<String, String> posts,
            Map<String, String> roles,
            boolean mayRule,
            boolean mayPrepare,
            LocalDate today,
            Form form,
            boolean changed) {

        boolean standing() {
            return committee.closed() == null;
        }

        /// The meeting on whose agenda something can be put by one click: the next that is planned.
        CommitteeQueries.@Nullable Met next() {
            return meetings.stream()
                    .filter(m -> m.state() == MeetingState.PLANNED)
                    .min(Comparator.comparing(CommitteeQueries.Met::on))
                    .orElse(null);
        }

        boolean wrong(String... fields) {
            return List.of(fields).stream().anyMatch(f -> !form.problems(f).isEmpty());
        }
    }

    private final Committees committees;
    private final Seats seats;
    private final Meetings meetings;
    private final FollowUps followUps;
    private final Agenda agenda;
    private final CommitteeQueries queries;
    private final ReviewQueries choices;
    private final Frames frames;

    CommitteeController(
            Committees committees,
            Seats seats,
            Meetings meetings,
            FollowUps followUps,
            Agenda agenda,
            CommitteeQueries queries,
            ReviewQueries choices,
            Frames frames) {
        this.committees = committees;
        this.seats = seats;
        this.meetings = meetings;
        this.followUps = followUps;
        this.agenda = agenda;
        this.queries = queries;
        this.choices = choices;
        this.frames = frames;
    }

    @GetMapping("/governance/committees/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(id, null, false, request);
    }

    private ModelAndView page(long id, @Nullable Form typed, boolean changed, HttpServletRequest request) {
        return new ModelAndView(
                "governance/web/committee/committee",
                "page",
                whole(new CommitteeId(id), typed, changed, frames.texts(request)));
    }

    private Whole whole(CommitteeId id, @Nullable Form typed, boolean changed, Texts t) {
        var committee = committees.get(id);
        var today = committees.today(committee.unit());
        boolean mayRule = committee.closed() == null && committees.mayRule(committee);
        return new Whole(
                committee,
                choices.unitName(committee.unit().value(), t),
                seats.on(id, today),
                seats.others(id, today),
                queries.meetings(id, t),
                followUps.open(id),
                agenda.waiting(committee),
                mayRule ? choices.people(t) : Map.of(),
                mayRule ? queries.posts(t) : Map.of(),
                CommitteeForms.roles(t),
                mayRule,
                committee.closed() == null && committees.mayPrepare(committee),
                today,
                typed == null ? CommitteeForms.of(committee, today) : typed,
                changed);
    }

    private ModelAndView step(
            long id,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Steps.Step step) {
        committees.get(new CommitteeId(id));
        return Steps.take(
                params,
                redirect,
                "/governance/committees/" + id,
                "governance.done." + done,
                step,
                (form, changed) -> page(id, form, changed, request));
    }

    @PostMapping("/governance/committees/{id}/change")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "committeeChanged", form -> {
            var terms = CommitteeForms.terms(form);
            form.check();
            committees.change(
                    new CommitteeId(id),
                    form.version(),
                    terms.name(),
                    terms.remit(),
                    terms.quorum(),
                    terms.passes(),
                    terms.bindingFrom());
        });
    }

    @PostMapping("/governance/committees/{id}/end")
    public ModelAndView end(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, params, request, redirect, "committeeEnded", form -> {
            var on = form.date("closed");
            form.check();
            committees.end(new CommitteeId(id), form.version(), on);
        });
    }

    @PostMapping("/governance/committees/{id}/seats")
    public ModelAndView seat(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                params,
                request,
                redirect,
                "seated",
                form -> seats.give(new CommitteeId(id), CommitteeForms.seat(form)));
    }

    @PostMapping("/governance/committees/{id}/seats/{seat}/end")
    public ModelAndView leave(
            @PathVariable long id,
            @PathVariable long seat,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        here(seats, id, seat);
        return step(id, params, request, redirect, "seatEnded", form -> {
            var to = form.date("until");
            form.check();
            Steps.named(Map.of("to", "until"), () -> seats.end(seat, to));
        });
    }

    /// @throws NotHere for the seat of another committee
    static void here(Seats seats, long committee, long seat) {
        if (seats.committeeOf(seat).value() != committee) {
            throw new NotHere("seat " + seat);
        }
    }

    @PostMapping("/governance/committees/{id}/meetings")
    public ModelAndView plan(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        committees.get(new CommitteeId(id));
        var made = new MeetingId[1];
        var answer = step(id, params, request, redirect, "meetingPlanned", form -> {
            var on = form.date("planned");
            String venue = form.optionalText("venue", 200);
            form.check();
            made[0] = meetings.plan(new CommitteeId(id), on, venue);
        });
        if (made[0] != null) {
            answer.setViewName("redirect:/governance/meetings/" + made[0]);
        }
        return answer;
    }
}
