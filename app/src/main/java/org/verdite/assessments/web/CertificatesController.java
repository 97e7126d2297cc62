package org.verdite.assessments.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewCertificate;
import org.verdite.assessments.NewEvent;
import org.verdite.documents.Evidence;
import org.verdite.shared.Invalid;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;

/// Certificates and what happens to them.
@Controller
class CertificatesController {

    private final Frames frames;
    private final CertificateQueries queries;
    private final Certificates certificates;
    private final Evidence evidence;

    CertificatesController(Frames frames, CertificateQueries queries, Certificates certificates, Evidence evidence) {
        this.frames = frames;
        this.evidence = evidence;
        this.queries = queries;
        this.certificates = certificates;
    }

    @GetMapping("/assessments/certificates")
    public ModelAndView list(HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/certificates", "page", queries.list(Filters.of(request), frames.texts(request)));
    }

    @GetMapping("/assessments/certificates/{id}")
    public ModelAndView certificate(@PathVariable long id, HttpServletRequest request) {
        return page(id, Form.empty(), request);
    }

    private ModelAndView page(long id, Form form, HttpServletRequest request) {
        return new ModelAndView(
                "assessments/web/certificate", "page", queries.certificate(id, form, frames.texts(request)));
    }

    @GetMapping("/assessments/certificates/new")
    public ModelAndView fresh(HttpServletRequest request) {
        return freshPage(
                Form.empty().with("standard", NewCertificate.ISO_14001).with("place", request.getParameter("unit")),
                request);
    }

    private ModelAndView freshPage(Form form, HttpServletRequest request) {
        return new ModelAndView("assessments/web/newCertificate", "page", queries.fresh(form, frames.texts(request)));
    }

    @PostMapping("/assessments/certificates")
    public ModelAndView issue(
            @RequestParam MultiValueMap<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params.toSingleValueMap());
        try {
            var certificate = new NewCertificate(
                    new UnitId(form.integer("place", 1, Integer.MAX_VALUE)),
                    form.text("number", 100),
                    form.text("standard", 100),
                    form.text("edition", 20),
                    form.text("body", 200),
                    form.optionalText("scope", 1000),
                    form.date("issued"),
                    form.date("expires"),
                    sites(params.getOrDefault("sites", List.of())));
            form.check();
            var id = certificates.issue(certificate);
            Flash.done(redirect, "assessments.done.issued", certificate.number());
            return new ModelAndView("redirect:/assessments/certificates/" + id);
        } catch (Invalid e) {
            var again = freshPage(form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private static List<SiteId> sites(List<String> ids) {
        return ids.stream()
                .flatMap(s -> Arrays.stream(s.split(",")))
                .filter(s -> s.matches("\\d{1,9}"))
                .map(s -> new SiteId(Integer.parseInt(s)))
                .distinct()
                .toList();
    }

    @PostMapping("/assessments/certificates/{id}/events")
    public ModelAndView event(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var event = new NewEvent(
                    form.choice("kind", EventKind.class),
                    form.date("happened"),
                    form.has("edition") ? form.text("edition", 20) : null,
                    form.optionalDate("expires"),
                    form.optionalText("note", 500));
            form.check();
            certificates.event(new CertificateId(id), event);
            Flash.done(redirect, "assessments.done.event");
            return new ModelAndView("redirect:/assessments/certificates/" + id);
        } catch (Invalid e) {
            var again = page(id, form.ok() ? form.refused(e) : form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @PostMapping("/assessments/certificates/{id}/files")
    public ModelAndView attach(
            @PathVariable long id,
            @RequestParam MultipartFile file,
            HttpServletRequest request,
            RedirectAttributes redirect)
            throws IOException {
        var certificate = queries.certificate(id, Form.empty(), frames.texts(request));
        try (var in = file.getInputStream()) {
            evidence.keep(
                    in,
                    Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    Objects.requireNonNullElse(file.getContentType(), ""),
                    new UnitId(certificate.unitId()),
                    Certificates.origin(
                            new CertificateId(id), certificate.line().number()),
                    certificate.line().number());
            Flash.done(redirect, "assessments.done.attached");
            return new ModelAndView("redirect:/assessments/certificates/" + id);
        } catch (Invalid e) {
            var again = page(id, Form.empty().refused(e), request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @PostMapping("/assessments/certificates/{id}/events/{event}/strike")
    public String strike(@PathVariable long id, @PathVariable long event, RedirectAttributes redirect) {
        certificates.strike(new CertificateId(id), event);
        Flash.done(redirect, "assessments.done.struck");
        return "redirect:/assessments/certificates/" + id;
    }
}
