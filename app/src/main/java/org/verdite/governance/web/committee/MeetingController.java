package org.verdite.governance.web.committee;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.committee.Agenda;
import org.verdite.governance.committee.Confirming;
import org.verdite.governance.committee.FollowUps;
import org.verdite.governance.committee.Leading;
import org.verdite.governance.committee.Matter;
import org.verdite.governance.committee.MeetingId;
import org.verdite.governance.committee.MeetingMinutes;
import org.verdite.governance.committee.Meetings;
import org.verdite.governance.committee.Outcome;
import org.verdite.governance.committee.Resolutions;
import org.verdite.governance.web.Ticked;
import org.verdite.shared.PersonId;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Steps;
import org.verdite.ui.print.Printed;

/// One meeting: its agenda, who came, what was decided, and its minutes.
@Controller
class MeetingController {

    private final MeetingReading reading;
    private final Meetings meetings;
    private final Agenda agenda;
    private final Resolutions resolutions;
    private final FollowUps followUps;
    private final Confirming confirming;
    private final Leading leading;
    private final MeetingMinutes minutes;
    private final Frames frames;

    MeetingController(
            MeetingReading reading,
            Meetings meetings,
            Agenda agenda,
            Resolutions resolutions,
            FollowUps followUps,
            Confirming confirming,
            Leading leading,
            MeetingMinutes minutes,
            Frames frames) {
        this.reading = reading;
        this.meetings = meetings;
        this.agenda = agenda;
        this.resolutions = resolutions;
        this.followUps = followUps;
        this.confirming = confirming;
        this.leading = leading;
        this.minutes = minutes;
        this.frames = frames;
    }

    @GetMapping("/governance/meetings/{id}")
    public ModelAndView show(
            @PathVariable long id, @RequestParam(defaultValue = "") String item, HttpServletRequest request) {
        return page(id, item.matches("\\d{1,18}") ? Long.parseLong(item) : 0, null, false, request);
    }

    private ModelAndView page(long id, long item, @Nullable Form form, boolean changed, HttpServletRequest request) {
        return new ModelAndView(
                "governance/web/committee/meeting",
                "page",
                reading.whole(new MeetingId(id), item, form, changed, frames.texts(request)));
    }

    /// The minutes as Word or PDF, in either language.
    @GetMapping("/governance/meetings/{id}/report")
    public void report(@PathVariable long id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var meeting = meetings.get(new MeetingId(id));
        Printed.answer(request, response, frames, meeting.number(), t -> minutes.paper(meeting.id(), t));
    }

    private interface Step {
        void take(MeetingId id, Form form);
    }

    private ModelAndView step(
            long id,
            long item,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Step step) {
        var meeting = meetings.get(new MeetingId(id));
        return Steps.take(
                params,
                redirect,
                meeting.path(),
                "governance.done." + done,
                form -> step.take(meeting.id(), form),
                (form, changed) -> page(id, item, form, changed, request));
    }

    @PostMapping("/governance/meetings/{id}/change")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, 0, params, request, redirect, "meetingChanged", (meeting, form) -> {
            var on = form.date("planned");
            String venue = form.optionalText("venue", 200);
            form.check();
            meetings.change(meeting, form.version(), on, venue);
        });
    }

    @PostMapping("/governance/meetings/{id}/cancel")
    public ModelAndView cancel(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, 0, params, request, redirect, "meetingCancelled", (meeting, form) -> {
            String because = form.text("because", 1000);
            form.check();
            meetings.cancel(meeting, form.version(), because);
        });
    }

    /// A record by one click (`GOAL:12`), a year by unit and year, or something in words.
    @PostMapping("/governance/meetings/{id}/agenda")
    public ModelAndView put(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, 0, params, request, redirect, "onAgenda", (meeting, form) -> {
            if (form.has("key")) {
                String subject = form.typed("key");
                agenda.put(meeting, CommitteeForms.matter(subject), subject.substring(subject.indexOf(':') + 1));
            } else if (form.has("of")) {
                int unit = form.integer("of", 1, Integer.MAX_VALUE);
                int year = form.integer("year", 1990, 2200);
                form.check();
                Steps.named(Map.of("key", "year"), () -> agenda.put(meeting, Matter.YEAR, unit + "/" + year));
            } else {
                String title = form.text("title", 300);
                var raisedBy = new PersonId(form.integer("raisedBy", 1, Integer.MAX_VALUE));
                form.check();
                agenda.put(meeting, title, raisedBy);
            }
        });
    }

    @PostMapping("/governance/meetings/{id}/agenda/{item}/off")
    public ModelAndView takeOff(
            @PathVariable long id,
            @PathVariable long item,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, 0, params, request, redirect, "offAgenda", (meeting, _) -> agenda.takeOff(meeting, item));
    }

    @PostMapping("/governance/meetings/{id}/hold")
    public ModelAndView hold(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var attended = ticked(request, "attended");
        return step(id, 0, params, request, redirect, "meetingHeld", (meeting, form) -> {
            var on = form.date("on");
            var presider = new PersonId(form.integer("presider", 1, Integer.MAX_VALUE));
            form.check();
            meetings.hold(meeting, form.version(), on, attended, presider);
        });
    }

    private static Set<PersonId> ticked(HttpServletRequest request, String name) {
        return new LinkedHashSet<>(Ticked.people(request, name));
    }

    @PostMapping("/governance/meetings/{id}/agenda/{item}/resolution")
    public ModelAndView resolve(
            @PathVariable long id,
            @PathVariable long item,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var against = ticked(request, "against");
        var abstained = ticked(request, "abstained");
        return step(id, item, params, request, redirect, "resolved", (meeting, form) -> {
            var outcome = form.choice("outcome", Outcome.class);
            String words = form.optionalText("words", 2000);
            against.forEach(p -> form.with("against-" + p, "true"));
            abstained.forEach(p -> form.with("abstained-" + p, "true"));
            form.check();
            Steps.told(
                    "outcome",
                    () -> resolutions.resolve(
                            meeting, item, new Resolutions.NewResolution(outcome, words, against, abstained)));
        });
    }

    @PostMapping("/governance/meetings/{id}/agenda/{item}/follow-ups")
    public ModelAndView follow(
            @PathVariable long id,
            @PathVariable long item,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, item, params, request, redirect, "followUp", (meeting, form) -> {
            String title = form.text("title", 200);
            var owner = new PersonId(form.integer("owner", 1, Integer.MAX_VALUE));
            var due = form.date("due");
            form.check();
            Steps.told("title", () -> followUps.ask(meeting, item, title, owner, due));
        });
    }

    /// Another takes the lead of who left.
    @PostMapping("/governance/meetings/{id}/lead")
    public ModelAndView handOn(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(id, 0, params, request, redirect, "handedOn", (meeting, form) -> {
            var lead = new PersonId(form.integer("lead", 1, Integer.MAX_VALUE));
            String because = form.text("because", 1000);
            form.check();
            leading.handOn(meeting, form.version(), lead, because);
        });
    }

    @PostMapping("/governance/meetings/{id}/confirm")
    public ModelAndView confirm(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return step(
                id,
                0,
                params,
                request,
                redirect,
                "confirmed",
                (meeting, form) -> confirming.confirm(meeting, form.version()));
    }
}
