package org.verdite.assessments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewPlan;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// Which sites a certificate covers, and what is planned for those that none covers.
@Controller
class CoveringController {

    private final Frames frames;
    private final CertificateQueries queries;
    private final Certificates certificates;

    CoveringController(Frames frames, CertificateQueries queries, Certificates certificates) {
        this.frames = frames;
        this.queries = queries;
        this.certificates = certificates;
    }

    @PostMapping("/assessments/certificates/{id}/sites")
    public ModelAndView cover(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var site = new SiteId(form.integer("covered", 1, Integer.MAX_VALUE));
            LocalDate from = form.date("from");
            LocalDate to = form.optionalDate("to");
            form.check();
            certificates.cover(new CertificateId(id), site, from, to);
            Flash.done(redirect, "assessments.done.covered");
            return new ModelAndView("redirect:/assessments/certificates/" + id);
        } catch (Invalid e) {
            return refused(id, form, e, request);
        }
    }

    @PostMapping("/assessments/certificates/{id}/sites/leave")
    public ModelAndView uncover(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var site = new SiteId(form.integer("leaving", 1, Integer.MAX_VALUE));
            LocalDate on = form.date("on");
            form.check();
            certificates.uncover(new CertificateId(id), site, on);
            Flash.done(redirect, "assessments.done.uncovered");
            return new ModelAndView("redirect:/assessments/certificates/" + id);
        } catch (Invalid e) {
            return refused(id, form, e, request);
        }
    }

    private ModelAndView refused(long id, Form form, Invalid e, HttpServletRequest request) {
        var again = new ModelAndView(
                "assessments/web/certificate",
                "page",
                queries.certificate(id, form.ok() ? form.refused(e) : form, frames.texts(request)));
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @GetMapping("/assessments/plans/new")
    public ModelAndView newPlan(HttpServletRequest request) {
        return planPage(Form.empty().with("site", request.getParameter("site")), request);
    }

    private ModelAndView planPage(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/plan",
                "page",
                new AssessmentPages.PlanPage(form, queries.sites(frames.texts(request))));
    }

    @PostMapping("/assessments/plans")
    public ModelAndView plan(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var plan = new NewPlan(
                    new SiteId(form.integer("site", 1, Integer.MAX_VALUE)),
                    NewCertificate.ISO_14001,
                    form.texts("note", 500),
                    form.optionalText("acceptedBy", 200),
                    form.date("from"),
                    form.optionalDate("to"));
            form.check();
            certificates.plan(plan);
            Flash.done(redirect, "assessments.done.planned");
            return new ModelAndView("redirect:/assessments/coverage");
        } catch (Invalid e) {
            var again = planPage(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
