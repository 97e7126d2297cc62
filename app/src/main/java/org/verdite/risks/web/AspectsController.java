package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Permission;
import org.verdite.risks.Aspects;
import org.verdite.risks.Impact;
import org.verdite.risks.NewAspect;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;
import org.verdite.ui.list.Sheet;

/// The register of aspects: the list, and entering one.
@Controller
class AspectsController {

    record ListPage(
            Filters filters, Page<AspectQueries.Row> list, AspectQueries.Waiting waiting, Texts t, boolean mayKeep) {

        /// The chip of a clause that is cited.
        Map<String, String> clause() {
            return Map.of(filters.get("clause"), filters.get("clause").replace('|', ' '));
        }

        String view() {
            return filters.has("view") ? filters.get("view") : "all";
        }

        Map<String, String> stages() {
            return Choices.of(NewAspect.Stage.class, "risks.stage.", t);
        }

        Map<String, String> conditions() {
            return Choices.of(NewAspect.Condition.class, "risks.condition.", t);
        }

        Map<String, String> influences() {
            return Choices.of(NewAspect.Influence.class, "risks.influence.", t);
        }

        Map<String, String> receptors() {
            return Choices.of(Impact.Receptor.class, "risks.receptor.", t);
        }
    }

    record NewPage(Form form, Map<String, String> units, Texts t) {
        Map<String, String> stages() {
            return Choices.of(NewAspect.Stage.class, "risks.stage.", t);
        }

        Map<String, String> conditions() {
            return Choices.of(NewAspect.Condition.class, "risks.condition.", t);
        }

        Map<String, String> influences() {
            return Choices.of(NewAspect.Influence.class, "risks.influence.", t);
        }

        Map<String, String> receptors() {
            return Choices.of(Impact.Receptor.class, "risks.receptor.", t);
        }

        Map<String, String> effects() {
            return Choices.of(Impact.Effect.class, "risks.effect.", t);
        }
    }

    private final AspectQueries queries;
    private final Choices choices;
    private final Aspects aspects;
    private final Access access;
    private final Frames frames;

    AspectsController(AspectQueries queries, Choices choices, Aspects aspects, Access access, Frames frames) {
        this.queries = queries;
        this.choices = choices;
        this.aspects = aspects;
        this.access = access;
        this.frames = frames;
    }

    @GetMapping("/risks/aspects")
    public ModelAndView list(HttpServletRequest request) {
        Texts t = frames.texts(request);
        var filters = Filters.of(request);
        return new ModelAndView(
                "risks/web/aspects",
                "page",
                new ListPage(
                        filters,
                        queries.list(filters, t),
                        queries.waiting(),
                        t,
                        access.mayAnywhere(Permission.RISKS_EDIT)));
    }

    @GetMapping("/risks/aspects/export")
    public void export(
            @RequestParam(defaultValue = "csv") String format, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Texts t = frames.texts(request);
        new Sheet(
                        "aspects",
                        Sheet.heads(
                                t,
                                "risks.col.",
                                "number",
                                "activity",
                                "aspect",
                                "where",
                                "stage",
                                "condition",
                                "influence",
                                "receptors",
                                "verdict",
                                "again",
                                "assessedOn"),
                        Page.all(Filters.of(request), f -> queries.list(f, t))
                                .map(r -> Sheet.row(
                                        r.number(),
                                        r.activity(),
                                        r.aspect(),
                                        r.where(),
                                        t.of("risks.stage." + r.stage()),
                                        t.of("risks.condition." + r.condition()),
                                        t.of("risks.influence." + r.influence()),
                                        receptors(r.receptors(), t),
                                        t.of("risks.verdict." + r.significant()),
                                        r.again() ? t.of("risks.again") : "",
                                        r.assessedOn())))
                .write(format, response);
    }

    static String receptors(List<String> receptors, Texts t) {
        return receptors.stream()
                .map(r -> t.of("risks.receptor." + r))
                .reduce((one, other) -> t.of("risks.and", one, other))
                .orElse("");
    }

    @GetMapping("/risks/aspects/new")
    public ModelAndView fresh(HttpServletRequest request) {
        requireSomewhere();
        return fresh(
                Form.empty()
                        .with("at", request.getParameter("unit"))
                        .with("stage", NewAspect.Stage.PRODUCTION)
                        .with("condition", NewAspect.Condition.NORMAL)
                        .with("influence", NewAspect.Influence.CONTROLLED)
                        .with("effect", Impact.Effect.ADVERSE),
                frames.texts(request));
    }

    private void requireSomewhere() {
        if (!access.mayAnywhere(Permission.RISKS_EDIT)) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
    }

    private ModelAndView fresh(Form form, Texts t) {
        return new ModelAndView("risks/web/newAspect", "page", new NewPage(form, choices.units(t), t));
    }

    @PostMapping("/risks/aspects")
    public ModelAndView register(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        requireSomewhere();
        var form = Form.of(params);
        try {
            var aspect = read(form, new UnitId(form.integer("at", 1, Integer.MAX_VALUE)));
            var impact = impact(form);
            form.check();
            var id = aspects.register(aspect, List.of(impact));
            Flash.done(redirect, "risks.done.registered");
            return new ModelAndView("redirect:/risks/aspects/" + id);
        } catch (Invalid e) {
            var again = fresh(form.ok() ? form.refused(e) : form, frames.texts(request));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    static NewAspect read(Form form, UnitId unit) {
        return new NewAspect(
                unit,
                form.text("activity", 200),
                form.text("aspect", 200),
                form.choice("stage", NewAspect.Stage.class),
                form.choice("condition", NewAspect.Condition.class),
                form.choice("influence", NewAspect.Influence.class));
    }

    static Impact impact(Form form) {
        return new Impact(
                form.choice("receptor", Impact.Receptor.class),
                form.choice("effect", Impact.Effect.class),
                form.text("what", 300));
    }
}
