package org.verdite.organisation.access;

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
import org.verdite.organisation.Tokens;
import org.verdite.shared.Invalid;
import org.verdite.ui.Flash;
import org.verdite.ui.form.Form;

/// How somebody else's account is used: where it is signed in, its tokens, its key at the group's sign-in service. For
/// who administers all it may touch.
@Controller
class OthersAccessController {

    private static final String PAGE = "/organisation/accounts/{id}/access";

    record AccessPage(OthersAccess.Link account, List<Sessions.Open> sessions, List<Tokens.Token> tokens, Form form) {}

    private final Accounts accounts;
    private final OthersAccess others;
    private final Tokens tokens;

    OthersAccessController(Accounts accounts, OthersAccess others, Tokens tokens) {
        this.accounts = accounts;
        this.others = others;
        this.tokens = tokens;
    }

    @GetMapping(PAGE)
    ModelAndView page(@PathVariable int id) {
        var link = others.link(id);
        return page(id, Form.empty().with("issuer", link.issuer()).with("subject", link.subject()));
    }

    private ModelAndView page(int id, Form form) {
        var page = new ModelAndView(
                "organisation/access/others",
                "page",
                new AccessPage(others.link(id), others.sessions(id), tokens.of(id), form));
        if (!form.ok()) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private static String back(int id) {
        return "redirect:" + PAGE.replace("{id}", String.valueOf(id));
    }

    @PostMapping(PAGE + "/sessions/end")
    String end(@PathVariable int id, RedirectAttributes redirect) {
        others.endSessions(id);
        Flash.done(redirect, "organisation.others.sessionsEnded");
        return back(id);
    }

    @PostMapping(PAGE + "/tokens/{token}/revoke")
    String revoke(@PathVariable int id, @PathVariable long token, RedirectAttributes redirect) {
        tokens.revoke(id, token);
        Flash.done(redirect, "organisation.account.tokenRevoked");
        return back(id);
    }

    @PostMapping(PAGE + "/service")
    ModelAndView link(@PathVariable int id, @RequestParam Map<String, String> params, RedirectAttributes redirect) {
        var form = Form.of(params);
        try {
            accounts.link(id, form.typed("issuer"), form.typed("subject"));
        } catch (Invalid e) {
            return page(id, form.refused(e));
        }
        Flash.done(redirect, "organisation.others.linked");
        return new ModelAndView(back(id));
    }
}
