package org.verdite.organisation.access;

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
import org.verdite.organisation.Accounts;
import org.verdite.organisation.Grants;
import org.verdite.organisation.Tokens;
import org.verdite.shared.Invalid;
import org.verdite.shared.NotHere;
import org.verdite.shared.Scope;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// One's own account: where it is signed in, its tokens, its password.
@Controller
class AccountController {

    private static final String PAGE = "/organisation/account";

    /// @param token the key just made, shown this once; empty otherwise
    record AccountPage(
            Grants.Holder holder,
            List<Sessions.Open> sessions,
            String here,
            List<Tokens.Token> tokens,
            String token,
            Form tokenForm,
            Form passwordForm) {}

    private final Grants grants;
    private final Sessions sessions;
    private final Tokens tokens;
    private final Accounts accounts;
    private final Credentials credentials;

    AccountController(Grants grants, Sessions sessions, Tokens tokens, Accounts accounts, Credentials credentials) {
        this.grants = grants;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.credentials = credentials;
    }

    @GetMapping(PAGE)
    ModelAndView page(HttpServletRequest request) {
        return page(request, "", Form.empty(), Form.empty());
    }

    private ModelAndView page(HttpServletRequest request, String token, Form tokenForm, Form passwordForm) {
        var holder = self();
        var page = new ModelAndView(
                "organisation/access/account",
                "page",
                new AccountPage(
                        holder,
                        sessions.of(holder.account()),
                        Sessions.handle(request),
                        tokens.mine(),
                        token,
                        tokenForm,
                        passwordForm));
        if (!tokenForm.ok() || !passwordForm.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private Grants.Holder self() {
        Integer account = Scope.current().account();
        var holder = account == null ? null : grants.holder(account);
        if (holder == null) {
            throw new NotHere("account");
        }
        return holder;
    }

    /// The key is in this answer and nowhere else, so there is no redirect.
    @PostMapping(PAGE + "/tokens")
    ModelAndView makeToken(@RequestParam Map<String, String> params, HttpServletRequest request) {
        var form = Form.of(params);
        try {
            String name = form.text("name", 100);
            int days = form.integer("days", 1, 366);
            form.check();
            var made = tokens.make(name, form.typed("scope"), days);
            return page(request, made.token(), Form.empty(), Form.empty());
        } catch (Invalid e) {
            return page(request, "", form.ok() ? form.refused(e) : form, Form.empty());
        }
    }

    @PostMapping(PAGE + "/tokens/{id}/revoke")
    String revokeToken(@PathVariable long id, RedirectAttributes redirect) {
        tokens.revoke(id);
        Flash.done(redirect, "organisation.account.tokenRevoked");
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/sessions/{handle}/end")
    String endSession(@PathVariable String handle, RedirectAttributes redirect) {
        if (!sessions.end(self().account(), handle)) {
            throw new NotHere("session");
        }
        Flash.done(redirect, "organisation.account.sessionEnded");
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/sessions/end")
    String endSessions(HttpServletRequest request, RedirectAttributes redirect) {
        sessions.endOthers(self().account(), Sessions.handle(request));
        Flash.done(redirect, "organisation.account.sessionsEnded");
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/password")
    ModelAndView changePassword(
            @RequestParam Map<String, String> params, HttpServletRequest request, RedirectAttributes redirect) {
        var form = Form.of(params);
        var holder = self();
        try {
            var attempt = credentials.attempt(holder.login(), form.typed("old"), request.getRemoteAddr(), "CHANGE");
            if (attempt.outcome() != Credentials.Outcome.IN) {
                form.problem(
                        "old",
                        attempt.outcome() == Credentials.Outcome.LOCKED
                                ? "organisation.signIn.locked"
                                : "organisation.invalid.passwordOld");
            } else if (!form.typed("password").equals(form.typed("again"))) {
                form.problem("again", "organisation.invalid.passwordAgain");
            }
            form.check();
            accounts.changeOwnPassword(holder.account(), holder.login(), form.typed("password"));
            sessions.endOthers(holder.account(), Sessions.handle(request));
            Flash.done(redirect, "organisation.account.passwordChanged");
            return new ModelAndView("redirect:" + PAGE);
        } catch (Invalid e) {
            return page(request, "", Form.empty(), form.ok() ? form.refused(e) : form);
        }
    }
}
