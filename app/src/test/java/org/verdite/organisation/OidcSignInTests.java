package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Signing in through the group's own service, against a small one on a real socket.
class OidcSignInTests extends OrganisationTest {

    private static final FakeIssuer ISSUER = new FakeIssuer();

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        String client = "spring.security.oauth2.client.";
        properties.add(client + "registration.group.client-id", () -> FakeIssuer.CLIENT);
        properties.add(client + "registration.group.client-secret", () -> "secret");
        properties.add(client + "registration.group.client-name", () -> "Group account");
        properties.add(client + "registration.group.scope", () -> "openid,profile,email");
        properties.add(client + "provider.group.issuer-uri", ISSUER::address);
        properties.add(client + "registration.plain.client-id", () -> FakeIssuer.CLIENT);
        properties.add(client + "registration.plain.client-secret", () -> "secret");
        properties.add(client + "registration.plain.client-name", () -> "Plain account");
        properties.add(client + "registration.plain.authorization-grant-type", () -> "authorization_code");
        properties.add(
                client + "registration.plain.redirect-uri", () -> "{baseUrl}/login/oauth2/code/{registrationId}");
        properties.add(client + "registration.plain.scope", () -> "read");
        properties.add(client + "provider.plain.authorization-uri", () -> ISSUER.address() + "/authorize");
        properties.add(client + "provider.plain.token-uri", () -> ISSUER.address() + "/token");
        properties.add(client + "provider.plain.user-info-uri", () -> ISSUER.address() + "/user");
        properties.add(client + "provider.plain.user-name-attribute", () -> "id");
    }

    @AfterAll
    static void stop() {
        ISSUER.stop();
    }

    /// What a browser does: to the service, back with a code, and the answer to that.
    private MvcTestResult signInWith(String service) throws IOException, InterruptedException {
        var away = mvc.get().uri("/oauth2/authorization/" + service).exchange();
        var session = (MockHttpSession) away.getRequest().getSession(false);
        try (var browser = HttpClient.newHttpClient()) {
            var back = browser.send(
                    HttpRequest.newBuilder(URI.create(
                                    Objects.requireNonNull(away.getResponse().getRedirectedUrl())))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            String location = back.headers().firstValue("Location").orElseThrow();
            return mvc.get()
                    .uri(URI.create(location))
                    .session(Objects.requireNonNull(session))
                    .exchange();
        }
    }

    private String emailOf(int account) {
        return apart.system(
                "test",
                () -> jdbc.sql("""
                        select p.email from organisation.account a join organisation.person p on p.id = a.person_id
                        where a.id = :id""")
                        .param("id", account)
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    private String subjectOf(int account) {
        return apart.system(
                "test",
                () -> jdbc.sql("select coalesce(oidc_subject, '') from organisation.account where id = :id")
                        .param("id", account)
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    private static MockHttpSession session(MvcTestResult answer) {
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(false));
    }

    @Test
    void a_confirmed_e_mail_links_the_account_once_and_then_the_services_key_counts() throws Exception {
        int account = account(Role.OFFICER, unit(top));
        ISSUER.answersFor("s-" + account, emailOf(account).toUpperCase(java.util.Locale.ROOT), true);
        var answer = signInWith("group");
        assertThat(answer).hasStatus(302).hasRedirectedUrl("/");
        assertThat(mvc.get()
                        .uri("/organisation/account")
                        .session(session(answer))
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains(loginOf(account));
        assertThat(subjectOf(account)).isEqualTo("s-" + account);

        ISSUER.answersFor("s-" + account, "renamed@example.org", true);
        assertThat(signInWith("group")).hasRedirectedUrl("/");
    }

    @Test
    void somebody_elses_key_does_not_take_over_a_linked_account() throws Exception {
        int account = account(Role.OFFICER, unit(top));
        ISSUER.answersFor("first-" + account, emailOf(account), true);
        signInWith("group");
        ISSUER.answersFor("second-" + account, emailOf(account), true);
        assertThat(signInWith("group")).hasRedirectedUrl("/sign-in?unknown");
        assertThat(subjectOf(account)).isEqualTo("first-" + account);
    }

    @Test
    void whom_nobody_gave_an_account_is_refused_in_words() throws Exception {
        account(Role.OFFICER, top);
        ISSUER.answersFor("stranger", "stranger@example.org", true);
        var answer = signInWith("group");
        assertThat(answer).hasRedirectedUrl("/sign-in?unknown");
        assertThat(mvc.get().uri("/sign-in?unknown").session(session(answer)).exchange())
                .bodyText()
                .contains("Nobody gave this person an account");
        assertThat(mvc.get().uri("/desk").session(session(answer)).exchange()).hasRedirectedUrl("/sign-in");
    }

    @Test
    void a_closed_account_is_neither_linked_nor_let_in() throws Exception {
        int account = account(Role.OFFICER, unit(top));
        String email = emailOf(account);
        system(() -> {
            accounts.disable(account, true);
            return true;
        });
        ISSUER.answersFor("closed-" + account, email, true);
        assertThat(signInWith("group")).hasRedirectedUrl("/sign-in?unknown");
        assertThat(subjectOf(account)).isEmpty();
    }

    @Test
    void an_e_mail_that_the_service_does_not_confirm_counts_for_nothing_until_an_administrator_enters_the_key()
            throws Exception {
        int account = account(Role.OFFICER, unit(top));
        for (Boolean confirmed : new Boolean[] {false, null}) {
            ISSUER.answersFor("u-" + account, emailOf(account), confirmed);
            assertThat(signInWith("group")).hasRedirectedUrl("/sign-in?unknown");
        }
        system(() -> {
            accounts.link(account, ISSUER.address(), "u-" + account);
            return true;
        });
        assertThat(signInWith("group")).hasRedirectedUrl("/");
    }

    @Test
    void a_service_without_openid_connect_says_so_instead_of_going_round_in_circles() throws Exception {
        account(Role.OFFICER, top);
        var answer = signInWith("plain");
        assertThat(answer).hasRedirectedUrl("/sign-in?notOidc");
        assertThat(mvc.get()
                        .uri("/sign-in?notOidc")
                        .session(session(answer))
                        .header("Accept-Language", "zh-CN")
                        .exchange())
                .bodyText()
                .contains("OpenID Connect");
        assertThat(mvc.get().uri("/desk").session(session(answer)).exchange()).hasRedirectedUrl("/sign-in");
        assertThat(mvc.get().uri("/sign-in").exchange())
                .bodyText()
                .contains("/oauth2/authorization/group")
                .contains("Sign in with Group account")
                .doesNotContain("Plain account");
    }
}
