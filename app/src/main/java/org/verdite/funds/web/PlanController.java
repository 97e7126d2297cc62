package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.PlanRules;
import org.verdite.funds.PlanRules.BudgetRate;
import org.verdite.shared.Invalid;
import org.verdite.shared.Money;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// Plan against actual, and the rules and rates by which it is told.
@Controller
class PlanController {

    private final Frames frames;
    private final PlanShow show;
    private final PlanSettings settings;
    private final PlanRules rules;

    PlanController(Frames frames, PlanShow show, PlanSettings settings, PlanRules rules) {
        this.frames = frames;
        this.show = show;
        this.settings = settings;
        this.rules = rules;
    }

    @GetMapping("/funds/plan")
    public ModelAndView plan(HttpServletRequest request) {
        return new ModelAndView("funds/web/plan", "page", show.shown(request, frames.texts(request)));
    }

    @GetMapping("/funds/plan/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var page = show.shown(request, t);
        String currency = page.table().asked().currency();
        var rows = Stream.concat(page.rows().stream(), Stream.of(page.total()))
                .map(r -> Sheet.row(
                        r.name(),
                        currency,
                        r.figures().planned(),
                        r.figures().approved(),
                        r.figures().committed(),
                        r.figures().due(),
                        r.figures().spent(),
                        r.figures().spentAsPlanned(),
                        r.figures().unplanned(),
                        r.figures().rest(),
                        r.figures().percent(),
                        String.join(
                                "; ",
                                r.figures().gaps().stream()
                                        .map(g -> PlanWords.gap(g, page.table(), t))
                                        .toList())));
        new Sheet(
                        "plan-against-actual",
                        Sheet.heads(
                                t,
                                "funds.head.",
                                page.by(),
                                "currency",
                                "planned",
                                "approved",
                                "committed",
                                "due",
                                "spent",
                                "spentAsPlanned",
                                "unplanned",
                                "rest",
                                "percent",
                                "missing"),
                        rows)
                .write(format, response);
    }

    @GetMapping("/funds/plan/settings")
    public ModelAndView settings() {
        return settings(Form.empty());
    }

    private ModelAndView settings(Form form) {
        return new ModelAndView("funds/web/planSettings", "page", settings.shown(form));
    }

    @GetMapping("/funds/plan/settings/export")
    public void exportSettings(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "budget-rates",
                        Sheet.heads(t, "funds.head.", "currency", "year", "budget", "source", "superseded"),
                        settings.rates().stream()
                                .map(r -> Sheet.row(
                                        r.currency(), r.year(), r.rate(), r.source(), t.time(r.superseded()))))
                .write(format, response);
    }

    @PostMapping("/funds/plan/rules")
    public ModelAndView rule(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var from = form.date("from");
            var over = form.number("over");
            var under = form.number("under");
            var threshold = new Money(form.amount("threshold"), LineForms.currency(form, "in"));
            form.check();
            rules.set(from, over, under, threshold);
            Flash.done(redirect, "funds.done.rule");
            return new ModelAndView("redirect:/funds/plan/settings");
        } catch (Invalid e) {
            return again(form, e);
        }
    }

    @PostMapping("/funds/plan/rates")
    public ModelAndView rate(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var rate = new BudgetRate(
                    form.text("currency", 3).toUpperCase(Locale.ROOT),
                    form.integer("year", 1990, 2200),
                    form.amount("rate"),
                    form.text("source", 200));
            form.check();
            rules.fix(rate);
            Flash.done(redirect, "funds.done.budget", rate.currency(), String.valueOf(rate.year()));
            return new ModelAndView("redirect:/funds/plan/settings");
        } catch (Invalid e) {
            return again(form, e);
        }
    }

    private ModelAndView again(Form form, Invalid e) {
        var again = settings(form.ok() ? form.refused(e) : form);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }
}
