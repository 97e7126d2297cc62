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
import org.verdite.organisation.Contractors;
import org.verdite.organisation.People;
import org.verdite.organisation.Permission;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// What happens rarely to a person: another unit, another employer, erasure where law asks.
@Controller
class PersonStepsController {

    private static final String PAGE = "/organisation/people/{id}/steps";

    /// @param step the form that was sent back with problems: transfer, employ or erase
    record StepsPage(
            PeopleQueries.Person person,
            List<PeopleQueries.Employment> employments,
            boolean mayErase,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step) ? form : Form.empty();
        }
    }

    private final People people;
    private final Contractors contractors;
    private final PeopleQueries queries;
    private final Choices choices;
    private final Access access;

    PersonStepsController(
            People people, Contractors contractors, PeopleQueries queries, Choices choices, Access access) {
        this.people = people;
        this.contractors = contractors;
        this.queries = queries;
        this.choices = choices;
        this.access = access;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable int id) {
        access.require(Permission.PEOPLE_EDIT, new UnitId(queries.require(id).unit()));
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String step, Form form) {
        var person = queries.require(id);
        return Steps.page(
                "personSteps",
                new StepsPage(
                        person,
                        queries.employments(id),
                        access.may(Permission.ADMINISTER, new UnitId(person.unit())),
                        step,
                        form),
                form);
    }

    private ModelAndView done(int id, RedirectAttributes redirect, String key) {
        Flash.done(redirect, key);
        return new ModelAndView("redirect:/organisation/people/" + id);
    }

    @PostMapping(PAGE + "/transfer")
    ModelAndView transfer(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "at", f -> {
            int unit = choices.unit(f.text("at", 200));
            if (unit == 0) {
                f.problem("at", "organisation.invalid.unit", f.typed("at"));
            }
            f.check();
            people.transfer(new PersonId(id), new UnitId(unit));
        });
        return done ? done(id, redirect, "organisation.person.transferred") : page(id, "transfer", form);
    }

    @PostMapping(PAGE + "/employment")
    ModelAndView employ(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "from", f -> {
            String kind = f.text("kind", 20);
            var from = f.date("from");
            var to = f.optionalDate("to");
            boolean contractor = kind.equals("CONTRACTOR");
            if (!Choices.EMPLOYMENTS.contains(kind)) {
                f.problem("kind", "ui.form.choice");
            }
            int company = contractor
                    ? Steps.named(
                            f,
                            "contractor",
                            "organisation.invalid.contractor",
                            () -> contractors.byCode(f.text("contractor", 40)),
                            0)
                    : 0;
            f.check();
            if (contractor) {
                contractors.worker(new PersonId(id), company, from, to);
            } else {
                contractors.employee(new PersonId(id), kind.equals("EXTERNAL"), from);
            }
        });
        return done ? done(id, redirect, "organisation.person.employed") : page(id, "employ", form);
    }

    /// The number of the person is typed again: this can't be taken back.
    @PostMapping(PAGE + "/erase")
    ModelAndView erase(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var person = queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "code", f -> {
            if (!f.text("code", 40).equals(person.code())) {
                f.problem("code", "organisation.invalid.eraseCode", person.code());
            }
            f.check();
            people.erase(new PersonId(id));
        });
        return done ? done(id, redirect, "organisation.person.erasedNow") : page(id, "erase", form);
    }
}
