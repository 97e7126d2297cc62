package org.verdite.risks.web;

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
import org.verdite.organisation.Permission;
import org.verdite.risks.AspectId;
import org.verdite.risks.Aspects;
import org.verdite.risks.Links;
import org.verdite.risks.RiskId;
import org.verdite.risks.Risks;
import org.verdite.risks.Subject;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;

/// Links an aspect or a risk with records of other rooms, chosen through the global search.
@Controller
class LinksController {

    private record At(Subject subject, UnitId unit, String title, String list, String number, String path) {}

    private final Aspects aspects;
    private final Risks risks;
    private final Links links;
    private final LinkForms forms;
    private final Frames frames;

    LinksController(Aspects aspects, Risks risks, Links links, LinkForms forms, Frames frames) {
        this.aspects = aspects;
        this.risks = risks;
        this.links = links;
        this.forms = forms;
        this.frames = frames;
    }

    private At aspect(long id) {
        var a = aspects.get(new AspectId(id));
        return new At(Subject.of(a.id()), a.unit(), a.aspect(), "aspects", a.number(), a.path());
    }

    private At risk(long id) {
        var r = risks.get(new RiskId(id));
        return new At(Subject.of(r.id()), r.unit(), r.title(), "risks", r.number(), r.path());
    }

    @GetMapping("/risks/aspects/{id:\\d{1,18}}/link")
    public ModelAndView ofAspect(
            @PathVariable long id, @RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        return page(kept(aspect(id)), q, Form.empty(), frames.texts(request));
    }

    @GetMapping("/risks/{id:\\d{1,18}}/link")
    public ModelAndView ofRisk(
            @PathVariable long id, @RequestParam(defaultValue = "") String q, HttpServletRequest request) {
        return page(kept(risk(id)), q, Form.empty(), frames.texts(request));
    }

    @PostMapping("/risks/aspects/{id:\\d{1,18}}/link")
    public ModelAndView linkAspect(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return link(kept(aspect(id)), Form.of(params), frames.texts(request), redirect);
    }

    @PostMapping("/risks/{id:\\d{1,18}}/link")
    public ModelAndView linkRisk(
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        return link(kept(risk(id)), Form.of(params), frames.texts(request), redirect);
    }

    @PostMapping("/risks/aspects/{id:\\d{1,18}}/links/{link:\\d{1,18}}/remove")
    public String unlinkAspect(@PathVariable long id, @PathVariable long link, RedirectAttributes redirect) {
        return unlink(aspect(id), link, redirect);
    }

    @PostMapping("/risks/{id:\\d{1,18}}/links/{link:\\d{1,18}}/remove")
    public String unlinkRisk(@PathVariable long id, @PathVariable long link, RedirectAttributes redirect) {
        return unlink(risk(id), link, redirect);
    }

    @PostMapping("/risks/aspects/{id:\\d{1,18}}/clauses/{cited:\\d{1,18}}/remove")
    public String unciteAspect(@PathVariable long id, @PathVariable long cited, RedirectAttributes redirect) {
        return uncite(aspect(id), cited, redirect);
    }

    @PostMapping("/risks/{id:\\d{1,18}}/clauses/{cited:\\d{1,18}}/remove")
    public String unciteRisk(@PathVariable long id, @PathVariable long cited, RedirectAttributes redirect) {
        return uncite(risk(id), cited, redirect);
    }

    private ModelAndView page(At at, String query, Form form, Texts t) {
        return new ModelAndView(
                "risks/web/link",
                "page",
                new LinkForms.Page(
                        at.title(), at.list(), at.number(), at.path(), query.strip(), forms.found(query, t), form));
    }

    private ModelAndView link(At at, Form form, Texts t, RedirectAttributes redirect) {
        try {
            String href = form.text("href", 300);
            String title = form.optionalText("title", 300);
            form.check();
            links.add(at.subject(), href, title);
            Flash.done(redirect, "risks.done.linked");
            return new ModelAndView("redirect:" + at.path());
        } catch (Invalid e) {
            var again = page(at, form.typed("q"), form.ok() ? form.refused(e) : form, t);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private String unlink(At at, long link, RedirectAttributes redirect) {
        links.remove(at.subject(), link);
        Flash.done(redirect, "risks.done.removed");
        return "redirect:" + at.path();
    }

    private String uncite(At at, long cited, RedirectAttributes redirect) {
        links.uncite(at.subject(), cited);
        Flash.done(redirect, "risks.done.removed");
        return "redirect:" + at.path();
    }

    private At kept(At at) {
        if (!aspects.mayKeep(at.unit())) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        return at;
    }
}
