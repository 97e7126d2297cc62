package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.NotPermitted;
import org.verdite.shared.PersonId;
import org.verdite.shared.Refused;
import org.verdite.shared.UnitId;

/// Who may touch whose account, and what a new password ends.
class AccountsTests extends OrganisationTest {

    @Autowired
    Tokens tokens;

    @Autowired
    LegalEntities entities;

    private PersonId personOf(int account) {
        return new PersonId(Objects.requireNonNull(grants.holder(account)).person());
    }

    /// Belongs to the unit, and is environment director of the whole group.
    private int director(UnitId unit) {
        int account = account(Role.OFFICER, unit);
        system(() -> accounts.grant(account, Role.DIRECTOR, top, START, null));
        return account;
    }

    private MvcTestResult post(MockHttpSession session, String path, String... params) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        for (int i = 0; i < params.length; i += 2) {
            request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private String token(int account) {
        return scopeOf(account).get(() -> tokens.make("program", "READ", 30).token());
    }

    private MvcTestResult me(String token) {
        return mvc.get()
                .uri("/api/organisation/me")
                .header("Authorization", "Bearer " + token)
                .exchange();
    }

    private void changeEmail(PersonId person, String email) {
        people.change(person, 1, LocalText.of("en", "Renamed"), email, "");
    }

    @Test
    void nobody_gives_a_better_placed_person_an_e_mail_of_their_own() {
        var unit = unit(top);
        var person = personOf(director(unit));
        for (Role role : new Role[] {Role.SITE_MANAGER, Role.ADMINISTRATOR}) {
            int attacker = account(role, unit);
            scopeOf(attacker)
                    .run(() -> assertThatThrownBy(() -> changeEmail(person, "mine@example.org"))
                            .isInstanceOf(Refused.class)
                            .hasMessage("organisation.refused.signsIn"));
            assertThat(post(
                            signIn(attacker),
                            "/organisation/people/" + person + "/change",
                            "version",
                            "1",
                            "name.en",
                            "A",
                            "email",
                            "mine@example.org"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("believed by this address");
        }
        scopeOf(account(Role.ADMINISTRATOR, top)).run(() -> changeEmail(person, "new@example.org"));
    }

    @Test
    void a_site_manager_still_changes_a_name_and_the_e_mail_of_who_has_no_account() {
        var unit = unit(top);
        var person = personOf(director(unit));
        int manager = account(Role.SITE_MANAGER, unit);
        String email = system(() -> jdbcEmail(person));
        int n = next();
        var other = system(() -> people.add(new NewPerson(unit, "N" + n, LocalText.of("en", "Other"), "")));
        scopeOf(manager).run(() -> {
            changeEmail(person, email);
            changeEmail(other, "other@example.org");
        });
        assertThat(system(() -> jdbcEmail(other))).isEqualTo("other@example.org");
    }

    private String jdbcEmail(PersonId person) {
        return apart.system(
                "test",
                () -> jdbc.sql("select email from organisation.person where id = :id")
                        .param("id", person.value())
                        .query((rs, _) -> rs.getString(1))
                        .single());
    }

    @Test
    void closing_an_account_first_does_not_open_the_way_around_its_wider_roles() {
        var unit = unit(top);
        int victim = director(unit);
        system(() -> {
            accounts.disable(victim, true);
            return true;
        });
        scopeOf(account(Role.ADMINISTRATOR, unit)).run(() -> {
            assertThatThrownBy(() -> accounts.setPassword(victim, "a password of my own"))
                    .hasMessage("organisation.refused.wider");
            assertThatThrownBy(() -> accounts.disable(victim, false)).hasMessage("organisation.refused.wider");
            assertThatThrownBy(() -> accounts.link(victim, "https://login.example.org", "me"))
                    .hasMessage("organisation.refused.wider");
        });
    }

    @Test
    void a_new_password_ends_the_accounts_sessions_and_tokens() {
        var unit = unit(top);
        int account = account(Role.OFFICER, unit);
        var session = signIn(account);
        String token = token(account);
        assertThat(me(token)).hasStatusOk();
        scopeOf(account(Role.ADMINISTRATOR, unit)).run(() -> accounts.setPassword(account, "another long password"));
        assertThat(session.isInvalid()).isTrue();
        assertThat(me(token)).hasStatus(401);
    }

    @Test
    void who_changes_their_own_password_stays_signed_in_here_and_nowhere_else() {
        int account = account(Role.OFFICER, unit(top));
        var here = signIn(account);
        var elsewhere = signIn(account);
        String token = token(account);
        assertThat(post(
                        here,
                        "/organisation/account/password",
                        "old",
                        PASSWORD,
                        "password",
                        "another long password",
                        "again",
                        "another long password"))
                .hasRedirectedUrl("/organisation/account");
        assertThat(elsewhere.isInvalid()).isTrue();
        assertThat(mvc.get().uri("/organisation/account").session(here).exchange())
                .hasStatusOk();
        assertThat(me(token)).hasStatus(401);
    }

    @Test
    void everybody_sees_where_they_are_signed_in_and_ends_one_session_or_all_others() {
        int account = account(Role.OFFICER, unit(top));
        var here = signIn(account);
        var second = signIn(account);
        var third = signIn(account);
        String page = body(mvc.get().uri("/organisation/account").session(here).exchange());
        var ends = java.util.regex.Pattern.compile("/organisation/account/sessions/([0-9a-f-]{36})/end")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(ends).as("those elsewhere").hasSize(2);
        assertThat(page).contains("Sign out everywhere else");
        int other = account(Role.OFFICER, unit(top));
        assertThat(post(signIn(other), "/organisation/account/sessions/" + ends.getFirst() + "/end"))
                .as("somebody else's session")
                .hasStatus(404);
        assertThat(post(here, "/organisation/account/sessions/" + ends.getFirst() + "/end"))
                .hasRedirectedUrl("/organisation/account");
        assertThat(java.util.stream.Stream.of(second, third).filter(MockHttpSession::isInvalid))
                .hasSize(1);
        post(here, "/organisation/account/sessions/end");
        assertThat(second.isInvalid() && third.isInvalid()).isTrue();
        assertThat(here.isInvalid()).isFalse();
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void an_administrator_sees_and_ends_the_sessions_and_tokens_of_whom_they_stand_above() {
        var unit = unit(top);
        int account = account(Role.OFFICER, unit);
        var session = signIn(account);
        String token = token(account);
        var admin = signIn(account(Role.ADMINISTRATOR, unit));
        String at = "/organisation/accounts/" + account + "/access";
        String page = body(mvc.get().uri(at).session(admin).exchange());
        assertThat(page).contains("Sign out everywhere").contains("program");
        assertThat(body(mvc.get()
                        .uri("/api/organisation/accounts/" + account + "/sessions")
                        .session(admin)
                        .exchange()))
                .contains("\"since\"");
        var id = java.util.regex.Pattern.compile("tokens/(\\d+)/revoke").matcher(page);
        assertThat(id.find()).isTrue();
        assertThat(post(admin, at + "/tokens/" + id.group(1) + "/revoke")).hasRedirectedUrl(at);
        assertThat(me(token)).hasStatus(401);
        assertThat(post(admin, at + "/sessions/end")).hasRedirectedUrl(at);
        assertThat(session.isInvalid()).isTrue();
        assertThat(post(admin, at + "/service", "issuer", "nowhere", "subject", "x"))
                .hasStatus(422);
        assertThat(post(admin, at + "/service", "issuer", "https://login.example.org", "subject", "k-" + account))
                .hasRedirectedUrl(at);
    }

    @Test
    void an_administrator_of_elsewhere_reaches_neither_sessions_nor_tokens() {
        int account = account(Role.OFFICER, unit(top));
        String token = token(account);
        var admin = signIn(account(Role.ADMINISTRATOR, unit(top)));
        String api = "/api/organisation/accounts/" + account;
        assertThat(mvc.get().uri(api + "/tokens").session(admin).exchange()).hasStatus(404);
        assertThat(mvc.get().uri(api + "/sessions").session(admin).exchange()).hasStatus(404);
        assertThat(mvc.delete()
                        .uri(api + "/sessions")
                        .session(admin)
                        .with(csrf())
                        .exchange())
                .hasStatus(404);
        assertThat(me(token)).hasStatusOk();
    }

    @Test
    void seeing_the_whole_group_and_administering_one_site_does_not_change_the_groups_legal_entities() {
        int account = account(Role.EXECUTIVE, top);
        var unit = unit(top);
        system(() -> accounts.grant(account, Role.ADMINISTRATOR, unit, START, null));
        scopeOf(account).run(() -> {
            assertThatThrownBy(() -> entities.add("LE" + next(), LocalText.of("en", "Company"), "CN"))
                    .isInstanceOf(NotPermitted.class);
            assertThatThrownBy(() ->
                            units.open(new NewUnit("SECOND-TOP", LocalText.of("en", "Second"), "GROUP", null, START)))
                    .isInstanceOf(Invalid.class);
        });
        scopeOf(account(Role.ADMINISTRATOR, top))
                .run(() -> entities.add("LE" + next(), LocalText.of("en", "Company"), "CN"));
    }

    @Test
    void the_database_itself_lets_nobody_within_some_units_write_legal_entities_or_holdings() {
        int account = account(Role.ADMINISTRATOR, unit(top));
        for (String write : new String[] {
            "insert into organisation.legal_entity (code, name, country) values ('X', '{}', 'CN')",
            "update organisation.legal_entity set country = 'CL'",
            "update organisation.holding set share = 1"
        }) {
            scopeOf(account)
                    .run(() -> assertThatThrownBy(() -> apartAs(write)).hasStackTraceContaining("permission denied"));
        }
    }

    @Autowired
    org.springframework.transaction.PlatformTransactionManager transactions;

    private void apartAs(String sql) {
        new org.springframework.transaction.support.TransactionTemplate(transactions)
                .execute(_ -> jdbc.sql(sql).update());
    }

    @Test
    void an_erased_person_leaves_no_name_no_address_and_no_sign_in() {
        var unit = unit(top);
        int account = account(Role.OFFICER, unit);
        String login = loginOf(account);
        var person = personOf(account);
        var session = signIn(account);
        String token = token(account);
        system(() -> {
            accounts.link(account, "https://login.example.org", "key-" + account);
            return true;
        });
        scopeOf(account(Role.ADMINISTRATOR, unit)).run(() -> people.erase(person));
        String left = apart.system(
                "test",
                () -> jdbc.sql("""
                        select p.name::text || p.email || p.phone || a.login || coalesce(a.password_hash, '')
                          || coalesce(a.oidc_subject, '') || a.disabled
                        from organisation.account a join organisation.person p on p.id = a.person_id where a.id = :id""")
                        .param("id", account)
                        .query((rs, _) -> rs.getString(1))
                        .single());
        assertThat(left)
                .contains("Erased person")
                .endsWith("erased-" + account + "true")
                .doesNotContain(login)
                .doesNotContain("@");
        assertThat(session.isInvalid()).isTrue();
        assertThat(me(token)).hasStatus(401);
    }

    @Test
    void who_administers_a_part_does_not_erase_somebody_with_wider_roles_nor_the_last_administrator() {
        var unit = unit(top);
        var person = personOf(director(unit));
        scopeOf(account(Role.ADMINISTRATOR, unit))
                .run(() -> assertThatThrownBy(() -> people.erase(person)).hasMessage("organisation.refused.wider"));
    }

    @Test
    void a_part_of_a_units_name_gives_no_role_anywhere() {
        int n = next();
        var unit = system(() ->
                units.open(new NewUnit("W-" + n, LocalText.of("en", "Willow Creek " + n), "SUBSIDIARY", top, START)));
        int account = account(Role.OFFICER, unit);
        var admin = signIn(account(Role.ADMINISTRATOR, top));
        String path = "/organisation/accounts/" + account + "/grants";
        assertThat(post(admin, path, "role", "INSPECTOR", "at", "Willow Cree", "from", "2026-01-01"))
                .hasStatus(422);
        assertThat(post(admin, path, "role", "INSPECTOR", "at", "w-" + n, "from", "2026-01-01"))
                .hasStatus(302);
        assertThat(post(admin, path, "role", "AUDITOR", "at", "Willow Creek " + n, "from", "2026-01-01"))
                .hasStatus(302);
    }
}
