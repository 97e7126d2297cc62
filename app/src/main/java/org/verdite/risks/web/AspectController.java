package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Permission;
import org.verdite.risks.Aspect;
import org.verdite.risks.AspectId;
import org.verdite.risks.Aspects;
import org.verdite.risks.Criteria;
import org.verdite.risks.Impact;
import org.verdite.risks.Links;
import org.verdite.risks.NewAspect;
import org.verdite.risks.Significance;
import org.verdite.risks.Subject;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.Refused;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One aspect and the steps with it.
@Controller
class AspectController {

    private static final String TASKS = "{task:edit|assess|end|impact|cite}";

    /// @param again the criteria it was assessed by are in force no longer
    record AspectPage(
            Aspect aspect,
            String where,
            List<Impact> impacts,
            List<Significance.Assessment> history,
            boolean again,
            boolean mayKeep,
            LinkForms.Shown shown) {

        Significance.@Nullable Assessment newest() {
            return history.isEmpty() ? null : history.getFirst();
        }
    }

    private final Aspects aspects;
    private final Significance significance;
    private final Criteria criteria;
    private final Links links;
    private final LinkForms linkForms;
    private final AspectQueries queries;
    private final Choices choices;
    private final Frames frames;

    AspectController(
            Aspects aspects,
            Significance significance,
            Criteria criteria,
            Links links,
            LinkForms linkForms,
            AspectQueries queries,
            Choices choices,
            Frames frames) {
        this.aspects = aspects;
        this.significance = significance;
        this.criteria = criteria;
        this.links = links;
        this.linkForms = linkForms;
        this.queries = queries;
        this.choices = choices;
        this.frames = frames;
    }

    @GetMapping("/risks/aspects/{id:\\d{1,18}}")
    public ModelAndView aspect(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var aspect = aspects.get(new AspectId(id));
        boolean mayKeep = aspect.endedOn() == null && aspects.mayKeep(aspect.unit());
        var history = significance.history(aspect.id());
        var inForce = criteria.on(queries.today());
        boolean again = !history.isEmpty()
                && inForce.isPresent()
                && history.getFirst().criteria() != inForce.get().id();
        return new ModelAndView(
                "risks/web/aspect",
                "page",
                new AspectPage(
                        aspect,
                        choices.unit(aspect.unit(), t),
                        aspects.impacts(aspect.id()),
                        history,
                        again,
                        mayKeep,
                        linkForms.of(Subject.of(aspect.id()), aspect.path(), mayKeep)));
    }

    @GetMapping("/risks/aspects/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var aspect = kept(id);
        var form = Form.empty()
                .with("version", aspect.version())
                .with("on", queries.today())
                .with("effect", Impact.Effect.ADVERSE)
                .with("activity", aspect.activity())
                .with("aspect", aspect.aspect())
                .with("stage", aspect.stage())
                .with("condition", aspect.condition())
                .with("influence", aspect.influence());
        if (task.equals("assess")) {
            before(form, aspect);
        }
        return Tasks.page(page(aspect, task, Merge.remember(form), "", t));
    }

    /// The points given last stand there to begin with, as far as the criteria in force know their factors.
    private void before(Form form, Aspect aspect) {
        criteria.on(queries.today()).ifPresent(c -> form.with("under", c.id()));
        significance.newest(aspect.id()).ifPresent(last -> {
            form.with("seen", last.id());
            last.ratings().forEach(r -> form.with("points." + r.code(), r.points()));
        });
    }

    @PostMapping("/risks/aspects/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var aspect = kept(id);
        var form = Form.of(params);
        return Tasks.take(
                form,
                t,
                () -> {
                    step(aspect, task, form, redirect);
                    return aspect.path();
                },
                (again, refused) -> Tasks.page(page(aspect, task, again, refused, t)),
                typed -> Tasks.conflict(page(aspect, task, typed, "", t), difference(aspect.id(), typed, t)));
    }

    private void step(Aspect aspect, String task, Form form, RedirectAttributes redirect) {
        switch (task) {
            case "assess" -> assess(aspect, form, redirect);
            case "impact" -> {
                var impact = AspectsController.impact(form);
                form.check();
                aspects.addImpact(aspect.id(), impact);
                Flash.done(redirect, "risks.done.impact");
            }
            case "cite" -> {
                var clause = LinkForms.clause(form);
                links.cite(Subject.of(aspect.id()), clause);
                Flash.done(redirect, "risks.done.cited", clause.written());
            }
            case "end" -> {
                var on = form.date("on");
                String because = form.text("because", 1000);
                form.check();
                aspects.end(aspect.id(), form.version(), on, because);
                Flash.done(redirect, "risks.done.ended");
            }
            default -> {
                var changed = AspectsController.read(form, aspect.unit());
                form.check();
                aspects.change(aspect.id(), form.version(), changed);
                Flash.done(redirect, "risks.done.changed");
            }
        }
    }

    private void assess(Aspect aspect, Form form, RedirectAttributes redirect) {
        var version = criteria.get(form.integer("under", 1, Integer.MAX_VALUE));
        var points = new HashMap<String, Integer>();
        version.factors().forEach(f -> points.put(f.code(), form.integer("points." + f.code(), 1, 5)));
        var on = form.date("on");
        String note = form.optionalText("note", 2000);
        form.check();
        Long seen = form.typed("seen").matches("\\d{1,18}") ? Long.valueOf(form.typed("seen")) : null;
        var given = significance.assess(aspect.id(), version.id(), on, points, note, seen);
        var other = given.meanwhile();
        String key = given.made().significant() ? "risks.done.significant" : "risks.done.notSignificant";
        if (other == null) {
            Flash.done(redirect, key);
        } else {
            Flash.refused(
                    redirect,
                    other.significant() ? "risks.meanwhile.significant" : "risks.meanwhile.notSignificant",
                    other.person());
        }
    }

