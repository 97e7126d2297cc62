package org.verdite.rectification.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Permission;
import org.verdite.rectification.SampleRule;
import org.verdite.rectification.SampleRules;
import org.verdite.rectification.Severity;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.NotPermitted;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Sheet;

/// By which rule corrections on the spot are drawn for verification, and the lots that were drawn by.
@Controller
class SamplingController {

    private static final String LIST = "/rectification/sampling";

    record SamplingPage(List<SampleRule> rules, List<Lots.Lot> lots, boolean mayChange) {}

    record SampleRulePage(SampleRule rule, Form form) {}

    private final SampleRules rules;
    private final Lots lots;
    private final Frames frames;

    SamplingController(SampleRules rules, Lots lots, Frames frames) {
        this.rules = rules;
        this.lots = lots;
        this.frames = frames;
    }

    @GetMapping(LIST)
    ModelAndView page() {
        return new ModelAndView(
                "rectification/web/sampling", "page", new SamplingPage(rules.all(), lots.all(), rules.mayChange()));
    }

    @GetMapping(LIST + "/export")
    void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        var heads = Sheet.heads(t, "rectification.sampling.", "month", "fingerprint", "lot");
        var rows = lots.all().stream().map(l -> Sheet.row(l.month().toString(), l.fingerprint(), l.lot()));
        new Sheet("sampling-lots", heads, rows).write(format, response);
    }

    @GetMapping(LIST + "/{severity}")
    ModelAndView form(@PathVariable String severity) {
        requireMayChange();
        var rule = rules.of(known(severity));
        return page(
                rule,
                Form.empty()
                        .with("version", rule.version())
                        .with("share", rule.share())
                        .with("least", rule.least())
                        .with("waitDays", rule.waitDays())
                        .with("raisedDays", rule.raisedDays()));
    }

    @PostMapping(LIST + "/{severity}")
    ModelAndView change(
            @PathVariable String severity, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        requireMayChange();
        var which = known(severity);
        var form = Form.of(params);
        try {
            int share = form.integer("share", 0, 100);
            int least = form.integer("least", 0, 1000);
            int wait = form.integer("waitDays", 0, 365);
            int raised = form.integer("raisedDays", 0, 365);
            form.check();
            rules.change(new SampleRule(which, share, least, wait, raised, form.version()));
            Flash.done(redirect, "rectification.flash.rule");
            return new ModelAndView("redirect:" + LIST);
        } catch (Invalid e) {
            return refused(which, form.ok() ? form.refused(e) : form, HttpStatus.UNPROCESSABLE_CONTENT);
        } catch (Conflict e) {
            form.problem("share", "rectification.rules.changed");
            return refused(which, form, HttpStatus.CONFLICT);
        }
    }

    private ModelAndView refused(Severity severity, Form form, HttpStatus status) {
        var page = page(rules.of(severity), form);
        page.setStatus(status);
        return page;
    }

    private static ModelAndView page(SampleRule rule, Form form) {
        return new ModelAndView("rectification/web/samplingForm", "page", new SampleRulePage(rule, form));
    }

    private void requireMayChange() {
        if (!rules.mayChange()) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
    }

    private static Severity known(String word) {
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(word.toUpperCase(Locale.ROOT))) {
                return severity;
            }
        }
        throw new NotHere("severity " + word);
    }
}
