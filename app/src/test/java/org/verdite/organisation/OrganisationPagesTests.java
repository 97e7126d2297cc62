package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.shared.LocalText;

class OrganisationPagesTests extends OrganisationTest {

    @org.springframework.beans.factory.annotation.Autowired
    Contractors contractors;

    private MvcTestResult get(MockHttpSession session, String path) {
        return mvc.get().uri(path).session(session).exchange();
    }

    private MvcTestResult post(MockHttpSession session, String path, String... params) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        for (int i = 0; i < params.length; i += 2) {
            request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    @Test
    void every_page_opens_in_both_languages() {
        var north = unit(top);
        var site = site(north);
        int admin = account(Role.ADMINISTRATOR, north);
        system(() -> accounts.grant(admin, Role.DIRECTOR, north, START, null));
        int n = next();
        system(() -> {
            sites.member(new NewMembership(
                    "ISO_SCOPE", site, "PENDING", BigDecimal.ONE, START, null, LocalDate.of(2027, 1, 1), "", ""));
            sites.addFacility(
                    new NewFacility(site, north, "DW001", LocalText.of("Outfall", "排放口", "en"), "OUTFALL", null, null));
            posts.establish(
                    new NewPosition("POST" + n, north, "ENVIRONMENT_FULL_TIME", LocalText.of("en", "Officer"), null));
            return true;
        });
        int company = system(() -> contractors.add(north, "CO" + n, LocalText.of("en", "Company"), "CN"));
        int person = java.util.Objects.requireNonNull(grants.holder(admin)).person();
        var session = signIn(admin);
        for (String path : List.of(
                "/organisation",
                "/organisation?on=2021-05-05",
                "/organisation/roles",
                "/organisation/units/" + north,
                "/organisation/units/" + north + "/site",
                "/organisation/units/" + north + "/people/new",
                "/organisation/units/" + north + "/posts/new",
                "/organisation/sites",
                "/organisation/sites?kind=MINE&q=site",
                "/organisation/sites/" + site,
                "/organisation/sites/" + site + "/edit",
                "/organisation/people",
                "/organisation/people?unit=" + north,
                "/organisation/people/" + person,
                "/organisation/people/" + person + "/account",
                "/organisation/accounts",
                "/organisation/accounts/" + admin,
                "/organisation/contractors",
                "/organisation/contractors/" + company,
                "/organisation/account",
                "/units")) {
            assertThat(get(session, path)).as(path).hasStatusOk();
            assertThat(mvc.get()
                            .uri(path)
                            .session(session)
                            .header("Accept-Language", "zh-CN")
                            .exchange())
                    .as(path + " in Chinese")
                    .hasStatusOk();
        }
        assertThat(get(session, "/organisation/people/export?format=xlsx")).hasStatusOk();
        assertThat(get(session, "/organisation/units/export?format=csv"))
                .hasStatusOk()
                .bodyText()
                .contains("U-");
    }

    @Test
    void a_form_with_a_wrong_field_comes_back_with_what_was_typed() {
        var north = unit(top);
        var session = signIn(account(Role.DIRECTOR, north));
        assertThat(post(
                        session,
                        "/organisation/units/" + north + "/children",
                        "name.en",
                        "<b>Bold</b>",
                        "code",
                        "not a code",
                        "kind",
                        "SECTION",
                        "opened",
                        "yesterday"))
                .hasStatus(422)
                .bodyText()
                .contains("&lt;b>Bold&lt;/b>", "not a code", "yesterday")
                .doesNotContain("<b>Bold");
    }

    @Test
    void a_unit_is_opened_and_moved_from_its_page() {
        var north = unit(top);
        var south = unit(north);
        String code = "NEW-" + next();
        var session = signIn(account(Role.DIRECTOR, north));
        assertThat(post(
                        session,
                        "/organisation/units/" + north + "/children",
                        "name.en",
                        "Opened here",
                        "code",
                        code,
                        "kind",
                        "SECTION",
                        "opened",
                        "2021-01-01"))
                .hasStatus(302);
        var opened = system(() -> units.byCode(code));
        assertThat(post(
                        session,
                        "/organisation/units/" + opened + "/move",
                        "parent",
                        loginlessCode(south),
                        "from",
                        "2026-01-01",
                        "reason",
                        "test"))
                .hasStatus(302);
        assertThat(get(session, "/organisation/units/" + opened))
                .hasStatusOk()
                .bodyText()
                .contains("Opened here");
    }

    private String loginlessCode(org.verdite.shared.UnitId unit) {
        return java.util.Objects.requireNonNull(trees.today().node(unit.value()))
                .code();
    }

    @Test
    void the_second_writer_sees_both_versions_and_loses_nothing() {
        var north = unit(top);
        var site = site(north);
        int director = account(Role.DIRECTOR, north);
        int other = account(Role.DIRECTOR, north);
        var session = signIn(director);
        String unitPath = "/organisation/units/" + north + "/change";
        assertThat(post(signIn(other), unitPath, "version", "1", "name.en", "Their name", "kind", "REGION"))
                .hasStatus(302);
        assertThat(post(session, unitPath, "version", "1", "name.en", "My name", "kind", "SUBSIDIARY"))
                .hasStatus(409)
                .bodyText()
                .contains("Their name", "My name", "Person", "Somebody saved before you");
        String sitePath = "/organisation/sites/" + site + "/edit";
        String[] form = {
            "version",
            "0",
            "name.en",
            "My site",
            "kind",
            "MINE",
            "country",
            "CN",
            "timeZone",
            "Asia/Shanghai",
            "latitude",
            "25.1",
            "longitude",
            "102.7"
        };
        assertThat(post(session, sitePath, form)).hasStatus(409).bodyText().contains("My site");
    }

    @Test
    void the_menu_shows_only_what_a_person_may_open() {
        var session = signIn(account(Role.EXECUTIVE, unit(top)));
        assertThat(get(session, "/organisation"))
                .hasStatusOk()
                .bodyText()
                .contains("/organisation/people")
                .doesNotContain("href=\"/organisation/accounts\"");
    }

    @Test
    void letters_where_a_number_belongs_are_no_error_of_ours() {
        var session = signIn(account(Role.DIRECTOR, unit(top)));
        assertThat(get(session, "/organisation/sites/abc")).hasStatus(400);
        assertThat(get(session, "/api/organisation/units?on=yesterday")).hasStatus(400);
        assertThat(post(session, "/api/organisation/units")).hasStatus4xxClientError();
    }
}
