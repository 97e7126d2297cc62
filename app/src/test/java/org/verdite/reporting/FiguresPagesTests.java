package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.Statements;
import org.verdite.organisation.Role;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.Scope;

/// The pages and JSON of the figures, as signed-in people see them.
@SpringBootTest(properties = "story=pages")
@AutoConfigureMockMvc
@Import({FixtureGroup.Setting.class, Statements.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FiguresPagesTests {

    private static final Pattern HREF = Pattern.compile("href=\"([^\"]+)\"");

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    MockMvcTester mvc;

    private final Map<Role, MockHttpSession> sessions = new HashMap<>();
    private MockHttpSession ofSite = new MockHttpSession();

    @BeforeAll
    void history() {
        Scope.system("test").run(() -> {
            group.enter(clock);
            clock.to("2023-01-15");
            group.acquire("S41", LocalDate.of(2022, 7, 1));
        });
        clock.to("2023-03-27");
        for (Role role : new Role[] {Role.DIRECTOR, Role.DISCLOSER, Role.EXECUTIVE}) {
            sessions.put(role, signIn(Scope.system("test").get(() -> group.account(role, group.group()))));
        }
        ofSite = signIn(Scope.system("test").get(() -> group.account(Role.SITE_MANAGER, group.unitOf(40))));
    }

    private MockHttpSession signIn(String login) {
        var answer = mvc.post()
                .uri("/sign-in")
                .with(csrf())
                .param("username", login)
                .param("password", FixtureGroup.PASSWORD)
                .exchange();
        return (MockHttpSession) Objects.requireNonNull(answer.getRequest().getSession(false));
    }

    private String page(String path, Role role, String language) {
        var answer = mvc.get()
                .uri(path)
                .session(Objects.requireNonNull(sessions.get(role)))
                .cookie(new Cookie("language", language))
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return text(answer);
    }

    private static String text(org.springframework.test.web.servlet.assertj.MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(String html) {
        return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/?state=unknown",
                "/reporting/progress",
                "/reporting/progress?year=2020",
                "/reporting/progress?year=2022&boundary=ALL_OWNED",
                "/reporting/progress?year=2022&known=2022-06-30",
                "/reporting/explain/EMS-14001?year=2022",
                "/reporting/rule",
                "/reporting/publish?year=2022",
                "/funds",
                "/funds?year=2022&currency=CNY",
                "/funds/postings/1",
                "/funds/new",
                "/funds/rates",
                "/funds/reporting?year=2022",
                "/assessments/certificates",
                "/assessments/certificates/1",
                "/assessments/certificates/new",
                "/assessments/coverage?on=2022-12-31",
                "/assessments/coverage?on=2022-12-31&place=PENDING",
                "/assessments/recognitions",
                "/assessments/recognitions/1",
                "/assessments/recognitions/new",
                "/assessments/results?scheme=GREEN_FACTORY",
                "/assessments/results/new?scheme=GREEN_MINE",
                "/targets",
                "/targets/ISO-2023?year=2022",
                "/targets/new",
                "/targets/new?code=ISO-2023",
                "/indicators",
                "/indicators/EMS-14001"
            })
    @Order(1)
    void every_page_opens_in_both_languages(String path) {
        assertThat(page(path, Role.DIRECTOR, "en")).contains("<h1").doesNotContain("style=\"", "onclick");
        assertThat(page(path, Role.DIRECTOR, "zh-CN")).contains("lang=\"zh-CN\"");
    }

    @Test
    @Order(2)
    void the_year_page_reads_as_published_before_in_both_languages() {
        String english = words(page("/reporting/progress?year=2022", Role.EXECUTIVE, "en"));
        assertThat(english)
                .contains("1.467 bn RMB", "+3.3% on 2021", "97.5 %", "39 of 40 production and operation sites")
                .contains("1 pending, due 1 Jul 2025", "All owned sites 39/41 = 95.1%")
                .contains("Site S40 audit moved to March 2023 after a flood; accepted by Shen Rui")
                .contains("2021 87.5% 35/40", "2020 50.0% 19/38")
                .contains("13 National Green Mines", "5 National Green Factories", "1 National Mine Park")
                .contains("1 Provincial Green Mine", "5 Provincial Green Factories")
                .contains("14.2 points ahead", "2022 is provisional");
        String chinese = words(page("/reporting/progress?year=2022", Role.EXECUTIVE, "zh-CN"));
        assertThat(chinese)
                .contains("14.67 亿元", "+3.3% 较 2021 年", "40 个生产运营场所中 39 个", "领先 14.2 个百分点")
                .contains("1 个过渡期内，截止 2025年7月1日", "因洪水审核改期至 2023年3月");
    }

    @Test
    @Order(3)
    void every_figure_opens_its_explanation_and_leads_to_records_in_three_clicks() {
        String year = page("/reporting/progress?year=2022", Role.EXECUTIVE, "en");
        String figure = first(year, "/reporting/explain/EMS-14001\\?");
        var answer = mvc.get()
                .uri(figure)
                .header("HX-Request", "true")
                .session(Objects.requireNonNull(sessions.get(Role.EXECUTIVE)))
                .exchange();
        assertThat(answer).hasStatusOk();
        String drawer = text(answer);
        assertThat(drawer).doesNotContain("<html").contains("drawer-b");
        assertThat(words(drawer)).contains("39 ÷ 40 = 97.5%", "Formula EMS-14001, version 1");
        String list = first(drawer, "/assessments/coverage\\?[^\"]*place=CERTIFIED");
        String record = first(page(list, Role.EXECUTIVE, "en"), "/assessments/certificates/\\d+");
        assertThat(words(page(record, Role.EXECUTIVE, "en"))).contains("ISO 14001:2015", "What happened");

        String money = page(first(year, "/reporting/explain/INV-ENV\\?"), Role.EXECUTIVE, "en");
        assertThat(words(money)).contains("1,467,000,000 RMB = 1.467 bn RMB");
        String lines = page(first(money, "/funds\\?year=2022[^\"]*currency=CNY"), Role.EXECUTIVE, "en");
        assertThat(words(page(first(lines, "/funds/postings/\\d+"), Role.EXECUTIVE, "en")))
                .contains("Water treatment");
    }

    private static String number(String list, String text) {
        var matcher = Pattern.compile("/funds/postings/(\\d+)\">" + text).matcher(list);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String first(String html, String pattern) {
        var matcher = HREF.matcher(html.replace("&amp;", "&"));
        while (matcher.find()) {
            if (Pattern.compile("^" + pattern).matcher(matcher.group(1)).find()) {
                return matcher.group(1);
            }
        }
        throw new AssertionError("no link to " + pattern);
    }

    @Test
    @Order(4)
    void the_json_of_the_year_says_the_same() {
        var answer = mvc.get()
                .uri("/api/reporting/progress?year=2022")
                .session(Objects.requireNonNull(sessions.get(Role.EXECUTIVE)))
                .exchange();
        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"year": 2022, "investment": {"amount": 1467000000, "currency": "CNY", "changePercent": 3.3,
                   "explanation": "/api/reporting/explanations/INV-ENV?year=2022"},
                 "iso14001": {"certified": 39, "inScope": 40, "percent": 97.5,
                   "pending": {"count": 1, "sites": [{"name": "Site S41", "due": "2025-07-01"}]},
                   "allOwned": {"certified": 39, "inScope": 41, "percent": 95.1}},
                 "recognitions": {"NATIONAL_GREEN_MINE": 13, "NATIONAL_GREEN_FACTORY": 5, "NATIONAL_MINE_PARK": 1,
                   "PROVINCIAL_GREEN_MINE": 1, "PROVINCIAL_GREEN_FACTORY": 5}}""");
        assertThat(text(answer)).contains("\"amount\":1467000000,", "\"pointsAhead\":14.2");
        var explanation = mvc.get()
                .uri("/api/reporting/explanations/INV-YOY?year=2022")
                .session(Objects.requireNonNull(sessions.get(Role.EXECUTIVE)))
                .exchange();
        assertThat(explanation).hasStatusOk();
        assertThat(text(explanation)).contains("(1,467,000,000 − 1,420,000,000) ÷ 1,420,000,000 = +3.3%");
    }

    @Test
    @Order(5)
    void a_site_sees_its_own_figures_and_nothing_of_the_group() {
        var answer = mvc.get()
                .uri("/api/reporting/progress?year=2022")
                .session(ofSite)
                .exchange();
        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"investment": {"amount": null}, "iso14001": {"certified": 0, "inScope": 1, "percent": 0.0}}""");
        assertThat(mvc.get().uri("/funds/postings/1").session(ofSite).exchange())
                .hasStatus(404);
        assertThat(mvc.get().uri("/assessments/certificates/1").session(ofSite).exchange())
                .hasStatus(404);
        assertThat(mvc.get().uri("/reporting/publish?year=2022").session(ofSite).exchange())
                .hasStatus(403);
    }

    @Test
    @Order(6)
    void the_discloser_publishes_the_sentence_and_nobody_else_may() {
        String form = page("/reporting/publish?year=2022", Role.DISCLOSER, "en");
        var sentence = Pattern.compile("name=\"sentence\" value=\"([^\"]+)\"").matcher(form);
        assertThat(sentence.find()).isTrue();
        assertThat(sentence.group(1)).contains("1.467 bn RMB", "+3.3%", "97.5%", "39/40", "13 National Green Mines");
        assertThat(post(
                        "/reporting/publish",
                        Role.EXECUTIVE,
                        Map.of("year", "2022", "sentence", sentence.group(1), "confirmed", "true")))
                .isEqualTo(403);
        assertThat(post(
                        "/reporting/publish",
                        Role.DISCLOSER,
                        Map.of("year", "2022", "sentence", "x", "confirmed", "true")))
                .as("another sentence than the figures of now")
                .isEqualTo(409);
        assertThat(post("/reporting/publish", Role.DISCLOSER, Map.of("year", "2022", "sentence", sentence.group(1))))
                .as("not confirmed")
                .isEqualTo(422);
        assertThat(post(
                        "/reporting/publish",
                        Role.DISCLOSER,
                        Map.of("year", "2022", "sentence", sentence.group(1), "confirmed", "true")))
                .isEqualTo(302);
        assertThat(words(page("/reporting/progress?year=2022", Role.EXECUTIVE, "en")))
                .contains("2022 was published on 27 Mar 2023 and is locked", "Version 1, never restated");
        assertThat(words(page("/reporting/explain/INV-ENV?year=2022", Role.EXECUTIVE, "en")))
                .contains("Published and locked, version 1, by Person DISCLOSER");
    }

    @Test
    @Order(7)
    void lines_are_entered_as_typed_reversed_once_and_make_a_candidate_beside_the_published_year() {
        clock.to("2023-03-28");
        var line = new HashMap<>(Map.of(
                "text", "Lime plant <b>2</b>",
                "amount", "1.234.5",
                "currency", "CNY",
                "month", "2022-07",
                "document", "V-1",
                "category", "POLLUTION_CONTROL",
                "nature", "CAPEX",
                "place", group.group().toString()));
        assertThat(post("/funds/new", Role.DIRECTOR, line)).isEqualTo(422);
        line.put("amount", "33,000,000");
        assertThat(post("/funds/new", Role.EXECUTIVE, line)).isEqualTo(403);
        assertThat(post("/funds/new", Role.DIRECTOR, line)).isEqualTo(302);
        String year = words(page("/reporting/progress?year=2022", Role.EXECUTIVE, "en"));
        assertThat(year).contains("1.467 bn RMB", "Changed after publication", "Candidate");
        assertThat(words(page("/reporting/progress?year=2022&view=restated", Role.EXECUTIVE, "en")))
                .contains("1.500 bn RMB", "+5.6% on 2021");
        assertThat(year).contains("was entered: Lime plant");
        theCandidateIsExplained();
        String list = page("/funds?year=2022", Role.EXECUTIVE, "en");
        assertThat(list).contains("Lime plant &lt;b").doesNotContain("Lime plant <b>");
        String posting = "/funds/postings/" + number(list, "Lime plant");
        assertThat(post(posting + "/reversal", Role.DIRECTOR, Map.of("reason", "")))
                .isEqualTo(422);
        assertThat(post(posting + "/reversal", Role.DIRECTOR, Map.of("reason", "Not ours")))
                .isEqualTo(302);
        assertThat(post(posting + "/reversal", Role.DIRECTOR, Map.of("reason", "Again")))
                .isEqualTo(409);
        assertThat(words(page("/reporting/progress?year=2022", Role.EXECUTIVE, "en")))
                .doesNotContain("Candidate");
    }

    private void theCandidateIsExplained() {
        for (String view : new String[] {"", "&view=published", "&view=restated"}) {
            String page = page("/reporting/progress?year=2022" + view, Role.EXECUTIVE, "en");
            String now = first(page.substring(page.indexOf("id=\"restated\"")), "/reporting/explain/INV-ENV\\?");
            assertThat(words(page(now, Role.EXECUTIVE, "en"))).as(now).contains("1,500,000,000 RMB = 1.500 bn RMB");
        }
        String json = json("/api/reporting/progress?year=2022");
        String candidates = json.substring(json.indexOf("\"candidates\""));
        var link = Pattern.compile("/api/reporting/explanations/INV-ENV[^\"]*").matcher(candidates);
        assertThat(link.find()).isTrue();
        assertThat(json(link.group())).contains("1,500,000,000 RMB");
    }

    private String json(String path) {
        var answer = mvc.get()
                .uri(path)
                .session(Objects.requireNonNull(sessions.get(Role.EXECUTIVE)))
                .exchange();
        assertThat(answer).as(path).hasStatusOk();
        return text(answer);
    }

    private int status(String path, Role role) {
        return mvc.get()
                .uri(path)
                .session(Objects.requireNonNull(sessions.get(role)))
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    @Order(11)
    void a_year_that_is_not_over_is_compared_with_no_whole_year() {
        clock.to("2023-11-05");
        post("/funds/new", Role.DIRECTOR, line("2023-10", "500,000,000"));
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "en")))
                .contains("2023 is not over: lines reach to Oct 2023, so it is not compared")
                .doesNotContain("% on 2022");
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "zh-CN")))
                .contains("2023 年尚未结束，支出录入至 2023年10月");
        assertThat(json("/api/reporting/progress?year=2023"))
                .contains("\"changePercent\":null", "2023 is not over: lines reach to Oct 2023");
        assertThat(words(page("/reporting/progress?year=2022&view=current", Role.EXECUTIVE, "en")))
                .contains("+3.3% on 2021");
    }

    @Test
    @Order(12)
    void a_change_that_stands_on_what_nobody_published_says_so() {
        clock.to("2024-01-05");
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "en")))
                .contains("% on 2022")
                .doesNotContain("2022 is published as");
        assertThat(post("/funds/new", Role.DIRECTOR, line("2022-08", "33,000,000")))
                .isEqualTo(302);
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "en")))
                .contains(
                        "2022 is published as 1.467 bn RMB; with what was entered since it is 1.500 bn RMB, on which");
        assertThat(json("/api/reporting/progress?year=2023"))
                .contains("\"pastChanged\":[{\"year\":2022,\"published\":1467000000,\"used\":1500000000,");
        assertThat(json("/api/reporting/progress?year=2023&known=2024-01-04")).contains("\"pastChanged\":[]");
    }

    @Test
    @Order(13)
    void a_target_of_mines_says_nothing_at_a_plant() {
        assertThat(text(mvc.get()
                        .uri("/api/reporting/progress?year=2023")
                        .session(ofSite)
                        .exchange()))
                .contains("\"judgement\":\"NOT_APPLICABLE\"");
        String targets = words(text(mvc.get().uri("/targets").session(ofSite).exchange()));
        assertThat(targets).contains("Nothing here that it speaks of");
        assertThat(words(text(mvc.get().uri("/").session(ofSite).exchange()))).contains(" of 2");
    }

    @Test
    @Order(14)
    void days_that_have_not_come_are_refused_and_so_is_a_form_nobody_may_send() {
        assertThat(status("/reporting/progress?year=2022&known=2030-01-01", Role.EXECUTIVE))
                .isEqualTo(422);
        assertThat(status("/api/reporting/progress?year=2022&known=2030-01-01", Role.EXECUTIVE))
                .isEqualTo(422);
        assertThat(status("/api/reporting/progress?year=2022&structure=2030-01-01", Role.EXECUTIVE))
                .isEqualTo(422);
        assertThat(status("/reporting/progress?year=2022&known=2024-01-05", Role.EXECUTIVE))
                .isEqualTo(200);
        assertThat(status("/api/reporting/progress?year=2022&structure=2024-01-05", Role.EXECUTIVE))
                .isEqualTo(200);
        assertThat(status("/funds/new", Role.EXECUTIVE)).isEqualTo(403);
        assertThat(post("/funds/new", Role.DIRECTOR, line("2023-10", "1e5"))).isEqualTo(422);
    }

    @Test
    @Order(15)
    void the_search_finds_a_line_by_its_voucher_within_the_scope() {
        String hits = page("/search?q=V-2023-10", Role.EXECUTIVE, "en");
        assertThat(first(hits, "/funds/postings/\\d+")).isNotBlank();
        assertThat(words(hits)).contains("Expenditure", "V-2023-10 Cover of a dump", "Oct 2023");
        assertThat(words(page("/search?q=V-2023-10", Role.EXECUTIVE, "zh-CN"))).contains("环保支出");
        assertThat(text(mvc.get().uri("/search?q=V-2023-10").session(ofSite).exchange()))
                .doesNotContain("/funds/postings/");
    }

    @Test
    @Order(16)
    void the_tree_of_today_is_said_as_of_today_and_a_formula_ends_in_a_full_stop() {
        assertThat(words(page("/reporting/explain/EMS-14001?year=2024", Role.EXECUTIVE, "en")))
                .contains("in force since 1 Jan 2000. Structure as it is on 5 Jan 2024.");
        assertThat(words(page("/reporting/explain/EMS-14001?year=2023", Role.EXECUTIVE, "en")))
                .contains("Structure as it was on 31 Dec 2023.");
        assertThat(words(page("/reporting/explain/EMS-14001?year=2024", Role.EXECUTIVE, "zh-CN")))
                .contains("自 2000年1月1日 起。");
    }

    private Map<String, String> line(String month, String amount) {
        return Map.of(
                "text",
                "Cover of a dump",
                "amount",
                amount,
                "currency",
                "CNY",
                "month",
                month,
                "document",
                "V-" + month,
                "category",
                "POLLUTION_CONTROL",
                "nature",
                "CAPEX",
                "place",
                group.group().toString());
    }

    @Test
    @Order(8)
    void a_line_without_a_rate_is_a_gap_and_never_zero() {
        var line = Map.of(
                "text",
                "Dust filter",
                "amount",
                "1000",
                "currency",
                "PEN",
                "month",
                "2023-01",
                "document",
                "V-2",
                "category",
                "POLLUTION_CONTROL",
                "nature",
                "OPEX",
                "place",
                group.group().toString());
        assertThat(post("/funds/new", Role.DIRECTOR, line)).isEqualTo(302);
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "en")))
                .contains("1 line in PEN, 1,000 altogether, have no rate for 2023 and are not in the sum");
        assertThat(post(
                        "/funds/rates",
                        Role.DIRECTOR,
                        Map.of(
                                "currency",
                                "PEN",
                                "year",
                                "2023",
                                "average",
                                "1.9",
                                "closing",
                                "1.92",
                                "source",
                                "central bank")))
                .isEqualTo(302);
        assertThat(words(page("/reporting/progress?year=2023", Role.EXECUTIVE, "en")))
                .doesNotContain("have no rate");
    }

    @Test
    @Order(9)
    void the_home_shows_the_loop_and_sites_without_data_as_such() {
        String home = words(page("/", Role.EXECUTIVE, "en"));
        assertThat(home)
                .contains("Lucid Mountain", "41 sites in one country", "No data", "No point is set up")
                .contains("1 of 3", "targets are on or ahead of their path", "No action was due so far this year");
        assertThat(page("/reporting/sites.json", Role.EXECUTIVE, "en"))
                .contains("\"name\":\"Site S01\"", "\"state\":\"unknown\"");
        assertThat(words(page("/?unit=" + Scope.system("test").get(() -> group.unitOf(40)), Role.EXECUTIVE, "en")))
                .contains("One site in one country");
    }

    @Test
    @Order(10)
    void the_pages_run_a_bounded_number_of_queries() {
        for (var bound : Map.of(
                        "/reporting/progress?year=2022", 75, "/", 45, "/funds", 15, "/assessments/certificates", 15)
                .entrySet()) {
            Statements.restart();
            page(bound.getKey(), Role.EXECUTIVE, "en");
            assertThat(Statements.seen()).as(bound.getKey()).hasSizeLessThanOrEqualTo(bound.getValue());
            assertThat(Statements.seen())
                    .as("both figures of monitoring stand on one count")
                    .filteredOn(sql -> sql.contains("sum(held)"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private int post(String path, Role role, Map<String, String> params) {
        var request = mvc.post().uri(path).with(csrf()).session(Objects.requireNonNull(sessions.get(role)));
        params.forEach(request::param);
        return request.exchange().getResponse().getStatus();
    }
}
