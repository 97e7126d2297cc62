package org.verdite.risks.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Permission;
import org.verdite.risks.Control;
import org.verdite.risks.ControlId;
import org.verdite.risks.Controls;
import org.verdite.risks.Risk;
import org.verdite.risks.Risks;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;
import org.verdite.ui.form.Ask;
import org.verdite.ui.form.Form;
import org.verdite.ui.form.Merge;

/// The steps with one control; it is shown on the page of its risk.
@Controller
class ControlController {

    private static final String TASKS = "{task:edit|verify|end}";

    private final Controls controls;
    private final Risks risks;
    private final RiskQueries queries;
    private final Choices choices;
    private final Frames frames;

    ControlController(Controls controls, Risks risks, RiskQueries queries, Choices choices, Frames frames) {
        this.controls = controls;
        this.risks = risks;
        this.queries = queries;
        this.choices = choices;
        this.frames = frames;
    }

    /// What was seen of it, each time.
    record ControlPage(
            Control control, Risk risk, java.util.List<Controls.Check> checks, boolean mayVerify, boolean mayKeep) {}

    @GetMapping("/risks/controls/{id:\\d{1,18}}")
    public ModelAndView control(@PathVariable long id) {
        var control = controls.get(new ControlId(id));
        return new ModelAndView(
                "risks/web/control",
                "page",
                new ControlPage(
                        control,
                        risks.get(control.risk()),
                        controls.checks(control.id()),
                        controls.mayVerify(control),
                        !control.ended() && risks.mayKeep(control.unit())));
    }

    @GetMapping("/risks/controls/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView form(@PathVariable long id, @PathVariable String task, HttpServletRequest request) {
        Texts t = frames.texts(request);
        var control = taken(id, task);
        var form = Form.empty()
                .with("version", control.version())
                .with("on", queries.today())
                .with("name", control.name())
                .with("owner", control.owner())
                .with("everyMonths", control.everyMonths());
        return Tasks.page(page(control, task, Merge.remember(form), "", t));
    }

    @PostMapping("/risks/controls/{id:\\d{1,18}}/" + TASKS)
    public ModelAndView take(
            @PathVariable long id,
            @PathVariable String task,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        Texts t = frames.texts(request);
        var control = taken(id, task);
        var form = Form.of(params);
        return Tasks.take(
                form,
                t,
                () -> {
                    Flash.done(redirect, step(control, task, form));
                    return "/risks/" + control.risk();
                },
                (again, refused) -> Tasks.page(page(control, task, again, refused, t)),
                typed -> Tasks.conflict(page(control, task, typed, "", t), difference(control.id(), typed, t)));
    }

    private String step(Control control, String task, Form form) {
        switch (task) {
            case "verify" -> {
                var on = form.date("on");
                var result = form.choice("result", Control.Result.class);
                String evidence = form.text("evidence", 2000);
                form.check();
                controls.verify(control.id(), on, result, evidence);
                return result == Control.Result.WORKS ? "risks.done.works" : "risks.done.fails";
            }
            case "end" -> {
                String because = form.text("because", 1000);
                form.check();
                controls.end(control.id(), form.version(), because);
                return "risks.done.controlEnded";
            }
            default -> {
                String name = form.text("name", 200);
                var owner = new PersonId(form.integer("owner", 1, Integer.MAX_VALUE));
                int months = form.integer("everyMonths", 1, 120);
                form.check();
                controls.change(control.id(), form.version(), name, owner, months);
                return "risks.done.changed";
            }
        }
    }

    private org.verdite.ui.form.Difference difference(ControlId id, Form form, Texts t) {
        var stored = controls.get(id);
        var last = choices.last("control", id.value(), t);
        var people = choices.people(t);
        return new Merge(form)
                .field("name", t.of("risks.col.control"), stored.name())
                .field("owner", t.of("risks.col.owner"), stored.owner(), p -> people.getOrDefault(p, p))
                .field("everyMonths", t.of("risks.col.everyMonths"), stored.everyMonths())
                .with(last.who(), last.at(), stored.version(), "/risks/controls/" + id + "/edit");
    }

    private TaskPage page(Control control, String task, Form form, String refused, Texts t) {
        var risk = risks.get(control.risk());
        return new TaskPage(
                t.of(
                        "risks.task."
                                + (task.equals("edit") ? "editControl" : task.equals("end") ? "endControl" : task),
                        control.name()),
                t.of("risks.task." + (task.equals("edit") ? "editControl" : task.equals("end") ? "endControl" : task)
                        + ".lead"),
                "risks",
                risk.number(),
                risk.path(),
                ask(control, task, form, t),
                refused,
                null);
    }

    private Ask ask(Control control, String task, Form form, Texts t) {
        var ask = Ask.of(form, "/risks/controls/" + control.id() + "/" + task, "/risks/" + control.risk())
                .hidden("version");
        return switch (task) {
            case "verify" ->
                ask.choice(
                                "result",
                                t.of("risks.col.result"),
                                "",
                                false,
                                Choices.of(Control.Result.class, "risks.result.", t))
                        .field("evidence", t.of("risks.col.evidence"), "textarea", t.of("risks.evidence.hint"))
                        .field("on", t.of("risks.col.verifiedOn"), "date")
                        .button("verify", t.of("risks.do.verify"), true);
            case "end" ->
                ask.field("because", t.of("risks.col.because"), "textarea")
                        .button("end", t.of("risks.do.endControl"), true);
            default ->
                ask.field("name", t.of("risks.col.control"), "text")
                        .choice(
                                "owner",
                                t.of("risks.col.owner"),
                                t.of("risks.controlOwner.hint"),
                                false,
                                people(control, t))
                        .field("everyMonths", t.of("risks.col.everyMonths"), "text", t.of("risks.everyMonths.hint"))
                        .button("edit", t.of("risks.do.save"), true);
        };
    }

    private Map<String, String> people(Control control, Texts t) {
        var people = choices.people(t);
        people.putIfAbsent(control.owner().toString(), control.ownerName());
        return people;
    }

    private Control taken(long id, String task) {
        var control = controls.get(new ControlId(id));
        if (task.equals("verify")) {
            controls.requireVerify(control.unit());
        } else if (!risks.mayKeep(control.unit())) {
            throw new NotPermitted(Permission.RISKS_EDIT.name());
        }
        return control;
    }
}
