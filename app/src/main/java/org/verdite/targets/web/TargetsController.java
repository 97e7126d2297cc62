package org.verdite.targets.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.indicators.Group;
import org.verdite.indicators.RollUps;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.targets.NewTarget;
import org.verdite.targets.NewTarget.Direction;
import org.verdite.targets.Targets;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;

/// What was promised.
@Controller
class TargetsController {

    private final Frames frames;
    private final TargetQueries queries;
    private final TargetForms forms;
    private final Targets targets;
    private final Group group;
    private final RollUps rollUps;

    TargetsController(
            Frames frames, TargetQueries queries, TargetForms forms, Targets targets, Group group, RollUps rollUps) {
        this.frames = frames;
        this.queries = queries;
        this.forms = forms;
        this.targets = targets;
        this.group = group;
        this.rollUps = rollUps;
    }

    @GetMapping("/targets")
    public ModelAndView list(@RequestParam(required = false) @Nullable Integer year, HttpServletRequest request) {
        return new ModelAndView(
                "targets/web/list",
                "page",
                rollUps.across(() -> queries.list(year, rollUps.of(request), frames.texts(request))));
    }

    @GetMapping("/targets/{code}")
    public ModelAndView target(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            HttpServletRequest request) {
        return new ModelAndView(
                "targets/web/target",
                "page",
                rollUps.across(() -> queries.page(code, year, rollUps.of(request), frames.texts(request))));
    }

    @GetMapping("/targets/new")
    public ModelAndView fresh(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        group.require(Permission.TARGETS_EDIT);
        Form form = code.isEmpty()
                ? Form.empty()
                        .with("direction", "AT_LEAST")
                        .with("boundary", "ISO_SCOPE")
                        .with("validFrom", queries.today())
                : forms.formOf(code);
        return new ModelAndView("targets/web/fresh", "page", forms.fresh(form, !code.isEmpty(), frames.texts(request)));
    }

    @PostMapping("/targets")
    public ModelAndView set(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            var target = new NewTarget(
                    group.unit().orElseThrow(() -> new NotPermitted("TARGETS_EDIT")),
                    form.text("code", 40),
                    form.texts("sentence", 300),
                    form.text("indicator", 60),
                    form.integer("baselineYear", 1990, 2200),
                    form.integer("dueYear", 1990, 2200),
                    form.number("value"),
                    form.choice("direction", Direction.class),
                    form.text("boundary", 40),
                    form.texts("scope", 300),
                    form.date("validFrom"),
                    form.optionalText("reason", 500));
            form.check();
            targets.set(target, form.has("version") ? form.version() : 0);
            Flash.done(redirect, "targets.done.set", target.code());
            return new ModelAndView("redirect:/targets/" + target.code());
        } catch (Invalid e) {
            boolean known = !form.typed("version").isBlank() && form.version() > 0;
            var again = new ModelAndView(
                    "targets/web/fresh",
                    "page",
                    forms.fresh(form.ok() ? form.refused(e) : form, known, frames.texts(request)));
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }
}
