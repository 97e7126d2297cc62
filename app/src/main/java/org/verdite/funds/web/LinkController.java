package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.LineLinks;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Saying which spending belongs to which line.
@Controller
class LinkController {

    /// The page of a posting has a field for its reversal's reason already.
    private static final Map<String, String> FIELDS = Map.of("postings", "line", "reason", "why");

    private final Frames frames;
    private final FundingPlans plans;
    private final LineLinks links;
    private final LineQueries queries;
    private final FundsQueries postings;
    private final Access access;

    LinkController(
            Frames frames,
            FundingPlans plans,
            LineLinks links,
            LineQueries queries,
            FundsQueries postings,
            Access access) {
        this.frames = frames;
        this.plans = plans;
        this.links = links;
        this.queries = queries;
        this.postings = postings;
        this.access = access;
    }

    @GetMapping("/funds/lines/{id}/postings")
    public ModelAndView candidates(@PathVariable long id, HttpServletRequest request) {
        return candidates(new LineId(id), Filters.of(request), Form.empty());
    }

    private ModelAndView candidates(LineId id, Filters filters, Form form) {
        var line = plans.get(id);
        access.require(Permission.FUNDS_EDIT, line.unit());
        return new ModelAndView(
                "funds/web/linkPostings",
                "page",
                new LinePages.Linking(line, queries.candidates(id, filters), filters, form));
    }

    @GetMapping("/funds/lines/{id}/postings/export")
    public void export(
            @PathVariable long id,
            @RequestParam(defaultValue = "csv") String format,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        Texts t = frames.texts(request);
        new Sheet(
                        "postings",
                        Sheet.heads(
                                t, "funds.head.", "number", "month", "unit", "text", "document", "amount", "currency"),
                        Page.all(Filters.of(request), f -> queries.candidates(line.id(), f))
                                .map(p -> Sheet.row(
                                        p.id(),
                                        p.month().toString(),
                                        t.of(p.unit()),
                                        p.text(),
                                        p.document(),
                                        p.amount(),
                                        p.currency())))
                .write(format, response);
    }

    @PostMapping("/funds/lines/{id}/postings")
    public ModelAndView link(@PathVariable long id, HttpServletRequest request, RedirectAttributes redirect) {
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        try {
            int linked = links.link(line.id(), ticked(request));
            Flash.done(redirect, "funds.done.linked", linked);
            return new ModelAndView("redirect:/funds/lines/" + id + "#postings");
        } catch (Invalid e) {
            var again = candidates(
                    line.id(),
                    new Filters("/funds/lines/" + id + "/postings", Map.of()),
                    Form.empty().refused(e));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static Set<Long> ticked(HttpServletRequest request) {
        return Arrays.stream(Objects.requireNonNullElse(request.getParameterValues("postings"), new String[0]))
                .filter(p -> p.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// From the posting's own page: to a line, to another one, or to none.
    @PostMapping("/funds/postings/{id}/line")
    public ModelAndView place(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        var shown = postings.posting(id, form);
        try {
            boolean there = shown.fundingLine() != null;
            if (!there) {
                links.link(line(form), Set.of(id));
            } else if (form.has("line")) {
                links.move(id, line(form), form.text("why", 500));
            } else {
                links.unlink(id, form.text("why", 500));
            }
            Flash.done(redirect, form.has("line") ? "funds.done.placed" : "funds.done.unlinked");
            return new ModelAndView("redirect:/funds/postings/" + id);
        } catch (Invalid e) {
            if (form.ok()) {
                e.problems()
                        .forEach(p -> form.problem(
                                FIELDS.getOrDefault(p.field(), p.field()),
                                p.key(),
                                p.args().toArray()));
            }
            var again = new ModelAndView("funds/web/posting", "page", postings.posting(id, form));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static LineId line(Form form) {
        int id = form.integer("line", 1, Integer.MAX_VALUE);
        form.check();
        return new LineId(id);
    }
}
