package org.verdite.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// The frame around every page, tried on the smallest group: unit, lists, conflicts, jobs, preferences, problems.
class FramePagesTests extends OrganisationTest {

    @Autowired
    Contractors contractors;

    private MvcTestResult get(MockHttpSession session, String path) {
        return mvc.get().uri(java.net.URI.create(path)).session(session).exchange();
    }

    private MvcTestResult fragment(MockHttpSession session, String path) {
        return mvc.get()
                .uri(java.net.URI.create(path))
                .session(session)
                .header("HX-Request", "true")
                .exchange();
    }

    private MvcTestResult post(MockHttpSession session, String path, String... params) {
        var request = mvc.post().uri(path).session(session).with(csrf());
        for (int i = 0; i < params.length; i += 2) {
            request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse()
                    .getContentAsString(StandardCharsets.UTF_8)
                    .replace("&amp;", "&");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String find(String pattern, String in) {
        var found = Pattern.compile(pattern).matcher(in);
        assertThat(found.find()).as(pattern + " in " + in).isTrue();
        return found.group(1);
    }

    @Test
    void another_unit_keeps_every_filter_of_the_page() {
        var north = unit(top);
        var below = unit(north);
        var session = signIn(account(Role.DIRECTOR, north));
        String page = text(get(session, "/organisation/sites?kind=MINE&q=egret&unit=" + north));
        String switcher = find("class=\"vd-unit\" href=\"([^\"]+)\"", page);
        assertThat(switcher).startsWith("/units?").contains(URLEncoder.encode("&q=egret", StandardCharsets.UTF_8));
        assertThat(text(get(session, switcher)))
                .contains("/organisation/sites?kind=MINE&q=egret&unit=" + below)
                .contains("href=\"/organisation/sites?kind=MINE&q=egret\"");
        assertThat(text(get(session, "/units?back=//evil.example"))).doesNotContain("href=\"//evil", "value=\"//evil");
    }

    @Test
    void the_switcher_is_a_fragment_with_one_level_and_states_in_words() {
        var north = unit(top);
        site(unit(north));
        var deep = unit(unit(north));
        var session = signIn(account(Role.DIRECTOR, north));
        String level = text(fragment(session, "/units?below=" + north + "&back=/desk"));
        assertThat(level)
                .doesNotContain("<html")
                .contains("no data", "hx-get=\"/units\"")
                .doesNotContain("unit=" + deep);
        assertThat(text(fragment(session, "/units?below=" + deep + "&back=/desk")))
                .contains("unit=" + deep);
        assertThat(text(fragment(session, "/units?q=nothing-like-it&back=/desk")))
                .contains("No unit matches");
    }

    @Test
    void a_step_leads_back_into_the_unit_it_was_taken_in() {
        var north = unit(top);
        var session = signIn(account(Role.DIRECTOR, north));
        String page = "/organisation/units/" + north + "?unit=" + north;
        assertThat(post(
                        session,
                        "/organisation/units/" + north + "/change",
                        "_page",
                        page,
                        "version",
                        "1",
                        "name.en",
                        "N",
                        "kind",
                        "REGION"))
                .hasStatus(302)
                .hasRedirectedUrl("/organisation/units/" + north + "?unit=" + north);
        String again = text(post(session, "/organisation/units/" + north + "/change", "_page", page, "version", "2"));
        assertThat(again)
                .contains("name=\"back\" value=\"" + page + "\"")
                .contains("name=\"_page\" value=\"" + page + "\"");
        int foreign = unit(top).value();
        assertThat(post(
                        session,
                        "/organisation/units/" + north + "/change",
                        "_page",
                        "/x?unit=" + foreign,
                        "version",
                        "2",
                        "name.en",
                        "N",
                        "kind",
                        "REGION"))
                .hasRedirectedUrl("/organisation/units/" + north);
    }

    @Test
    void what_is_found_opens_within_the_unit() {
        var north = unit(top);
        var session = signIn(account(Role.DIRECTOR, north));
        String page = text(get(session, "/search?q=people&unit=" + north));
        assertThat(page)
                .contains("href=\"/organisation/people?unit=" + north)
                .contains("name=\"unit\" value=\"" + north);
    }

    @Test
    void a_list_of_three_pages_is_turned_forward_and_back_and_taken_along_whole() {
        var north = unit(top);
        var session = signIn(account(Role.DIRECTOR, north));
        String code = "LP" + next() + "-";
        system(() -> {
            for (int i = 100; i < 220; i++) {
                contractors.add(north, code + i, LocalText.of("en", "Listed " + i), "CN");
            }
            return true;
        });
        String list = "/organisation/contractors?q=" + code;
        var shown = new ArrayList<List<String>>();
        String next = list;
        for (int i = 0; i < 3; i++) {
            String page = text(get(session, next));
            shown.add(codes(code, page));
            next = i == 2 ? "" : find("href=\"([^\"]*after=[^\"]*)\"", page);
            if (i == 2) {
                assertThat(page).doesNotContainPattern("href=\"[^\"]*after=");
                String back = text(get(session, find("href=\"([^\"]*before=[^\"]*)\"", page)));
                assertThat(codes(code, back)).isEqualTo(shown.get(1));
                String first = text(get(session, find("href=\"([^\"]*before=[^\"]*)\"", back)));
                assertThat(codes(code, first)).isEqualTo(shown.get(0));
                assertThat(first).doesNotContainPattern("href=\"[^\"]*before=");
            }
        }
        assertThat(shown.stream().flatMap(List::stream)).hasSize(120).doesNotHaveDuplicates();
        assertThat(codes(code, text(get(session, "/organisation/contractors/export?format=csv&q=" + code))))
                .hasSize(120);
    }

    private static List<String> codes(String prefix, String page) {
        return Pattern.compile(prefix + "\\d{3}")
                .matcher(page)
                .results()
                .map(r -> r.group())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/organisation/sites?after=bm9uc2Vuc2U",
                "/organisation/sites?before=%25%25",
                "/organisation/sites?q=a%00b",
                "/search?q=a%00b",
                "/api/organisation/sites?after=bm9uc2Vuc2U"
            })
    void a_tampered_address_is_answered_with_a_sentence(String path) {
        assertThat(get(signIn(account(Role.DIRECTOR, unit(top))), path)).hasStatus(422);
    }

    @Test
    void a_cursor_of_the_right_number_of_keys_and_the_wrong_type_is_no_error_of_ours() {
        String cursor = Base64.getUrlEncoder().encodeToString("A\u001fseven".getBytes(StandardCharsets.UTF_8));
        var session = signIn(account(Role.DIRECTOR, unit(top)));
        assertThat(text(get(session, "/organisation/sites?after=" + cursor)))
                .contains("This page of the list is not known");
        assertThat(get(session, "/organisation/sites?q=" + "x".repeat(201))).hasStatus(422);
    }

    @Test
    void json_that_does_not_fit_names_its_field_and_what_is_expected() {
        var north = unit(top);
        var session = signIn(account(Role.DIRECTOR, north));
        String code = "J-" + next();
        var answer = mvc.post()
                .uri("/api/organisation/units")
                .session(session)
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"code\":\"" + code + "\",\"name\":{\"en\":\"a\"},\"kind\":\"SECTION\",\"parent\":" + north
                        + ",\"opened\":\"yesterday\"}")
                .exchange();
        assertThat(answer)
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("opened");
        assertThat(answer).bodyText().contains("“yesterday” is not a date");
        assertThat(get(session, "/api/organisation/units?on=yesterday"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("on");
    }

    @Test
    void a_character_that_is_no_text_is_refused_in_json() {
        var north = unit(top);
        var answer = mvc.patch()
                .uri("/api/organisation/units/" + north)
                .session(signIn(account(Role.DIRECTOR, north)))
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"version\":1,\"name\":{\"en\":\"a\\u0000b\"}}")
                .exchange();
        assertThat(answer).hasStatus(422);
    }

    @Test
    void the_second_writer_keeps_what_only_they_changed_and_chooses_the_rest() {
        var north = unit(top);
        String path = "/organisation/units/" + north + "/change";
        var mine = signIn(account(Role.DIRECTOR, north));
        String form = text(get(mine, "/organisation/units/" + north));
        String was = find("name=\"was.name.en\" value=\"([^\"]*)\"", form);
        assertThat(post(
                        signIn(account(Role.DIRECTOR, north)),
                        path,
                        "version",
                        "1",
                        "name.en",
                        "Theirs",
                        "kind",
                        "SUBSIDIARY"))
                .hasStatus(302);
        String page = text(post(
                mine,
                path,
                "_page",
                "/organisation/units/" + north,
                "version",
                "1",
                "name.en",
                was,
                "was.name.en",
                was,
                "name.zh",
                "",
                "was.name.zh",
                "单位",
                "kind",
                "REGION",
                "was.kind",
                "SUBSIDIARY"));
        assertThat(page)
                .contains("Kind: “Region”, as you wrote")
                .contains("“Theirs”, as ")
                .contains("name=\"kind\" value=\"REGION\"")
                .contains("name=\"name.en\" value=\"Theirs\"")
                .contains("href=\"/organisation/units/" + north + "\"")
                .doesNotContain("checked>Theirs");
    }

    @Test
    void the_end_of_a_job_waits_on_the_desk_until_it_is_seen_and_says_no_stack_trace() {
        var north = unit(top);
        int account = account(Role.DIRECTOR, north);
        var session = signIn(account);
        long failed = job(north, account, "FAILED", "0AB1C2D3");
        long refused = job(north, account, "FAILED", "{\"key\":\"ui.list.format\",\"args\":[\"pdf\"]}");
        assertThat(text(get(session, "/jobs/" + refused))).contains("“pdf” is not a format");
        long running = job(north, account, "RUNNING", "");
        assertThat(text(get(session, "/desk"))).contains("/jobs/" + failed, "/jobs/" + running, "Look at what failed");
        assertThat(text(get(session, "/jobs/" + failed)))
                .contains("Reference 0AB1C2D3", "Failed, nothing was changed.");
        assertThat(text(get(session, "/desk"))).doesNotContain("/jobs/" + failed + "\"");
        assertThat(text(fragment(session, "/jobs/" + running)))
                .contains("data-job=\"/jobs/" + running, "<progress value=\"30\"")
                .doesNotContain("<html");
        assertThat(post(session, "/jobs/" + running + "/cancel")).hasRedirectedUrl("/jobs/" + running);
        assertThat(apart.system(
                        "test",
                        () -> jdbc.sql("select cancel from ui.job where id = :id")
                                .param("id", running)
                                .query((rs, _) -> rs.getBoolean(1))
                                .single()))
                .isTrue();
    }

    private long job(UnitId unit, int account, String state, String failure) {
        return apart.system(
                "test",
                () -> jdbc.sql("""
                        insert into ui.job (unit_id, kind, argument, title, who, account, state, done, total, failure, ended_at)
                        values (:unit, 'test', '', '{"en": "Long work"}', 'test', :account, :state, 3, 10, :failure,
                          case when :state = 'RUNNING' then null else verdite.now() end) returning id""")
                        .param("unit", unit.value())
                        .param("account", account)
                        .param("state", state)
                        .param("failure", failure)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    @Test
    void language_and_appearance_are_remembered_and_the_system_can_be_followed_again() {
        var session = signIn(account(Role.DIRECTOR, unit(top)));
        var answer = post(session, "/preferences", "language", "zh-CN", "appearance", "dark", "back", "/desk?x=1&y=2");
        assertThat(answer).hasStatus(303).hasHeader("Location", "/desk?x=1&y=2");
        assertThat(answer.getResponse().getHeaders("Set-Cookie"))
                .anyMatch(c -> c.startsWith("language=zh-CN") && c.contains("HttpOnly") && c.contains("SameSite=Lax"))
                .anyMatch(c -> c.startsWith("appearance=dark"));
        var dark = mvc.get()
                .uri("/desk")
                .session(session)
                .cookie(new jakarta.servlet.http.Cookie("appearance", "dark"))
                .cookie(new jakarta.servlet.http.Cookie("language", "zh-CN"))
                .exchange();
        assertThat(dark).bodyText().contains("data-bs-theme=\"dark\"", "lang=\"zh-CN\"", "跟随系统");
        var system = post(session, "/preferences", "appearance", "system", "back", "/\\evil.example");
        assertThat(system).hasHeader("Location", "/");
        assertThat(system.getResponse().getHeader("Set-Cookie")).startsWith("appearance=system");
    }

    @Test
    void what_is_not_here_is_said_inside_the_frame() {
        var session = signIn(account(Role.DIRECTOR, unit(top)));
        assertThat(get(session, "/organisation/sites/999999"))
                .hasStatus(404)
                .bodyText()
                .contains("vd-side", "There is nothing here");
    }

    @Test
    void every_list_of_the_room_is_a_file_in_both_formats() {
        var north = unit(top);
        site(north);
        var session = signIn(account(Role.ADMINISTRATOR, north));
        for (String list : List.of("sites", "contractors", "accounts", "people", "units")) {
            for (String format : List.of("csv", "xlsx")) {
                assertThat(get(session, "/organisation/" + list + "/export?format=" + format + "&unit=" + north))
                        .as(list + " " + format)
                        .hasStatusOk();
            }
        }
    }
}
