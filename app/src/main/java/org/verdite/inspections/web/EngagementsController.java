package org.verdite.inspections.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.documents.ContentAnswer;
import org.verdite.documents.EvidenceId;
import org.verdite.inspections.Engagement;
import org.verdite.inspections.EngagementId;
import org.verdite.inspections.Engagements;
import org.verdite.inspections.EvidenceRoom;
import org.verdite.inspections.InspectionId;
import org.verdite.inspections.NewEngagement;
import org.verdite.inspections.RequestState;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Engagements of people from outside, for both sides: what they may see, what they ask for, what they were given.
@Controller
class EngagementsController {

    private static final String BASE = "/inspections/engagements";

    record ListPage(
            Filters filters, Page<EngagementQueries.Row> list, Map<String, String> units, boolean mayPlan, Form form) {}

    /// @param at the request whose form was refused, 0 for none
    record ShowPage(
            Engagement engagement,
            String where,
            LocalDate today,
            List<EngagementQueries.Guest> guests,
            List<EngagementQueries.Visit> visits,
            List<EvidenceRequest> requests,
            List<EngagementQueries.Reading> readings,
            boolean keeps,
            boolean joined,
            Map<String, String> people,
            Map<String, String> free,
            Form form,
            long at,
            boolean changed) {

        boolean open() {
            return engagement.open(today);
        }

        long waiting() {
            return requests.stream().filter(r -> r.state() == RequestState.OPEN).count();
        }

        Form formOf(EvidenceRequest r) {
            return r.id() == at ? form : Form.empty();
        }
    }

    private final Engagements engagements;
    private final EvidenceRoom room;
    private final EngagementQueries queries;
    private final InspectionQueries inspections;
    private final ChecklistQueries checklists;
    private final Access access;
    private final Frames frames;

    EngagementsController(
            Engagements engagements,
            EvidenceRoom room,
            EngagementQueries queries,
            InspectionQueries inspections,
            ChecklistQueries checklists,
            Access access,
            Frames frames) {
        this.engagements = engagements;
        this.room = room;
        this.queries = queries;
        this.inspections = inspections;
        this.checklists = checklists;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping(BASE)
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var today = inspections.today(t);
        return list(Filters.of(request), Form.empty().with("from", today).with("to", today.plusMonths(2)), t);
    }

    private ModelAndView list(Filters filters, Form form, Texts t) {
        boolean plans = access.mayAnywhere(Permission.INSPECTION_PLAN);
        return new ModelAndView(
                "inspections/web/engagements",
                "page",
                new ListPage(filters, queries.list(filters, t), plans ? checklists.units(t) : Map.of(), plans, form));
    }

