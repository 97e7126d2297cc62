package org.verdite.funds.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.funds.FundingLine;
import org.verdite.funds.FundingPlans;
import org.verdite.funds.FundingPlans.ChangedMeanwhile;
import org.verdite.funds.LineId;
import org.verdite.funds.LineTerms;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One funding line and the steps that are taken with it.
@Controller
class LineController {

    private final Frames frames;
    private final LineShow show;
    private final LineForms forms;
    private final FundingPlans plans;
    private final Access access;

    LineController(Frames frames, LineShow show, LineForms forms, FundingPlans plans, Access access) {
        this.frames = frames;
        this.show = show;
        this.forms = forms;
        this.plans = plans;
        this.access = access;
    }

    @GetMapping("/funds/lines/{id}")
    public ModelAndView line(@PathVariable long id, HttpServletRequest request) {
        return page(new LineId(id), Form.empty(), null, request);
    }

    private ModelAndView page(LineId id, Form form, @Nullable ChangedMeanwhile changed, HttpServletRequest request) {
        return new ModelAndView("funds/web/line", "page", show.line(id, form, changed, frames.texts(request)));
    }

    private interface Step {
        void take();
    }

    /// What can't be taken as typed stays on the page; what changed meanwhile is shown there.
    private ModelAndView step(
            LineId id, Form form, HttpServletRequest request, RedirectAttributes redirect, String done, Step step) {
        try {
            step.take();
            Flash.done(redirect, done);
            return new ModelAndView("redirect:/funds/lines/" + id);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, null, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (ChangedMeanwhile e) {
            var again = page(id, Form.empty(), e, request);
            again.setStatus(HttpStatus.CONFLICT);
            return again;
        }
    }

    @PostMapping("/funds/lines/{id}/approval")
    public ModelAndView approve(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var line = new LineId(id);
        return step(line, form, request, redirect, "funds.done.approved", () -> plans.approve(line, form.version()));
    }

    @PostMapping("/funds/lines/{id}/rejection")
    public ModelAndView reject(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var line = new LineId(id);
        return step(
                line,
                form,
                request,
                redirect,
                "funds.done.rejected",
                () -> plans.reject(line, form.version(), form.typed("reason")));
    }

    @PostMapping("/funds/lines/{id}/withdrawal")
    public ModelAndView withdraw(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var line = new LineId(id);
        return step(
                line,
                form,
                request,
                redirect,
                "funds.done.withdrawn",
                () -> plans.withdraw(line, form.version(), form.typed("reason")));
    }

    @PostMapping("/funds/lines/{id}/closure")
    public ModelAndView close(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var line = new LineId(id);
        return step(
                line,
                form,
                request,
                redirect,
                "funds.done.closed",
                () -> plans.close(line, form.version(), form.typed("reason")));
    }

    @GetMapping("/funds/lines/{id}/change")
    public ModelAndView change(@PathVariable long id, HttpServletRequest request) {
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        return change(line, Merge.remember(stored(line)).with("version", line.version()), frames.texts(request));
    }

    /// What waits, else what holds.
    private Form stored(FundingLine line) {
        return LineForms.filled(plans.versions(line.id()).getFirst().terms());
    }

    private ModelAndView change(FundingLine line, Form form, Texts t) {
        return new ModelAndView("funds/web/changeLine", "page", new LinePages.Change(line, form, forms.people(t)));
    }

    @PostMapping("/funds/lines/{id}/change")
    public ModelAndView change(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        var line = plans.get(new LineId(id));
        access.require(Permission.FUNDS_EDIT, line.unit());
        try {
            LineTerms terms = LineForms.terms(form);
            String reason = form.text("reason", 500);
            form.check();
            plans.change(line.id(), form.version(), terms, reason);
            Flash.done(redirect, "funds.done.changed");
            return new ModelAndView("redirect:/funds/lines/" + id);
        } catch (Invalid e) {
            var again = change(line, form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        } catch (Conflict e) {
            var both = new ModelAndView(
                    "funds/web/conflict", "page", show.conflict(plans.get(line.id()), form, frames.texts(request)));
            both.setStatus(HttpStatus.CONFLICT);
            return both;
        }
    }
}
