package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.governance.NewReview;
import org.verdite.governance.Reviews;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Management reviews: the list, and planning one.
@Controller
class ReviewsController {

    record ListPage(
            Filters filters,
            Page<ReviewQueries.Row> list,
            Map<String, String> kinds,
            Map<String, String> years,
            boolean mayHold,
            LocalDate today) {

        String view() {
            return filters.has("view") ? filters.get("view") : "open";
        }
    }

    record NewPage(Form form, Map<String, String> units, Map<String, String> people) {}

    private final ReviewQueries queries;
    private final Reviews reviews;
    private final Access access;
    private final Frames frames;

    ReviewsController(ReviewQueries queries, Reviews reviews, Access access, Frames frames) {
        this.queries = queries;
        this.reviews = reviews;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/governance/reviews")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        var today = queries.today(t);
        return new ModelAndView(
                "governance/web/reviews",
                "page",
                new ListPage(
                        filters,
                        queries.list(filters, t),
                        kinds(t),
                        years(today),
                        access.mayAnywhere(Permission.REVIEW_HOLD),
                        today));
    }

    static Map<String, String> kinds(Texts t) {
        var kinds = new LinkedHashMap<String, String>();
        for (String kind : List.of("GROUP", "SUBSIDIARY", "SITE")) {
            kinds.put(kind, t.of("governance.kind." + kind));
        }
        return kinds;
    }

    private static Map<String, String> years(LocalDate today) {
        var years = new LinkedHashMap<String, String>();
        for (int year = today.getYear(); year > today.getYear() - 6; year--) {
            years.put(String.valueOf(year), String.valueOf(year));
        }
        return years;
    }

    @GetMapping("/governance/reviews/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "reviews",
                        Sheet.heads(
                                t,
                                "governance.col.",
                                "number",
                                "year",
                                "kind",
                                "where",
                                "on",
                                "chair",
                                "answered",
                                "inputs",
                                "decisions",
                                "state"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        r.year(),
                                        t.of("governance.kind." + r.kind()),
                                        r.where(),
                                        r.on(),
                                        r.chair(),
                                        r.answered(),
                                        r.inputs(),
                                        r.decisions(),
                                        t.of("governance.state." + r.state()))))
                .write(format, response);
    }

    @GetMapping("/governance/reviews/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        Texts t = frames.texts(request);
        var today = queries.today(t);
        return fresh(
                Form.empty()
                        .with("at", request.getParameter("unit"))
                        .with("year", today.getYear())
                        .with("on", today.plusDays(30))
                        .with("preparer", Scope.current().person()),
                t);
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.REVIEW_HOLD)) {
            throw new NotPermitted(Permission.REVIEW_HOLD.name());
        }
    }

    private ModelAndView fresh(Form form, Texts t) {
        return new ModelAndView(
                "governance/web/newReview", "page", new NewPage(form, queries.units(t), queries.people(t)));
    }

    @PostMapping("/governance/reviews")
    public ModelAndView plan(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var review = new NewReview(
                    new UnitId(form.integer("at", 1, Integer.MAX_VALUE)),
                    form.integer("year", 1990, 2200),
                    form.date("on"),
                    new PersonId(form.integer("preparer", 1, Integer.MAX_VALUE)),
                    new PersonId(form.integer("chair", 1, Integer.MAX_VALUE)),
                    Ticked.people(request, "participants"));
            form.check();
            var id = reviews.plan(review);
            Flash.done(redirect, "governance.done.planned");
            return new ModelAndView("redirect:/governance/reviews/" + id);
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
