package org.verdite.organisation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Access;
import org.verdite.organisation.Admission;
import org.verdite.organisation.Admissions;
import org.verdite.organisation.Contractors;
import org.verdite.organisation.Permission;
import org.verdite.shared.Invalid;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// Contractor companies and their contracts.
@Controller
class ContractorsController {

    record ContractorsPage(Filters filters, Page<ContractorsQueries.ContractorLine> list, boolean mayEdit, Form form) {}

    record ContractorPage(
            ContractorsQueries.ContractorLine contractor,
            List<ContractorsQueries.Contract> contracts,
            List<ContractorsQueries.Worker> workers,
            List<Admission> admissions,
            boolean mayEdit,
            Form form) {}

    private final Contractors contractors;
    private final ContractorsQueries queries;
    private final Choices choices;
    private final Admissions admissions;
    private final Access access;

    ContractorsController(
            Contractors contractors,
            ContractorsQueries queries,
            Choices choices,
            Admissions admissions,
            Access access) {
        this.contractors = contractors;
        this.queries = queries;
        this.choices = choices;
        this.admissions = admissions;
        this.access = access;
    }

    @GetMapping("/organisation/contractors")
    ModelAndView list(HttpServletRequest request) {
        return list(Filters.of(request), Form.empty());
    }

    private ModelAndView list(Filters filters, Form form) {
        var page = new ModelAndView(
                "organisation/web/contractors",
                "page",
                new ContractorsPage(filters, queries.list(filters), access.mayAnywhere(Permission.PEOPLE_EDIT), form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/contractors")
    ModelAndView add(@RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            int unit = choices.unit(form.text("at", 200));
            if (unit == 0) {
                form.problem("at", "organisation.invalid.unit", form.typed("at"));
            }
            String code = form.text("code", 40);
            var name = form.texts("name", 200);
            String country = form.text("country", 2);
            form.check();
            int id = contractors.add(new UnitId(unit), code, name, country);
            Flash.done(redirect, "organisation.contractor.added");
            return new ModelAndView("redirect:/organisation/contractors/" + id);
        } catch (Invalid e) {
            return list(new Filters("/organisation/contractors", Map.of()), form.ok() ? form.refused(e) : form);
        }
    }

    @GetMapping("/organisation/contractors/{id}")
    ModelAndView one(@PathVariable int id) {
        return page(id, Form.empty());
    }

    private ModelAndView page(int id, Form form) {
        var page = new ModelAndView(
                "organisation/web/contractor",
                "page",
                new ContractorPage(
                        queries.require(id),
                        queries.contracts(id, 0),
                        queries.workers(id),
                        admissions.list(id, null),
                        access.mayAnywhere(Permission.PEOPLE_EDIT),
                        form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/contractors/{id}/contracts")
    ModelAndView contract(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            int unit = choices.unit(form.text("at", 200));
            if (unit == 0) {
                form.problem("at", "organisation.invalid.unit", form.typed("at"));
            }
            String number = form.text("number", 60);
            String work = form.text("work", 500);
            var from = form.date("from");
            var to = form.optionalDate("to");
            form.check();
            contractors.contract(id, new UnitId(unit), number, work, from, to);
        } catch (Invalid e) {
            return page(id, form.ok() ? form.refused(e) : form);
        }
        Flash.done(redirect, "organisation.contractor.contracted");
        return new ModelAndView("redirect:/organisation/contractors/" + id);
    }
}
