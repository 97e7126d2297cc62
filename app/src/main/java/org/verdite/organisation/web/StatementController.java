package org.verdite.organisation.web;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.verdite.organisation.Register;
import org.verdite.organisation.Statements;
import org.verdite.shared.NotHere;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// Puts a dated statement of a register right: other days, or it never held.
@Controller
class StatementController {

    private static final String PAGE = "/organisation/statements/{register}/{id}";

    /// @param step the form that was sent back with problems: correct or strike
    record StatementPage(String path, Register register, StatementsQueries.Line line, String step, Form form) {

        Form form(String name) {
            return name.equals(step)
                    ? form
                    : Form.empty().with("from", line.from()).with("to", line.to());
        }
    }

    private final Statements statements;
    private final StatementsQueries queries;

    StatementController(Statements statements, StatementsQueries queries) {
        this.statements = statements;
        this.queries = queries;
    }

    /// @throws NotHere for a word that names no register
    static Register register(String word) {
        for (Register register : Register.values()) {
            if (register.name().toLowerCase(Locale.ROOT).equals(word)) {
                return register;
            }
        }
        throw new NotHere("register " + word);
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable String register, @PathVariable long id) {
        var known = register(register);
        statements.requireMay(known, id);
        return page(known, id, "", Form.empty());
    }

    private ModelAndView page(Register register, long id, String step, Form form) {
        String path = "/organisation/statements/" + register.name().toLowerCase(Locale.ROOT) + "/" + id;
        return Steps.page(
                "statement", new StatementPage(path, register, queries.require(register, id), step, form), form);
    }

    @PostMapping(PAGE + "/correct")
    ModelAndView correct(
            @PathVariable String register,
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        var known = register(register);
        String back = queries.require(known, id).back();
        var form = Form.of(params);
        boolean done = Steps.taken(form, "from", f -> {
            var from = f.date("from");
            var to = f.optionalDate("to");
            String why = f.text("why", 500);
            f.check();
            statements.correct(known, id, from, to, why);
        });
        if (!done) {
            return page(known, id, "correct", form);
        }
        Flash.done(redirect, "organisation.statement.corrected");
        return new ModelAndView("redirect:" + back);
    }

    @PostMapping(PAGE + "/strike")
    ModelAndView strike(
            @PathVariable String register,
            @PathVariable long id,
            @RequestParam Map<String, String> params,
            RedirectAttributes redirect) {
        var known = register(register);
        String back = queries.require(known, id).back();
        var form = Form.of(params);
        boolean done = Steps.taken(form, "why", f -> {
            String why = f.text("why", 500);
            f.check();
            statements.strike(known, id, why);
        });
        if (!done) {
            return page(known, id, "strike", form);
        }
        Flash.done(redirect, "organisation.statement.struck");
        return new ModelAndView("redirect:" + back);
    }
}