    @GetMapping(BASE + "/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "engagements",
                        Sheet.heads(t, "inspections.col.", "title", "body", "where", "from", "to", "people", "waiting"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.title(), r.body(), r.where(), r.from(), r.to(), r.people(), r.waiting())))
                .write(format, response);
    }

    @PostMapping(BASE)
    public ModelAndView begin(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var n = new NewEngagement(
                    new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                    form.text("title", 200),
                    form.text("body", 200),
                    form.optionalText("purpose", 2000),
                    form.date("from"),
                    form.date("to"));
            form.check();
            var id = engagements.begin(n);
            Flash.done(redirect, "inspections.done.engaged");
            return new ModelAndView("redirect:" + BASE + "/" + id);
        } catch (Invalid e) {
            var again = list(Filters.of(request), form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @GetMapping(BASE + "/{id}")
    public ModelAndView show(@PathVariable long id, HttpServletRequest request) {
        return page(new EngagementId(id), Form.empty(), 0, false, frames.texts(request));
    }

    private ModelAndView page(EngagementId id, Form form, long at, boolean changed, Texts t) {
        var e = engagements.require(id);
        boolean keeps = engagements.mayKeep(e) && !e.ended();
        return new ModelAndView(
                "inspections/web/engagement",
                "page",
                new ShowPage(
                        e,
                        inspections.unitName(e.unit().value(), t),
                        engagements.today(e),
                        queries.guests(id, t),
                        queries.visits(id),
                        queries.requests(id, t),
                        queries.readings(id, t),
                        keeps,
                        room.joined(id),
                        keeps ? inspections.people(t) : Map.of(),
                        keeps ? queries.free(e.unit().value()) : Map.of(),
                        form,
                        at,
                        changed));
    }

    /// The requests of an engagement with what was released, as a list to file.
    @GetMapping(BASE + "/{id}/export")
    public void export(
            @PathVariable long id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        engagements.require(new EngagementId(id));
        new Sheet(
                        "requests-" + id,
                        Sheet.heads(
                                t,
                                "inspections.col.",
                                "number",
                                "request",
                                "asker",
                                "due",
                                "state",
                                "answer",
                                "released",
                                "sha256"),
                        queries.requests(new EngagementId(id), t).stream().flatMap(q -> {
                            var rows = q.releases().stream()
                                    .filter(r -> !r.withdrawn())
                                    .map(r -> row(q, r, t))
                                    .toList();
                            return rows.isEmpty() ? java.util.stream.Stream.of(row(q, null, t)) : rows.stream();
                        }))
                .write(format, response);
    }

    private static List<@Nullable Object> row(EvidenceRequest q, EvidenceRequest.@Nullable Released r, Texts t) {
        return Sheet.row(
                q.number(),
                q.text(),
                q.asker(),
                q.due(),
                t.of("inspections.request." + q.state()),
                q.answer(),
                r == null ? null : r.title(),
                r == null ? null : r.sha256());
    }

    @PostMapping(BASE + "/{id}/{step:move|end|invite|dismiss|include|ask}")
    public ModelAndView step(
            @PathVariable long id,
            @PathVariable String step,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var e = new EngagementId(id);
        engagements.require(e);
        return attempt(e, 0, params, request, redirect, step, form -> take(e, step, form));
    }

    private void take(EngagementId id, String step, Form form) {
        switch (step) {
            case "move" -> {
                var from = form.date("from");
                var to = form.date("to");
                int version = form.version();
                form.check();
                engagements.move(id, version, from, to);
            }
            case "end" -> {
                int version = form.version();
                String because = form.text("because", 1000);
                form.check();
                engagements.end(id, version, because);
            }
            case "include" -> {
                int visit = form.integer("inspection", 1, Integer.MAX_VALUE);
                form.check();
                engagements.include(id, new InspectionId(visit));
            }
            case "ask" -> {
                String text = form.text("text", 2000);
                var due = form.optionalDate("due");
                form.check();
                room.ask(id, text, due);
            }
            default -> {
                var person = new PersonId(form.integer("person", 1, Integer.MAX_VALUE));
                form.check();
                if (step.equals("invite")) {
                    engagements.invite(id, person);
                } else {
                    engagements.dismiss(id, person);
                }
            }
        }
    }

    @PostMapping("/inspections/requests/{request}/{step:withdraw|decline}")
    public ModelAndView answer(
            @PathVariable("request") long id,
            @PathVariable String step,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var e = room.engagementOf(id);
        return attempt(e, id, params, request, redirect, "request." + step, form -> {
            if (step.equals("withdraw")) {
                room.withdraw(id);
            } else {
                int version = form.version();
                String because = form.text("because", 2000);
                form.check();
                room.decline(id, version, because);
            }
        });
    }

    /// A copy for a request: of a record by its number, of a kept file, or of a file that comes along.
    @PostMapping("/inspections/requests/{request}/release")
    public ModelAndView release(
            @PathVariable("request") long id,
            @RequestParam Map<String, String> params,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var e = room.engagementOf(id);
        Texts t = frames.texts(request);
        return attempt(e, id, params, request, redirect, "release", form -> {
            String record = form.optionalText("record", 300);
            String note = form.optionalText("note", 2000);
            form.check();
            release(id, record, note, file, t);
        });
    }

    private void release(long id, String record, String note, @Nullable MultipartFile file, Texts t) {
        if (file != null && !file.isEmpty()) {
            try (var in = file.getInputStream()) {
                room.releaseFile(id, in, Objects.requireNonNullElse(file.getOriginalFilename(), "file"), note);
            } catch (IOException unread) {
                throw new UncheckedIOException(unread);
            }
            return;
        }
        var kept = EvidenceRoom.kept(record);
        if (kept.isPresent()) {
            room.releaseKept(id, new EvidenceId(kept.getAsLong()), note);
        } else if (record.isBlank()) {
            throw new Invalid("record", "inspections.invalid.nothing");
        } else {
            room.releaseRecord(id, record, note, t);
        }
    }

    @PostMapping("/inspections/releases/{release}/take-back")
    public ModelAndView takeBack(
            @PathVariable long release,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var e = room.engagementOfRelease(release);
        return attempt(e, 0, params, request, redirect, "takenBack", form -> {
            String because = form.text("because", 1000);
            form.check();
            room.takeBack(release, because);
        });
    }

    /// A copy itself. That it was opened is noted.
    @GetMapping("/inspections/releases/{release}/content")
    public ResponseEntity<Resource> content(@PathVariable long release) {
        return ContentAnswer.of(room.open(release), false);
    }

    private interface Step {
        void take(Form form);
    }

    /// @param at the request whose form it is
    /// @param done last part of the message key `inspections.done.…`
    private ModelAndView attempt(
            EngagementId id,
            long at,
            Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect,
            String done,
            Step step) {
        var form = Form.of(params);
        Texts t = frames.texts(request);
        try {
            step.take(form);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, at, false, t);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var again = page(id, form, at, true, t);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
        Flash.done(redirect, "inspections.done." + done);
        return new ModelAndView("redirect:" + BASE + "/" + id);
    }
}
