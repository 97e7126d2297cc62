package org.verdite.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;
import org.verdite.ui.Flash;

/// The pages of a review and of a year, walked by who takes part.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class GovernancePagesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Reviews reviews;

    @Autowired
    Facts facts;

    @Autowired
    Answers answers;

    @Autowired
    Waivers waivers;

    @Autowired
    Units units;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    private UnitId mine;
    private ReviewId id;

    @BeforeEach
    void aReview() {
        g.clock.to("2026-11-18T01:14:00Z");
        String code = "GP-" + NUMBER.incrementAndGet();
        mine = Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        code,
                        LocalText.of("Mine <i>" + code + "</i>", code + " 矿", "en"),
                        "SITE",
                        g.group,
                        LocalDate.parse("2020-01-01"))));
        id = g.director.scope().get(() -> {
            var review = reviews.plan(new NewReview(
                    mine, 2025, LocalDate.parse("2026-11-20"), g.director.id(), g.he.id(), List.of(g.lin.id())));
            facts.collect(review);
            return review;
        });
    }

    private MvcTestResult get(Person who, String path, Locale locale) {
        return who.scope()
                .get(() -> mvc.get().uri(path).locale(locale).with(user("test")).exchange());
    }

    private MvcTestResult post(Person who, String path, String... params) {
        return who.scope().get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i + 1 < params.length; i += 2) {
                request = request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void the_second_to_answer_sees_what_the_first_wrote_and_loses_nothing() {
        String page = "/governance/reviews/" + id + "/inputs/RISKS";
        assertThat(post(g.director, page, "version", "1", "verdict", "ADEQUATE", "conclusion", "Dams were looked at"))
                .hasStatus(302);
        var second = post(
                g.director,
                page,
                "version",
                "1",
                "verdict",
                "NEEDS_ACTION",
                "conclusion",
                "The pump <b>failed</b>",
                "was.verdict",
                "",
                "was.conclusion",
                "");
        assertThat(second).hasStatus(409);
        assertThat(text(second))
                .contains("Dams were looked at")
                .contains("The pump &lt;b&gt;failed&lt;/b&gt;")
                .contains("name=\"version\" value=\"2\"");
        assertThat(g.director
                        .scope()
                        .get(() -> answers.get(id, ReviewInput.RISKS))
                        .conclusion())
                .isEqualTo("Dams were looked at");
    }

    @Test
    void an_answer_leads_to_the_next_input_and_a_wrong_one_stays_with_its_words() {
        var next = post(
                g.director,
                "/governance/reviews/" + id + "/inputs/RISKS",
                "version",
                "1",
                "verdict",
                "ADEQUATE",
                "conclusion",
                "Seen");
        assertThat(next.getResponse().getRedirectedUrl()).isEqualTo("/governance/reviews/" + id + "/inputs/TARGETS");
        var wrong = post(
                g.director,
                "/governance/reviews/" + id + "/inputs/TARGETS",
                "version",
                "1",
                "verdict",
                "",
                "conclusion",
                "Typed already");
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong)).contains("Typed already");
        assertThat(post(g.rosa, "/governance/reviews/" + id + "/inputs/TARGETS", "version", "1"))
                .as("404 before 422")
                .hasStatus(404);
        assertThat(get(g.director, "/governance/reviews/" + id + "/inputs/NOTHING", Locale.ENGLISH))
                .hasStatus(404);
    }

    @Test
    void what_is_not_recorded_says_so_in_both_languages_and_texts_stay_texts() {
        String path = "/governance/reviews/" + id;
        assertThat(text(get(g.director, path, Locale.ENGLISH)))
                .contains("Verdite has no record of this yet")
                .doesNotContain("<i>GP-")
                .contains("Waits for");
        assertThat(text(get(g.director, path, Locale.SIMPLIFIED_CHINESE)))
                .contains("系统尚无此项记录")
                .contains("年度管理评审");
        for (String language : List.of("en", "zh")) {
            for (String format : List.of("pdf", "docx")) {
                var paper =
                        get(g.director, path + "/report?format=" + format + "&language=" + language, Locale.ENGLISH);
                assertThat(paper).hasStatusOk();
                assertThat(paper.getResponse().getContentAsByteArray()).hasSizeGreaterThan(5000);
            }
        }
        assertThat(get(g.director, path + "/report?format=odt", Locale.ENGLISH)).hasStatus(422);
    }

    @Test
    void a_meeting_before_its_time_is_refused_with_a_sentence_on_the_page() {
        var refused = post(
                g.director,
                "/governance/reviews/" + id + "/hold",
                "version",
                "2",
                "on",
                "2026-11-18",
                "attended",
                g.he.id().toString());
        assertThat(refused).hasStatus(302);
        assertThat(refused.getMvcResult().getFlashMap().get("flash"))
                .isInstanceOfSatisfying(
                        Flash.class, f -> assertThat(f.key()).isEqualTo("governance.refused.unanswered"));
        assertThat(post(g.director, "/governance/reviews/" + id + "/conclude", "version", "2"))
                .hasStatus(302);
    }

    @Test
    void inputs_wait_on_the_desk_of_who_is_to_answer() {
        g.director.scope().run(() -> answers.assign(id, ReviewInput.COMPLIANCE, 1, g.he.id()));
        assertThat(text(get(g.he, "/desk", Locale.ENGLISH))).contains("/governance/reviews/" + id);
        assertThat(text(get(g.xu, "/desk", Locale.ENGLISH))).doesNotContain("/governance/reviews/" + id);
    }

    @Test
    void the_table_of_years_and_both_faces_of_a_year_open_and_their_lists_export() {
        // the list of the whole group has pages
        assertThat(text(g.director
                        .scope()
                        .narrowedTo(new int[] {mine.value()})
                        .get(() -> mvc.get()
                                .uri("/governance/years")
                                .locale(Locale.ENGLISH)
                                .with(user("test"))
                                .exchange())))
                .contains("/governance/years/" + mine + "/2025")
                .contains("Not closed");
        assertThat(get(g.director, "/governance/years/export?format=xlsx", Locale.ENGLISH))
                .hasStatusOk();
        String year = "/governance/years/" + mine + "/2024";
        assertThat(text(get(g.director, year, Locale.ENGLISH))).contains("No review of this unit and year was held");
        var asked = post(g.director, year + "/waivers", "duty", "REVIEW", "why", "", "until", "2027-01-01");
        assertThat(asked).hasStatus(422);
        assertThat(post(g.director, year + "/close")).hasStatus(302);
        assertThat(text(get(g.director, year, Locale.ENGLISH))).contains("Before the year can be closed");
        assertThat(get(g.director, "/governance/years/" + mine + "/2027", Locale.ENGLISH))
                .hasStatus(404);
        assertThat(get(g.director, "/governance/years/" + g.section + "/2024", Locale.ENGLISH))
                .as("a section has no year of its own")
                .hasStatus(404);
        assertThat(get(g.rosa, year, Locale.ENGLISH)).hasStatus(404);
    }

    /// However much is open: a few statements close the year, and its page is one page of a list.
    @Test
    void two_thousand_open_actions_are_carried_over_by_a_bounded_number_of_statements() {
        Scope.system("test")
                .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                        insert into actions.action (unit_id, title, kind, owner_id, due, origin_room, origin_kind, origin_id, origin_title, origin_href, opened_at)
                        select :unit, '措施 ' || n, 'OTHER', :owner, date '2026-01-01' + n % 300, 'test', 'test', '1', 'Test', '/test', '2024-05-05Z'
                        from generate_series(1, 2000) n""")
                        .param("unit", mine.value())
                        .param("owner", g.lin.id().value())
                        .update()));
        for (String duty : List.of("REVIEW", "INTERNAL_AUDIT")) {
            long waiver =
                    g.director.scope().get(() -> waivers.ask(mine, 2024, duty, "Moved", LocalDate.parse("2027-01-31")));
            new Scope("system:test", null, g.he.id().value(), null, "test", false)
                    .run(() -> waivers.decide(waiver, true, "It is planned for May."));
        }
        String year = "/governance/years/" + mine + "/2024";
        Statements.restart();
        assertThat(post(g.director, year + "/close")).hasStatus(302);
        assertThat(Statements.seen()).hasSizeLessThan(25);
        Statements.restart();
        String page = text(get(g.director, year, Locale.SIMPLIFIED_CHINESE));
        assertThat(Statements.seen()).hasSizeLessThan(30);
        assertThat(page).contains("结转事项").contains("2,000");
        assertThat(page.split("<tr>")).hasSizeLessThan(40);
        var all = get(g.director, year + "/export?format=csv", Locale.ENGLISH);
        assertThat(text(all).lines().count()).isEqualTo(2001);
    }
}
