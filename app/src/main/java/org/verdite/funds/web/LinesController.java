package org.verdite.funds.web;

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
import org.verdite.funds.Category;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.LineId;
import org.verdite.funds.Nature;
import org.verdite.funds.NewLine;
import org.verdite.indicators.RollUps;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// Funding lines: the list, and asking for another.
@Controller
class LinesController {

    private final Frames frames;
    private final LineQueries queries;
    private final LineForms forms;
    private final FundingPlans plans;
    private final RollUps rollUps;
    private final Access access;
    private final Days days;

    LinesController(
            Frames frames,
            LineQueries queries,
            LineForms forms,
            FundingPlans plans,
            RollUps rollUps,
            Access access,
            Days days) {
        this.frames = frames;
        this.queries = queries;
        this.forms = forms;
        this.plans = plans;
        this.rollUps = rollUps;
        this.access = access;
        this.days = days;
    }

    @GetMapping("/funds/lines")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        if (filters.has("standing") && !filters.has("year")) {
            return new ModelAndView("redirect:"
                    + filters.with("year", String.valueOf(days.today().getYear())));
        }
        var asked = queries.filter(filters, rollUps.of(request));
        return new ModelAndView(
                "funds/web/lines",
                "page",
                asked.filters().has("structure")
                        ? rollUps.across(() -> queries.listed(asked, t))
                        : queries.listed(asked, t));
    }

    @GetMapping("/funds/lines/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var rollUp = rollUps.of(request);
        var rows = Page.all(Filters.of(request), f -> queries.page(queries.filter(f, rollUp)))
                .map(r -> Sheet.row(
                        r.number(),
                        r.year(),
                        t.of(r.unit()),
                        r.title(),
                        t.of("funds.category." + r.category()),
                        t.of("funds.nature." + r.nature()),
                        t.of("funds.line.state." + r.state()),
                        r.currency(),
                        r.planned(),
                        r.approved(),
                        r.committed(),
                        r.spent(),
                        r.unrated(),
                        r.percent(),
                        t.of(r.owner()),
                        r.origin()));
        new Sheet(
                        "funding-lines",
                        Sheet.heads(
                                t,
                                "funds.head.",
                                "line",
                                "year",
                                "unit",
                                "text",
                                "category",
                                "nature",
                                "state",
                                "currency",
                                "planned",
                                "approved",
                                "committed",
                                "spent",
                                "unrated",
                                "percent",
                                "owner",
                                "origin"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/funds/lines/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        return fresh(
                Form.empty()
                        .with("year", days.today().getYear())
                        .with("currency", "CNY")
                        .with("place", request.getParameter("unit"))
                        .with("owner", Scope.current().person())
                        .with("origin", request.getParameter("origin")),
                frames.texts(request));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.FUNDS_EDIT)) {
            throw new NotPermitted(Permission.FUNDS_EDIT.name());
        }
    }

    private ModelAndView fresh(Form form, Texts t) {
        return new ModelAndView("funds/web/newLine", "page", forms.fresh(form, t));
    }

    @PostMapping("/funds/lines")
    public ModelAndView propose(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var line = new NewLine(
                    new UnitId(form.integer("place", 1, Integer.MAX_VALUE)),
                    form.integer("year", 1990, 2200),
                    form.choice("category", Category.class),
                    form.choice("nature", Nature.class),
                    LineForms.currency(form, "currency"),
                    LineForms.terms(form),
                    LineForms.origin(form));
            form.check();
            LineId id = plans.propose(line);
            Flash.done(redirect, "funds.done.proposed");
            return new ModelAndView("redirect:/funds/lines/" + id);
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
