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
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Permission;
import org.verdite.organisation.Role;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;
import org.verdite.ui.Frames;
import org.verdite.ui.form.Form;
import org.verdite.ui.list.Filters;
import org.verdite.ui.list.Page;

/// Accounts and grants, for administrators.
@Controller
class AccountsController {

    record AccountsPage(Filters filters, Page<AccountsQueries.AccountLine> list, Map<String, String> roles) {}

    /// @param step the form that was sent back with problems: grant or password
    record AccountPage(
            AccountsQueries.AccountLine account,
            List<AccountsQueries.GrantLine> grants,
            List<AccountsQueries.SignIn> signIns,
            Map<String, String> roles,
            String step,
            Form form) {

        Form form(String name) {
            return name.equals(step) ? form : Form.empty();
        }
    }

    record NewAccountPage(PeopleQueries.Person person, Form form) {}

    private final Frames frames;
    private final Accounts accounts;
    private final AccountsQueries queries;
    private final PeopleQueries people;
    private final Choices choices;
    private final Access access;

    AccountsController(
            Frames frames,
            Accounts accounts,
            AccountsQueries queries,
            PeopleQueries people,
            Choices choices,
            Access access) {
        this.frames = frames;
        this.accounts = accounts;
        this.queries = queries;
        this.people = people;
        this.choices = choices;
        this.access = access;
    }

    @GetMapping("/organisation/accounts")
    ModelAndView list(HttpServletRequest request) {
        if (!access.mayAnywhere(Permission.ADMINISTER)) {
            throw new NotPermitted(Permission.ADMINISTER.name());
        }
        var filters = Filters.of(request);
        return new ModelAndView(
                "organisation/web/accounts",
                "page",
                new AccountsPage(filters, queries.list(filters), Choices.roles(frames.texts(request))));
    }

    @GetMapping("/organisation/accounts/{id}")
    ModelAndView one(@PathVariable int id, HttpServletRequest request) {
        return page(id, "", Form.empty(), request);
    }

    private ModelAndView page(int id, String step, Form form, HttpServletRequest request) {
        var account = queries.require(id);
        access.require(Permission.ADMINISTER, new UnitId(account.unit()));
        var page = new ModelAndView(
                "organisation/web/account",
                "page",
                new AccountPage(
                        account,
                        queries.grants(id),
                        queries.signIns(id),
                        Choices.roles(frames.texts(request)),
                        step,
                        form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/accounts/{id}/grants")
    ModelAndView grant(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        queries.require(id);
        var form = Form.of(params);
        try {
            var role = form.choice("role", Role.class);
            int unit = choices.unit(form.text("at", 200));
            if (unit == 0) {
                form.problem("at", "organisation.invalid.unit", form.typed("at"));
            }
            var from = form.date("from");
            var to = form.optionalDate("to");
            form.check();
            accounts.grant(id, role, new UnitId(unit), from, to);
        } catch (Invalid e) {
            return page(id, "grant", form.ok() ? form.refused(e) : form, request);
        }
        Flash.done(redirect, "organisation.account.granted");
        return new ModelAndView("redirect:/organisation/accounts/" + id);
    }

    @PostMapping("/organisation/accounts/{id}/grants/{grant}/revoke")
    String revoke(@PathVariable int id, @PathVariable long grant, RedirectAttributes redirect) {
        queries.require(id);
        accounts.revoke(grant);
        Flash.done(redirect, "organisation.account.revoked");
        return "redirect:/organisation/accounts/" + id;
    }

    @PostMapping("/organisation/accounts/{id}/password")
    ModelAndView password(
            @PathVariable int id,
            @RequestParam Map<String, String> params,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            accounts.setPassword(id, form.typed("password"));
        } catch (Invalid e) {
            return page(id, "password", form.refused(e), request);
        }
        Flash.done(redirect, "organisation.account.passwordSet");
        return new ModelAndView("redirect:/organisation/accounts/" + id);
    }

    @PostMapping("/organisation/accounts/{id}/disable")
    String disable(
            @PathVariable int id, @RequestParam(defaultValue = "true") boolean disabled, RedirectAttributes redirect) {
        accounts.disable(id, disabled);
        Flash.done(redirect, disabled ? "organisation.account.disabledNow" : "organisation.account.enabledNow");
        return "redirect:/organisation/accounts/" + id;
    }

    @GetMapping("/organisation/people/{id}/account")
    ModelAndView createForm(@PathVariable int id) {
        var person = people.require(id);
        access.require(Permission.ADMINISTER, new UnitId(person.unit()));
        return creating(person, Form.empty());
    }

    private static ModelAndView creating(PeopleQueries.Person person, Form form) {
        var page = new ModelAndView("organisation/web/accountNew", "page", new NewAccountPage(person, form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    @PostMapping("/organisation/people/{id}/account")
    ModelAndView create(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var person = people.require(id);
        var form = Form.of(params);
        try {
            String login = form.text("login", 80);
            String password = form.typed("password");
            form.check();
            int account = accounts.create(login, password.isEmpty() ? null : password, new PersonId(id), false);
            Flash.done(redirect, "organisation.account.created");
            return new ModelAndView("redirect:/organisation/accounts/" + account);
        } catch (Invalid e) {
            return creating(person, form.ok() ? form.refused(e) : form);
        }
    }
}
