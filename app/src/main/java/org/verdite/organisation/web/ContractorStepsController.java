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
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// Changes a contractor company and its contracts, and adds its people.
@Controller
class ContractorStepsController {

    private static final String PAGE = "/organisation/contractors/{id}/edit";

    /// @param step the form that was sent back with problems: company, worker, or a contract's id
    record EditPage(
            ContractorsQueries.ContractorLine contractor,
            List<ContractorsQueries.Contract> contracts,
            boolean mayChange,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Form.empty()
                            .with("name.en", contractor.name().texts().getOrDefault("en", ""))
                            .with("name.zh", contractor.name().texts().getOrDefault("zh", ""))
                            .with("country", contractor.country());
        }

        Form form(ContractorsQueries.Contract contract) {
            return String.valueOf(contract.id()).equals(step)
                    ? form
                    : Form.empty().with("work", contract.work()).with("to", contract.to());
        }
    }

    private final Contractors contractors;
    private final People people;
    private final ContractorsQueries queries;
    private final Access access;

    ContractorStepsController(Contractors contractors, People people, ContractorsQueries queries, Access access) {
        this.contractors = contractors;
        this.people = people;
        this.queries = queries;
        this.access = access;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable int id) {
        queries.require(id);
        if (!access.mayAnywhere(Permission.PEOPLE_EDIT)) {
            throw new NotPermitted(Permission.PEOPLE_EDIT.name());
        }
        return page(id, "", Form.empty());
    }

    private ModelAndView page(int id, String step, Form form) {
        var company = queries.require(id);
        boolean mayChange = access.may(Permission.PEOPLE_EDIT, new UnitId(company.unit()));
        return Steps.page(
                "contractorEdit", new EditPage(company, queries.contracts(id, 0), mayChange, step, form), form);
    }

    private static ModelAndView done(int id, RedirectAttributes redirect, String key) {
        Flash.done(redirect, key);
        return new ModelAndView("redirect:/organisation/contractors/" + id);
    }

    @PostMapping(PAGE)
    ModelAndView change(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "name.en", f -> {
            var name = f.texts("name", 200);
            String country = f.text("country", 2);
            f.check();
            contractors.change(id, f.version(), name, country);
        });
        return done ? done(id, redirect, "organisation.contractor.changed") : page(id, "company", form);
    }

    @PostMapping("/organisation/contractors/{id}/contracts/{contract}")
    ModelAndView contract(
            @PathVariable int id,
            @PathVariable long contract,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "to", f -> {
            String work = f.text("work", 500);
            var to = f.optionalDate("to");
            f.check();
            contractors.changeContract(contract, f.version(), work, to);
        });
        return done
                ? done(id, redirect, "organisation.contractor.contractChanged")
                : page(id, String.valueOf(contract), form);
    }

    @PostMapping("/organisation/contractors/{id}/workers")
    ModelAndView worker(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        boolean done = Steps.taken(form, "from", f -> {
            var person = Steps.named(
                    f,
                    "person",
                    "organisation.invalid.person",
                    () -> people.byCode(f.text("person", 40)),
                    new PersonId(0));
            var from = f.date("from");
            var to = f.optionalDate("to");
            f.check();
            contractors.worker(person, id, from, to);
        });
        return done ? done(id, redirect, "organisation.person.employed") : page(id, "worker", form);
    }
}
