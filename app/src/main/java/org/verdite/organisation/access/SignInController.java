package org.verdite.organisation.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.verdite.organisation.Apart;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotHere;
import org.verdite.ui.Json;
import org.verdite.ui.Preferences;
import org.verdite.ui.form.Form;

/// The sign-in page, and the page of the first run.
@Controller
class SignInController {

    /// @param problem message key of what was wrong, empty at first
    record SignInPage(String problem, String login, List<Service> services, List<Example> examples) {}

    /// The group's own sign-in service.
    record Service(String name, String path) {}

    /// A sign-in of the demonstration.
    record Example(String login, LocalText name, String role) {}

    record FirstRunPage(Form form, boolean askCode) {}

    private final Apart apart;
    private final JdbcClient jdbc;
    private final FirstRun firstRun;
    private final ObjectProvider<ClientRegistrationRepository> services;

    SignInController(
            Apart apart, JdbcClient jdbc, FirstRun firstRun, ObjectProvider<ClientRegistrationRepository> services) {
        this.apart = apart;
        this.jdbc = jdbc;
        this.firstRun = firstRun;
        this.services = services;
    }

    @GetMapping("/sign-in")
    ModelAndView signIn(
            @RequestParam Map<String, String> params, HttpServletRequest request, HttpServletResponse response) {
        String language = params.getOrDefault("language", "");
        if (language.equals("en") || language.equals("zh-CN")) {
            response.addHeader("Set-Cookie", cookie(language));
            return new ModelAndView("redirect:/sign-in");
        }
        String problem = List.of("wrong", "locked", "unknown", "service", "notOidc").stream()
                .filter(params::containsKey)
                .findFirst()
                .map(why -> "organisation.signIn." + why)
                .orElse("");
        var session = request.getSession(false);
        String login =
                session != null && session.getAttribute(SignedInHandler.LOGIN) instanceof String typed ? typed : "";
        return new ModelAndView(
                "organisation/access/signIn",
                "page",
                new SignInPage(problem, problem.isEmpty() ? "" : login, services(), examples()));
    }

    private List<Service> services() {
        if (!(services.getIfAvailable() instanceof Iterable<?> all)) {
            return List.of();
        }
        var found = new java.util.ArrayList<Service>();
        for (Object each : all) {
            if (each instanceof ClientRegistration r && r.getScopes().contains("openid")) {
                found.add(new Service(r.getClientName(), "/oauth2/authorization/" + r.getRegistrationId()));
            }
        }
        return found;
    }

    /// One sign-in a role, in the order they were made, and that of somebody from outside.
    private List<Example> examples() {
        return apart.system(
                "sign-in",
                () -> jdbc.sql("""
                        select distinct on (a.id) a.login, p.name, coalesce(g.role, 'GUEST') as role
                        from organisation.account a join organisation.person p on p.id = a.person_id
                        left join organisation.grant_of_role g on g.account_id = a.id and g.revoked_at is null
                        where a.demonstration and not a.disabled order by a.id, g.id limit 20""")
                        .query((rs, _) -> new Example(
                                rs.getString("login"), Json.text(rs.getString("name")), rs.getString("role")))
                        .list());
    }

    private static String cookie(String language) {
        return ResponseCookie.from(Preferences.LANGUAGE, language)
                .path("/")
                .maxAge(java.time.Duration.ofDays(365))
                .sameSite("Lax")
                .httpOnly(true)
                .build()
                .toString();
    }

    @GetMapping("/first-run")
    ModelAndView firstRun(@RequestParam(defaultValue = "") String code, HttpServletRequest request) {
        requireOpen();
        return page(Form.empty().with("setup", code), request);
    }

    private ModelAndView page(Form form, HttpServletRequest request) {
        return new ModelAndView(
                "organisation/access/firstRun", "page", new FirstRunPage(form, !FirstRun.here(request)));
    }

    @PostMapping("/first-run")
    ModelAndView begin(@RequestParam Map<String, String> params, HttpServletRequest request) {
        requireOpen();
        var form = Form.of(params);
        if (!FirstRun.here(request) && !firstRun.codeFits(form.typed("setup"))) {
            form.problem("setup", "organisation.firstRun.codeWrong");
        }
        try {
            var beginning = new FirstRun.Beginning(
                    form.texts("group", 200),
                    form.text("code", 40),
                    form.texts("person", 200),
                    form.optionalText("email", 200),
                    form.text("login", 80),
                    form.typed("password"));
            form.check();
            firstRun.begin(beginning);
            return new ModelAndView("redirect:/sign-in");
        } catch (Invalid e) {
            if (form.ok()) {
                form.refused(e);
            }
            var again = page(form, request);
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    private void requireOpen() {
        if (!firstRun.open()) {
            throw new NotHere("first run");
        }
    }
}
