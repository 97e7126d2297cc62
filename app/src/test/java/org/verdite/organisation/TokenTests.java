package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.ui.Json;

class TokenTests extends OrganisationTest {

    private String token(int account, String scope) throws Exception {
        var answer = mvc.post()
                .uri("/api/organisation/tokens")
                .header("Authorization", basic(account, PASSWORD))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"name\":\"test\",\"scope\":\"" + scope + "\",\"days\":10}")
                .exchange();
        assertThat(answer).hasStatus(201);
        return Json.mapper()
                .readTree(answer.getResponse().getContentAsString())
                .path("token")
                .asString();
    }

    private String basic(int account, String password) {
        return "Basic " + java.util.Base64.getEncoder().encodeToString((loginOf(account) + ":" + password).getBytes());
    }

    private MvcTestResult get(String path, String token) {
        return mvc.get().uri(path).header("Authorization", "Bearer " + token).exchange();
    }

    @Test
    void login_and_password_make_a_token_and_the_token_opens_the_api() throws Exception {
        var north = unit(top);
        int account = account(Role.SITE_MANAGER, north);
        String token = token(account, "WRITE");
        assertThat(token).startsWith("vd_");
        assertThat(get("/api/organisation/me", token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.login")
                .isEqualTo(loginOf(account));
        assertThat(get("/api/organisation/units/" + north, token)).hasStatusOk();
        assertThat(get("/api/organisation/units/" + top, token)).hasStatus(404);
    }

    @Test
    void only_the_fingerprint_of_a_token_is_kept() throws Exception {
        String token = token(account(Role.OFFICER, unit(top)), "READ");
        String rows = apart.system(
                "test", () -> jdbc.sql("""
                        select string_agg(t::text, ' ') || coalesce((select string_agg(new::text, ' ') from trail.entry
                          where place = 'organisation.api_token'), '') from organisation.api_token t""").query((rs, _) -> rs.getString(1)).single());
        assertThat(rows).doesNotContain(token.substring(3));
    }

    @Test
    void a_reading_token_changes_nothing_and_a_writing_one_needs_no_form_token() throws Exception {
        var north = unit(top);
        int account = account(Role.DIRECTOR, north);
        String body = "{\"version\":1,\"name\":{\"en\":\"Renamed\"}}";
        assertThat(mvc.patch()
                        .uri("/api/organisation/units/" + north)
                        .header("Authorization", "Bearer " + token(account, "READ"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange())
                .hasStatus(403);
        assertThat(mvc.patch()
                        .uri("/api/organisation/units/" + north)
                        .header("Authorization", "Bearer " + token(account, "WRITE"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.name.en")
                .isEqualTo("Renamed");
        assertThat(mvc.patch()
                        .uri("/api/organisation/units/" + north)
                        .header("Authorization", "Bearer " + token(account, "WRITE"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange())
                .hasStatus(409);
    }

    @Test
    void expired_and_revoked_tokens_open_nothing() throws Exception {
        int account = account(Role.OFFICER, unit(top));
        String token = token(account, "READ");
        clock.forward(Duration.ofDays(10));
        assertThat(get("/api/organisation/me", token)).hasStatus(401);
        String other = token(account, "READ");
        var id = scopeOf(account).get(() -> beans().mine()).getFirst().id();
        scopeOf(account).run(() -> beans().revoke(id));
        assertThat(get("/api/organisation/me", other)).hasStatus(401);
        assertThat(get("/api/organisation/me", "vd_nothing")).hasStatus(401);
    }

    @org.springframework.beans.factory.annotation.Autowired
    Tokens tokens;

    private Tokens beans() {
        return tokens;
    }

    @Test
    void a_token_makes_no_tokens_and_a_password_opens_nothing_else() throws Exception {
        int account = account(Role.DIRECTOR, unit(top));
        assertThat(mvc.post()
                        .uri("/api/organisation/tokens")
                        .header("Authorization", "Bearer " + token(account, "WRITE"))
                        .exchange())
                .hasStatus(403);
        assertThat(mvc.get()
                        .uri("/api/organisation/me")
                        .header("Authorization", basic(account, PASSWORD))
                        .exchange())
                .hasStatus(401);
        assertThat(mvc.post()
                        .uri("/api/organisation/tokens")
                        .header("Authorization", basic(account, "wrong"))
                        .exchange())
                .hasStatus(401);
    }

    @Test
    void an_unreadable_header_does_not_fall_back_to_the_session() {
        var session = signIn(account(Role.OFFICER, unit(top)));
        assertThat(mvc.get()
                        .uri("/api/organisation/me")
                        .session(session)
                        .header("Authorization", "Bearer x")
                        .exchange())
                .hasStatus(401);
        assertThat(mvc.get().uri("/api/organisation/me").session(session).exchange())
                .hasStatusOk();
    }

    @Test
    void the_account_page_shows_a_new_key_once() throws Exception {
        var session = signIn(account(Role.OFFICER, unit(top)));
        var made = mvc.post()
                .uri("/organisation/account/tokens")
                .session(session)
                .with(csrf())
                .param("name", "laboratory")
                .param("scope", "READ")
                .param("days", "90")
                .exchange();
        assertThat(made).hasStatusOk().bodyText().contains("vd_");
        assertThat(mvc.get().uri("/organisation/account").session(session).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("laboratory")
                .doesNotContain("vd_");
    }
}
