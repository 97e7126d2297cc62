package org.verdite.governance.web.committee;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.committee.Committees;
import org.verdite.governance.web.ReviewQueries;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Committees: the list, and setting one up.
@Controller
class CommitteesController {

    record ListPage(Filters filters, Page<CommitteeQueries.Row> list, Map<String, String> kinds, boolean mayRule) {
        String view() {
            return filters.has("view") ? filters.get("view") : "standing";
        }
    }

    record NewPage(Form form, Map<String, String> units, Map<String, String> kinds) {}

    private final CommitteeQueries queries;
    private final ReviewQueries choices;
    private final Committees committees;
    private final Access access;
    private final Frames frames;

    CommitteesController(
            CommitteeQueries queries, ReviewQueries choices, Committees committees, Access access, Frames frames) {
        this.queries = queries;
        this.choices = choices;
        this.committees = committees;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/governance/committees")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "governance/web/committee/committees",
                "page",
                new ListPage(
                        filters,
                        queries.list(filters, t),
                        CommitteeForms.kinds(t),
                        access.mayAnywhere(Permission.REVIEW_HOLD)));
    }

    @GetMapping("/governance/committees/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "committees",
                        Sheet.heads(
                                t,
                                "governance.col.",
                                "committee",
                                "kind",
                                "where",
                                "seats",
                                "lastMeeting",
                                "nextMeeting",
                                "openActions",
                                "since",
                                "ended"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.name(),
                                        t.of("governance.committeeKind." + r.kind()),
                                        r.where(),
                                        r.seats(),
                                        r.last(),
                                        r.next(),
                                        r.actions(),
                                        r.opened(),
                                        r.closed())))
                .write(format, response);
    }

    @GetMapping("/governance/committees/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        Texts t = frames.texts(request);
        return fresh(
                Form.empty()
                        .with("at", request.getParameter("unit"))
                        .with("kind", "PRODUCTION_SAFETY")
                        .with("quorum", 50)
                        .with("opened", choices.today(t))
                        .with("bindingFrom", choices.today(t)),
                t);
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.REVIEW_HOLD)) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
    }

    private ModelAndView fresh(Form form, Texts t) {
        return new ModelAndView(
                "governance/web/committee/newCommittee",
                "page",
                new NewPage(form, choices.units(t), CommitteeForms.kinds(t)));
    }

    @PostMapping("/governance/committees")
    public ModelAndView setUp(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var id = committees.setUp(CommitteeForms.read(form));
            Flash.done(redirect, "governance.done.committee");
            return new ModelAndView("redirect:/governance/committees/" + id);
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
