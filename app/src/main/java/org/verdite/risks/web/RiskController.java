package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.actions.Action;
import org.verdite.organisation.Permission;
import org.verdite.risks.Control;
import org.verdite.risks.ControlId;
import org.verdite.risks.Controls;
import org.verdite.risks.Links;
import org.verdite.risks.Matrices;
import org.verdite.risks.NewControl;
import org.verdite.risks.Risk;
import org.verdite.risks.RiskId;
import org.verdite.risks.RiskLevels;
import org.verdite.risks.Risks;
import org.verdite.risks.Subject;
import org.verdite.risks.Treatments;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Difference;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// One risk or opportunity and the steps with it.
@Controller
class RiskController {

    private static final String TASKS = "{task:edit|assess|end|control|action|cite}";

    /// A treatment: an action of the register.
    record Treatment(long id, String title, String owner, LocalDate due, String state, boolean late, boolean over) {}

    /// @param standing as it stands today; null when nobody has assessed it, or it has ended
    /// @param verifiable controls the reader may verify
    record RiskPage(
            Risk risk,
            String where,
            List<RiskLevels.Assessment> history,
            RiskLevels.@Nullable Standing standing,
            Matrices.@Nullable Version matrix,
            List<Control> controls,
            Set<ControlId> verifiable,
            List<Treatment> treatments,
            boolean mayKeep,
            LocalDate today,
            LinkForms.Shown shown) {

        List<Control> missing() {
            return controls.stream().filter(c -> c.missing() != null).toList();
        }

        /// The first control that the reader may verify and that is overdue.
        @Nullable Control next() {
            return controls.stream()
                    .filter(c -> c.missing() != null && verifiable.contains(c.id()))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final Risks risks;
    private final RiskLevels levels;
    private final Matrices matrices;
    private final Controls controls;
    private final Treatments treatments;
    private final Links links;
    private final LinkForms linkForms;
    private final RiskAsks asks;
    private final RiskQueries queries;
    private final Choices choices;
    private final Frames frames;

    RiskController(
            Risks risks,
            RiskLevels levels,
            Matrices matrices,
            Controls controls,
            Treatments treatments,
            Links links,
            LinkForms linkForms,
            RiskAsks asks,
            RiskQueries queries,
            Choices choices,
            Frames frames) {
        this.risks = risks;
        this.levels = levels;
        this.matrices = matrices;
        this.controls = controls;
        this.treatments = treatments;
        this.links = links;
        this.linkForms = linkForms;
        this.asks = asks;
        this.queries = queries;
        this.choices = choices;
        this.frames = frames;
    }

    @GetMapping("/risks/{id:\\d{1,18}}")
    public ModelAndView risk(@PathVariable long id, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var risk = risks.get(new RiskId(id));
        boolean mayKeep = risk.endedOn() == null && risks.mayKeep(risk.unit());
        var today = queries.today();
        var history = levels.history(risk.id());
        var all = controls.of(risk);
        return new ModelAndView(
                "risks/web/risk",
                "page",
                new RiskPage(
                        risk,
                        choices.unit(risk.unit(), t),
                        history,
                        levels.standing(risk.id()).orElse(null),
                        history.isEmpty()
                                ? null
                                : matrices.get(history.getFirst().matrix()),
                        all,
                        controls.verifiable(risk),
                        treatments.of(risk).stream()
                                .map(a -> treatment(a, today))
                                .toList(),
                        mayKeep,
                        today,
                        linkForms.of(Subject.of(risk.id()), risk.path(), mayKeep)));
    }

    private static Treatment treatment(Action a, LocalDate today) {
        return new Treatment(
                a.id().value(),
                a.title(),
                a.ownerName(),
                a.due(),
                a.state().name(),
                !a.state().over() && a.due().isBefore(today),
                a.state().over());
    }

    @GetMapping("/risks/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var risk = kept(id);
        return Tasks.page(asks.page(risk, task, Merge.remember(asks.begin(risk, task)), "", t));
    }

    @PostMapping("/risks/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var risk = kept(id);
        var form = Form.of(params);
        return Tasks.take(
                form,
                t,
                () -> {
                    step(risk, task, form, redirect);
                    return risk.path();
                },
                (again, refused) -> Tasks.page(asks.page(risk, task, again, refused, t)),
                typed -> Tasks.conflict(asks.page(risk, task, typed, "", t), difference(risk.id(), typed, t)));
    }

    private void step(Risk risk, String task, Form form, RedirectAttributes redirect) {
        switch (task) {
            case "assess" -> assess(risk, form, redirect);
            case "control" -> {
                var control = new NewControl(
                        form.text("name", 200),
                        form.choice("controlKind", NewControl.Kind.class),
                        new PersonId(form.integer("owner", 1, Integer.MAX_VALUE)),
                        form.integer("everyMonths", 1, 120),
                        form.date("since"));
                form.check();
                controls.add(risk.id(), control);
                Flash.done(redirect, "risks.done.control");
            }
            case "action" -> {
                String title = form.text("title", 200);
                var owner = new PersonId(form.integer("owner", 1, Integer.MAX_VALUE));
                var due = form.date("due");
                form.check();
                treatments.plan(risk.id(), title, owner, due);
                Flash.done(redirect, "risks.done.action");
            }
            case "cite" -> {
                var clause = LinkForms.clause(form);
                links.cite(Subject.of(risk.id()), clause);
                Flash.done(redirect, "risks.done.cited", clause.written());
            }
            case "end" -> {
                var on = form.date("on");
                String because = form.text("because", 1000);
                form.check();
                risks.end(risk.id(), form.version(), on, because);
                Flash.done(redirect, "risks.done.ended");
            }
            default -> {
                var changed = RisksController.read(form, risk.unit(), risk.kind());
                form.check();
                risks.change(risk.id(), form.version(), changed);
                Flash.done(redirect, "risks.done.changed");
            }
        }
    }

    private void assess(Risk risk, Form form, RedirectAttributes redirect) {
        int under = form.integer("under", 1, Integer.MAX_VALUE);
        var inherent = RiskAsks.step(form, "inherent");
        var residual = RiskAsks.step(form, "residual");
        var on = form.date("on");
        String note = form.optionalText("note", 2000);
        form.check();
        Long seen = form.typed("seen").matches("\\d{1,18}") ? Long.valueOf(form.typed("seen")) : null;
        var given = levels.assess(risk.id(), under, on, inherent, residual, note, seen);
        if (given.meanwhile() == null) {
            Flash.done(redirect, "risks.done.assessed");
        } else {
            Flash.refused(redirect, "risks.meanwhile", given.meanwhile().person());
        }
    }

    private Difference difference(RiskId id, Form form, Texts t) {
        var stored = risks.get(id);
        var last = choices.last("risk", id.value(), t);
        var people = choices.people(t);
        return new Merge(form)
                .field("title", t.of("risks.col.risk"), stored.title())
                .field("cause", t.of("risks.col.cause"), stored.cause())
                .field("consequence", t.of("risks.col.consequence"), stored.consequence())
                .field("owner", t.of("risks.col.owner"), stored.owner(), p -> people.getOrDefault(p, p))
                .field("treatment", t.of("risks.col.treatment"), stored.treatment(), c -> t.of("risks.treatment." + c))
                .field("treatmentNote", t.of("risks.col.treatmentNote"), stored.treatmentNote())
                .with(last.who(), last.at(), stored.version(), stored.path() + "/edit");
    }

    private Risk kept(long id) {
        var risk = risks.get(new RiskId(id));
        if (!risks.mayKeep(risk.unit())) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        return risk;
    }
}