    private org.verdite.ui.form.Difference difference(AspectId id, Form form, Texts t) {
        var stored = aspects.get(id);
        var last = choices.last("aspect", id.value(), t);
        return new Merge(form)
                .field("activity", t.of("risks.col.activity"), stored.activity())
                .field("aspect", t.of("risks.col.aspect"), stored.aspect())
                .field("stage", t.of("risks.col.stage"), stored.stage(), c -> t.of("risks.stage." + c))
                .field("condition", t.of("risks.col.condition"), stored.condition(), c -> t.of("risks.condition." + c))
                .field("influence", t.of("risks.col.influence"), stored.influence(), c -> t.of("risks.influence." + c))
                .with(last.who(), last.at(), stored.version(), stored.path() + "/edit");
    }

    private TaskPage page(Aspect aspect, String task, Form form, String refused, Texts t) {
        return new TaskPage(
                t.of("risks.task." + task, aspect.aspect()),
                t.of("risks.task." + task + ".lead"),
                "aspects",
                aspect.number(),
                aspect.path(),
                ask(aspect, task, form, t),
                refused,
                null);
    }

    private Ask ask(Aspect aspect, String task, Form form, Texts t) {
        var ask = Ask.of(form, aspect.path() + "/" + task, aspect.path()).hidden("version");
        return switch (task) {
            case "assess" -> points(ask, form, t);
            case "impact" ->
                ask.choice(
                                "receptor",
                                t.of("risks.col.receptor"),
                                "",
                                false,
                                Choices.of(Impact.Receptor.class, "risks.receptor.", t))
                        .choice(
                                "effect",
                                t.of("risks.col.effect"),
                                "",
                                false,
                                Choices.of(Impact.Effect.class, "risks.effect.", t))
                        .field("what", t.of("risks.col.what"), "text", t.of("risks.what.hint"))
                        .button("impact", t.of("risks.do.impact"), true);
            case "cite" ->
                ask.choice("clause", t.of("risks.col.clause"), "", false, choices.clauses(t))
                        .button("cite", t.of("risks.do.cite"), true);
            case "end" ->
                ask.field("on", t.of("risks.col.endedOn"), "date")
                        .field("because", t.of("risks.col.because"), "textarea")
                        .button("end", t.of("risks.do.endAspect"), true);
            default ->
                ask.field("activity", t.of("risks.col.activity"), "text", t.of("risks.activity.hint"))
                        .field("aspect", t.of("risks.col.aspect"), "text", t.of("risks.aspect.hint"))
                        .choice(
                                "stage",
                                t.of("risks.col.stage"),
                                "",
                                false,
                                Choices.of(NewAspect.Stage.class, "risks.stage.", t))
                        .choice(
                                "condition",
                                t.of("risks.col.condition"),
                                "",
                                false,
                                Choices.of(NewAspect.Condition.class, "risks.condition.", t))
                        .choice(
                                "influence",
                                t.of("risks.col.influence"),
                                "",
                                false,
                                Choices.of(NewAspect.Influence.class, "risks.influence.", t))
                        .button("edit", t.of("risks.do.save"), true);
        };
    }

    private Ask points(Ask begun, Form form, Texts t) {
        var ask = begun.hidden("under").hidden("seen");
        var version = form.typed("under").matches("\\d{1,9}")
                ? criteria.get(Integer.parseInt(form.typed("under")))
                : criteria.on(queries.today()).orElseThrow(() -> new Refused("risks.refused.noCriteria"));
        for (var f : version.factors()) {
            var words = new java.util.LinkedHashMap<String, String>();
            for (int i = 1; i <= 5; i++) {
                words.put(
                        String.valueOf(i),
                        t.of("risks.points.option", i, t.of(f.words().get(i - 1))));
            }
            String hint = f.alwaysFrom() == null
                    ? t.of("risks.factor.weight", f.weight())
                    : t.of("risks.factor.always", f.weight(), f.alwaysFrom());
            ask = ask.choice("points." + f.code(), t.of(f.name()), hint, false, words);
        }
        return ask.field("on", t.of("risks.col.assessedOn"), "date")
                .optional("note", t.of("risks.col.note"), "textarea", "")
                .button("assess", t.of("risks.do.assess"), true);
    }

    /// The aspect, for who may keep the register there: whoever may not is told so before they type.
    private Aspect kept(long id) {
        var aspect = aspects.get(new AspectId(id));
        if (!aspects.mayKeep(aspect.unit())) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        return aspect;
    }

    @PostMapping("/risks/aspects/{id:\\d{1,18}}/impacts/{impact:\\d{1,18}}/remove")
    public String remove(@PathVariable long id, @PathVariable long impact, RedirectAttributes redirect) {
        try {
            aspects.removeImpact(new AspectId(id), impact);
            Flash.done(redirect, "risks.done.removed");
        } catch (Invalid e) {
            Flash.refused(redirect, e.problems().getFirst().key());
        }
        return "redirect:/risks/aspects/" + id;
    }
}
