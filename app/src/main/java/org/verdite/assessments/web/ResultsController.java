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
import org.verdite.assessments.Assessments;
import org.verdite.assessments.NewRecognition.Scheme;
import org.verdite.assessments.NewResult;
import org.verdite.assessments.NewResult.Outcome;
import org.verdite.indicators.RollUps;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// Results of assessments by a scheme's standard.
@Controller
class ResultsController {

    private final Frames frames;
    private final RecognitionQueries queries;
    private final CertificateQueries certificates;
    private final Assessments assessments;
    private final RollUps rollUps;

    ResultsController(
            Frames frames,
            RecognitionQueries queries,
            CertificateQueries certificates,
            Assessments assessments,
            RollUps rollUps) {
        this.frames = frames;
        this.queries = queries;
        this.certificates = certificates;
        this.assessments = assessments;
        this.rollUps = rollUps;
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    @GetMapping("/assessments/results/{id:\\d{1,18}}")
    public ModelAndView result(@PathVariable long id) {
        return new ModelAndView("assessments/web/result", "page", queries.result(id, Form.empty()));
    }

    @PostMapping("/assessments/results/{id:\\d{1,18}}/strike")
    public ModelAndView strike(
            @PathVariable long id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            assessments.strike(id, form.typed("because"));
            Flash.done(redirect, "assessments.done.struck");
            return new ModelAndView("redirect:/assessments/results/" + id);
        } catch (Invalid e) {
            return refused(new ModelAndView("assessments/web/result", "page", queries.result(id, form.refused(e))));
        }
    }

    @GetMapping("/assessments/results")
    public ModelAndView results(HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/results",
                "page",
                rollUps.across(() -> queries.results(Filters.of(request), rollUps.of(request), frames.texts(request))));
    }

    @GetMapping("/assessments/results/new")
    public ModelAndView newResult(HttpServletRequest request) {
        return resultForm(Form.of(request.getParameterMap()), frames.texts(request));
    }

    private ModelAndView resultForm(Form form, Texts t) {
        var schemes = CertificateQueries.words("assessments.scheme.", Scheme.values(), t);
        schemes.remove("MINE_PARK");
        return new ModelAndView(
                "assessments/web/newResult",
                "page",
                new AssessmentPages.NewResultPage(
                        form,
                        certificates.sites(t),
                        schemes,
                        CertificateQueries.words("assessments.outcome.", Outcome.values(), t)));
    }

    @PostMapping("/assessments/results")
    public ModelAndView record(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var result = new NewResult(
                    new SiteId(form.integer("site", 1, Integer.MAX_VALUE)),
                    form.choice("scheme", Scheme.class),
                    form.text("edition", 100),
                    form.date("assessedOn"),
                    form.text("assessedBy", 200),
                    form.choice("outcome", Outcome.class),
                    form.optionalNumber("score"),
                    form.optionalText("note", 500));
            form.check();
            assessments.record(result);
            Flash.done(redirect, "assessments.done.result");
            return new ModelAndView("redirect:/assessments/results?scheme=" + result.scheme());
        } catch (Invalid e) {
            return refused(resultForm(form.ok() ? form.refused(e) : form, frames.texts(request)));
        }
    }
}
