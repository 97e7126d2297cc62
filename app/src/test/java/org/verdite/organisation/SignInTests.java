package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SignInTests extends OrganisationTest {

    private MvcTestResult attempt(String login, String password, String address) {
        return mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .param("username", login)
                .param("password", password)
                .exchange();
    }

    @Test
    void pages_lead_to_the_sign_in_and_the_api_says_401_in_words() {
        unit(top);
        account(Role.OFFICER, top);
        assertThat(mvc.get().uri("/desk").exchange()).hasStatus(302).hasRedirectedUrl("/sign-in");
        assertThat(mvc.get().uri("/api/organisation/me").exchange())
                .hasStatus(401)
                .hasHeader("WWW-Authenticate", "Bearer")
                .hasContentType("application/problem+json");
        assertThat(mvc.get().uri("/sign-in").exchange()).hasStatusOk();
    }

    @Test
    void login_and_password_open_a_session() {
        int account = account(Role.OFFICER, unit(top));
        assertThat(attempt(loginOf(account), PASSWORD, "10.0.0.1"))
                .hasStatus(302)
                .hasRedirectedUrl("/");
        assertThat(mvc.get().uri("/desk").session(signIn(account)).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("My desk");
    }

    @Test
    void ten_wrong_passwords_lock_the_login_for_a_quarter_of_an_hour() {
        int account = account(Role.OFFICER, unit(top));
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(loginOf(account), "wrong", "10.1.0." + i)).hasRedirectedUrl("/sign-in?wrong");
        }
        assertThat(attempt(loginOf(account), PASSWORD, "10.1.0.99")).hasRedirectedUrl("/sign-in?locked");
        clock.forward(Duration.ofMinutes(14));
        assertThat(attempt(loginOf(account), PASSWORD, "10.1.0.99")).hasRedirectedUrl("/sign-in?locked");
        clock.forward(Duration.ofMinutes(1));
        assertThat(attempt(loginOf(account), PASSWORD, "10.1.0.99")).hasRedirectedUrl("/");
    }

    @Test
    void a_login_that_nobody_has_is_locked_just_the_same() {
        account(Role.OFFICER, top);
        for (int i = 0; i < 10; i++) {
            assertThat(attempt("nobody-at-all", "wrong", "10.2.0." + i)).hasRedirectedUrl("/sign-in?wrong");
        }
        assertThat(attempt("nobody-at-all", "wrong", "10.2.0.99")).hasRedirectedUrl("/sign-in?locked");
    }

    @Test
    void fifty_wrong_passwords_from_one_address_lock_the_address_and_no_other() {
        int account = account(Role.OFFICER, unit(top));
        for (int i = 0; i < 50; i++) {
            attempt("somebody-" + i, "wrong", "10.3.0.1");
        }
        assertThat(attempt(loginOf(account), PASSWORD, "10.3.0.1")).hasRedirectedUrl("/sign-in?locked");
        assertThat(attempt(loginOf(account), PASSWORD, "10.3.0.2")).hasRedirectedUrl("/");
    }

    @Test
    void nine_wrong_passwords_are_forgiven_by_a_right_one() {
        int account = account(Role.OFFICER, unit(top));
        for (int i = 0; i < 9; i++) {
            attempt(loginOf(account), "wrong", "10.4.0.1");
        }
        attempt(loginOf(account), PASSWORD, "10.4.0.1");
        attempt(loginOf(account), "wrong", "10.4.0.1");
        assertThat(attempt(loginOf(account), PASSWORD, "10.4.0.1")).hasRedirectedUrl("/");
    }

    @Test
    void every_attempt_stands_in_the_trail_without_the_password_or_the_login() {
        int account = account(Role.OFFICER, unit(top));
        attempt(loginOf(account), "my secret password", "10.5.0.1");
        String entries = apart.system(
                "test",
                () -> jdbc.sql(
                                "select coalesce(string_agg(new::text, ' '), '') from trail.entry where place = 'organisation.sign_in'")
                        .query((rs, _) -> rs.getString(1))
                        .single());
        assertThat(entries)
                .contains("\"WRONG\"")
                .doesNotContain("my secret password")
                .doesNotContain(loginOf(account));
    }

    @Test
    void a_form_without_its_token_is_refused() {
        int account = account(Role.OFFICER, unit(top));
        var session = signIn(account);
        assertThat(mvc.post()
                        .uri("/preferences")
                        .session(session)
                        .param("language", "en")
                        .exchange())
                .hasStatus(403);
        assertThat(mvc.post().uri("/api/organisation/tokens").session(session).exchange())
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/preferences")
                        .session(session)
                        .with(csrf())
                        .param("language", "en")
                        .exchange())
                .hasStatus(303);
    }

    @Test
    void a_disabled_account_is_signed_out_and_can_not_come_back() {
        int account = account(Role.OFFICER, unit(top));
        String login = loginOf(account);
        var session = signIn(account);
        system(() -> {
            accounts.disable(account, true);
            return true;
        });
        assertThat(mvc.get().uri("/desk").session(session).exchange()).hasStatus(401);
        assertThat(attempt(login, PASSWORD, "10.6.0.1")).hasRedirectedUrl("/sign-in?wrong");
    }

    @Test
    void pages_carry_the_strict_policy() {
        account(Role.OFFICER, top);
        assertThat(mvc.get().uri("/sign-in").exchange())
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Referrer-Policy", "same-origin")
                .headers()
                .hasHeaderSatisfying(
                        "Content-Security-Policy",
                        values -> assertThat(values.getFirst())
                                .contains("default-src 'none'", "frame-ancestors 'none'")
                                .doesNotContain("unsafe"));
    }

    @Test
    void a_unit_in_the_address_narrows_the_page_and_a_foreign_one_is_not_there() {
        var north = unit(top);
        var south = unit(top);
        var session = signIn(account(Role.OFFICER, north));
        assertThat(mvc.get().uri("/desk?unit=" + north).session(session).exchange())
                .hasStatusOk();
        assertThat(mvc.get().uri("/desk?unit=" + south).session(session).exchange())
                .hasStatus(404);
        assertThat(mvc.get().uri("/desk?unit=1%27or").session(session).exchange())
                .hasStatus(404);
        assertThat(mvc.get().uri("/desk?unit=999999999").session(session).exchange())
                .hasStatus(404);
    }

    @Test
    void the_sign_in_page_speaks_the_chosen_language() {
        account(Role.OFFICER, top);
        assertThat(mvc.get().uri("/sign-in").header("Accept-Language", "zh-CN").exchange())
                .bodyText()
                .contains("登录名");
    }
}
