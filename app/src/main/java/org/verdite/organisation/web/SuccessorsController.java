package org.verdite.organisation.web;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Days;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Successions;
import org.verdite.shared.NotHere;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// What became of a unit: merge and split.
@Controller
class SuccessorsController {

    private static final String PAGE = "/organisation/units/{id}/successors";

    /// @param step the form that was sent back with problems: succeed or strike
    record SuccessorsPage(UnitsQueries.UnitLine unit, List<UnitsQueries.Heir> heirs, String step, Form form) {
        Form form(String name) {
            return name.equals(step) ? form : Form.empty();
        }
    }

    private final Successions successions;
    private final UnitsQueries queries;
    private final Choices choices;
    private final Access access;
    private final Days days;

    SuccessorsController(Successions successions, UnitsQueries queries, Choices choices, Access access, Days days) {
        this.successions = successions;
        this.queries = queries;
        this.choices = choices;
        this.access = access;
        this.days = days;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable int id) {
        access.require(Permission.ORGANISATION_EDIT, new UnitId(id));
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String step, Form form) {
        return Steps.page(
                "successors",
                new SuccessorsPage(queries.require(id, days.today()), queries.heirs(id), step, form),
                form);
    }

    private static String path(int id) {
        return PAGE.replace("{id}", String.valueOf(id));
    }

    @PostMapping(PAGE)
    ModelAndView succeed(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id, days.today());
        var form = Form.of(params);
        boolean done = Steps.taken(form, "successor", f -> {
            int successor = choices.unit(f.text("successor", 200));
            if (successor == 0) {
                f.problem("successor", "organisation.invalid.unit", f.typed("successor"));
            }
            var share = f.number("share");
            var happened = f.date("happened");
            String reason = f.text("reason", 500);
            f.check();
            successions.succeed(new UnitId(id), new UnitId(successor), share, happened, reason);
        });
        if (!done) {
            return page(id, "succeed", form);
        }
        Flash.done(redirect, "organisation.succession.added");
        return new ModelAndView("redirect:" + path(id));
    }

    @PostMapping(PAGE + "/{succession}/strike")
    ModelAndView strike(
            @PathVariable int id,
            @PathVariable long succession,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        if (queries.heirs(id).stream().noneMatch(h -> h.id() == succession)) {
            throw new NotHere("succession " + succession);
        }
        var form = Form.of(params);
        if (!Steps.taken(form, "why", f -> {
            String why = f.text("why", 500);
            f.check();
            successions.strike(succession, why);
        })) {
            return page(id, "strike", form);
        }
        Flash.done(redirect, "organisation.statement.struck");
        return new ModelAndView("redirect:" + path(id));
    }
}
