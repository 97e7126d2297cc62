package org.verdite.assessments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.assessments.NewRecognition;
import org.verdite.assessments.NewRecognition.Level;
import org.verdite.assessments.NewRecognition.Scheme;
import org.verdite.assessments.Recognitions;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// Coverage on any day, and recognitions.
@Controller
class RecognitionsController {

    private final Frames frames;
    private final CoverageQueries coverage;
    private final RecognitionQueries queries;
    private final CertificateQueries certificates;
    private final Recognitions recognitions;
    private final RollUps rollUps;

    RecognitionsController(
            Frames frames,
            CoverageQueries coverage,
            RecognitionQueries queries,
            CertificateQueries certificates,
            Recognitions recognitions,
            RollUps rollUps) {
        this.frames = frames;
        this.coverage = coverage;
        this.queries = queries;
        this.certificates = certificates;
        this.recognitions = recognitions;
        this.rollUps = rollUps;
    }

    @GetMapping("/assessments/coverage")
    public ModelAndView coverage(HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/coverage",
                "page",
                rollUps.across(() -> coverage.page(Filters.of(request), rollUps.of(request), frames.texts(request))));
    }

    @GetMapping("/assessments/recognitions")
    public ModelAndView recognitions(HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/recognitions",
                "page",
                rollUps.across(
                        () -> queries.recognitions(Filters.of(request), rollUps.of(request), frames.texts(request))));
    }

    @GetMapping("/assessments/recognitions/{id}")
    public ModelAndView recognition(@PathVariable long id) {
        return new ModelAndView("assessments/web/recognition", "page", queries.recognition(id, Form.empty()));
    }

    @GetMapping("/assessments/recognitions/new")
    public ModelAndView newRecognition(HttpServletRequest request) {
        return recognitionForm(Form.empty(), frames.texts(request));
    }

    private ModelAndView recognitionForm(Form form, Texts t) {
        return new ModelAndView(
                "assessments/web/newRecognition",
                "page",
                new AssessmentPages.NewRecognitionPage(
                        form,
                        certificates.sites(t),
                        CertificateQueries.words("assessments.scheme.", Scheme.values(), t),
                        CertificateQueries.words("assessments.level.", Level.values(), t)));
    }

    @PostMapping("/assessments/recognitions")
    public ModelAndView recognise(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var listed = form.date("listed");
            var recognition = new NewRecognition(
                    new SiteId(form.integer("site", 1, Integer.MAX_VALUE)),
                    form.choice("scheme", Scheme.class),
                    form.choice("level", Level.class),
                    listed,
                    null,
                    form.has("listYear") ? form.integer("listYear", 1990, 2200) : listed.getYear(),
                    form.text("source", 300));
            form.check();
            long id = recognitions.recognise(recognition);
            Flash.done(redirect, "assessments.done.recognised");
            return new ModelAndView("redirect:/assessments/recognitions/" + id);
        } catch (Invalid e) {
            return refused(recognitionForm(form.ok() ? form.refused(e) : form, frames.texts(request)));
        }
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @PostMapping("/assessments/recognitions/{id}/delisting")
    public ModelAndView delist(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var on = form.date("delisted");
            String note = form.text("note", 300);
            form.check();
            long next = recognitions.delist(id, on, note);
            Flash.done(redirect, "assessments.done.delisted");
            return new ModelAndView("redirect:/assessments/recognitions/" + next);
        } catch (Invalid e) {
            return refused(new ModelAndView(
                    "assessments/web/recognition",
                    "page",
                    queries.recognition(id, form.ok() ? form.refused(e) : form)));
        }
    }

    @PostMapping("/assessments/recognitions/{id}/strike")
    public ModelAndView strike(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            recognitions.strike(id, form.typed("because"));
            Flash.done(redirect, "assessments.done.struck");
            return new ModelAndView("redirect:/assessments/recognitions/" + id);
        } catch (Invalid e) {
            return refused(
                    new ModelAndView("assessments/web/recognition", "page", queries.recognition(id, form.refused(e))));
        }
    }
}
