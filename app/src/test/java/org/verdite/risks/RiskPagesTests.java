package org.verdite.risks;

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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.Statements;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// The pages and the API of aspects, risks, controls and context, walked by who keeps them, who owns and who verifies.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class RiskPagesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-18");
    private static final String SCRIPT = "<script>alert(1)</script>";

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Units units;

    @Autowired
    Aspects aspects;

    @Autowired
    Significance significance;

    @Autowired
    Criteria criteria;

    @Autowired
    Risks risks;

    @Autowired
    RiskLevels levels;

    @Autowired
    Matrices matrices;

    @Autowired
    Controls controls;

    @Autowired
    Context context;

    private String word = "";
    private UnitId mine;
    private AspectId aspect;
    private RiskId risk;
    private ControlId control;

    @BeforeEach
    void anAspectAndARisk() {
        g.clock.to("2026-11-18T01:14:00Z");
        word = "RP" + NUMBER.incrementAndGet();
        mine = Scope.system("test")
                .get(() -> units.open(new NewUnit(
                        word, LocalText.of("en", word), "SECTION", g.valley, LocalDate.parse("2020-01-01"))));
        aspect = g.zhou.scope()
                .get(() -> aspects.register(
                        new NewAspect(
                                mine,
                                "Hauling " + SCRIPT,
                                "Dust " + word + SCRIPT,
                                NewAspect.Stage.PRODUCTION,
                                NewAspect.Condition.ABNORMAL,
                                NewAspect.Influence.CONTROLLED),
                        List.of(new Impact(Impact.Receptor.AIR, Impact.Effect.ADVERSE, "Air " + SCRIPT))));
        risk = g.zhou.scope().get(() -> {
            var id = risks.register(new NewRisk(
                    mine,
                    NewRisk.Kind.RISK,
                    "Overflow " + word + SCRIPT,
                    "",
                    "",
                    g.zhou.id(),
                    NewRisk.Treatment.REDUCE,
                    ""));
            levels.assess(id, matrices.on(TODAY).orElseThrow().id(), TODAY, new Step(4, 5), new Step(2, 3), "", null);
            return id;
        });
        control = g.zhou.scope()
                .get(() -> controls.add(
                        risk,
                        new NewControl("Alarm " + word, NewControl.Kind.DETECT, g.lin.id(), 1, TODAY.minusMonths(3))));
    }

    private MvcTestResult get(Person who, String path, Locale locale) {
        return who.scope()
                .get(() -> mvc.get().uri(path).locale(locale).with(user("test")).exchange());
    }

    private MvcTestResult get(Person who, String path) {
        return get(who, path, Locale.ENGLISH);
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

    private MvcTestResult send(Person who, String path, String json) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri(path)
                        .contentType("application/json")
                        .content(json)
                        .with(user("test"))
                        .with(csrf())
                        .exchange());
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void texts_stay_texts_on_every_page_in_both_languages() {
        for (String path : List.of(
                "/risks?view=open",
                "/risks/" + risk,
                "/risks/" + risk + "/assess",
                "/risks/controls/" + control,
                "/risks/aspects?view=unassessed",
                "/risks/aspects/" + aspect,
                "/risks/aspects/" + aspect + "/edit",
                "/risks/aspects/" + aspect + "/link?q=" + word)) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                var answer = get(g.zhou, path, locale);
                assertThat(answer).as(path).hasStatusOk();
                assertThat(text(answer)).as(path).doesNotContain(SCRIPT).contains("&lt;script&gt;");
            }
        }
    }

    @Test
    void a_raised_risk_says_why_with_both_levels_and_the_map_opens_its_list() {
        assertThat(text(get(g.zhou, "/risks/" + risk)))
                .contains("Judged as Medium (2 × 3), stands at Medium (3 × 3) today.")
                .contains("Alarm " + word + ": its verification was due on 18 Sep 2026.")
                .contains("One step of likelihood.");
        assertThat(text(get(g.zhou, "/risks/" + risk, Locale.SIMPLIFIED_CHINESE)))
                .contains("可能性上升一级")
                .contains("不超过固有风险");
        assertThat(text(get(g.zhou, "/risks/map?unit=" + mine))).contains("/risks?cell=shown-3-3");
        assertThat(text(get(g.zhou, "/risks?cell=shown-3-3"))).contains("Overflow " + word);
        assertThat(text(get(g.zhou, "/risks?cell=residual-2-3"))).contains("Overflow " + word);
        assertThat(text(get(g.zhou, "/risks?cell=shown-2-3"))).doesNotContain("Overflow " + word);
        assertThat(get(g.zhou, "/risks?cell=shown-9-9")).hasStatus(422);
        assertThat(get(g.zhou, "/risks/map?which=other")).hasStatus(422);
    }

    @Test
    void an_overdue_control_stands_on_the_desk_of_its_owner_and_of_who_answers_for_the_risk() {
        for (Person who : List.of(g.lin, g.zhou)) {
            assertThat(text(get(who, "/desk"))).contains("See to the verification of Alarm " + word);
        }
        assertThat(text(get(g.xu, "/desk"))).doesNotContain("Alarm " + word);
    }

    @Test
    void the_owner_is_refused_with_the_reason_and_nothing_typed_is_lost() {
        g.director.scope().run(() -> controls.change(control, 1, "Alarm " + word, g.zhou.id(), 1));
        var refused = post(
                g.zhou,
                "/risks/controls/" + control + "/verify",
                "on",
                "2026-11-18",
                "result",
                "WORKS",
                "evidence",
                "Float lifted");
        assertThat(refused).hasStatus(409);
        assertThat(text(refused))
                .contains("You own this control. Somebody else has to verify it.")
                .contains("Float lifted");
        assertThat(text(get(g.zhou, "/risks/" + risk))).doesNotContain("/risks/controls/" + control + "/verify");
        var done = post(
                g.director,
                "/risks/controls/" + control + "/verify",
                "on",
                "2026-11-18",
                "result",
                "WORKS",
                "evidence",
                "Float lifted");
        assertThat(done).hasStatus(302);
        assertThat(g.zhou.scope().get(() -> levels.standing(risk).orElseThrow()).raised())
                .isFalse();
    }

    @Test
    void who_may_not_is_told_before_typing_and_a_stranger_finds_nothing() {
        assertThat(get(g.lin, "/risks/" + risk + "/assess")).hasStatus(403);
        assertThat(get(g.lin, "/risks/new")).hasStatus(403);
        assertThat(get(g.rosa, "/risks/" + risk)).hasStatus(404);
        assertThat(post(g.rosa, "/risks/aspects/" + aspect + "/assess", "on", "never"))
                .as("404 before 422")
                .hasStatus(404);
        assertThat(get(g.zhou, "/risks/rules/criteria/new")).hasStatus(403);
        assertThat(get(g.director, "/risks/rules/criteria/new")).hasStatusOk();
        assertThat(get(g.director, "/risks/rules/matrix/new")).hasStatusOk();
    }

    @Test
    void an_aspect_is_judged_on_its_page_with_the_reason_and_found_by_its_filters() {
        int under = criteria.on(TODAY).orElseThrow().id();
        String page = "/risks/aspects/" + aspect;
        var wrong = post(g.zhou, page + "/assess", "under", String.valueOf(under), "on", "2026-11-18", "note", "Seen");
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong)).contains("Seen");
        assertThat(post(
                        g.zhou,
                        page + "/assess",
                        "under",
                        String.valueOf(under),
                        "on",
                        "2026-11-18",
                        "points.SCALE",
                        "1",
                        "points.SEVERITY",
                        "1",
                        "points.FREQUENCY",
                        "1",
                        "points.LEGAL",
                        "4",
                        "points.CONCERN",
                        "1"))
                .hasStatus(302);
        assertThat(text(get(g.zhou, page))).contains("Legal requirement alone makes it significant");
        assertThat(text(get(g.zhou, "/risks/aspects?view=significant&condition=ABNORMAL&receptor=AIR")))
                .contains("Dust " + word);
        assertThat(text(get(g.zhou, "/risks/aspects?view=significant&condition=NORMAL")))
                .doesNotContain("Dust " + word);
        assertThat(text(get(g.zhou, "/risks/aspects/export?view=significant")))
                .contains("Dust " + word)
                .contains("Significant");
    }

    @Test
    void two_who_edit_a_risk_lose_nothing() {
        String page = "/risks/" + risk + "/edit";
        String[] first = {
            "version", "1", "title", "One", "owner", g.zhou.id().toString(), "treatment", "REDUCE", "cause", ""
        };
        assertThat(post(g.zhou, page, first)).hasStatus(302);
        var second = post(
                g.director,
                page,
                "version",
                "1",
                "title",
                "Other",
                "owner",
                g.zhou.id().toString(),
                "treatment",
                "ACCEPT",
                "was.title",
                "Overflow",
                "was.treatment",
                "REDUCE");
        assertThat(second).hasStatus(409);
        assertThat(text(second)).contains("One").contains("Other").contains("name=\"version\" value=\"2\"");
    }

    @Test
    void the_context_is_stated_replaced_and_read_as_it_was_known() {
        var stated = post(
                g.zhou,
                "/risks/context",
                "kind",
                "PARTY",
                "at",
                mine.toString(),
                "title",
                "Village " + word,
                "body",
                "No dust",
                "obligation",
                "true",
                "validFrom",
                "2026-01-01");
        assertThat(stated).hasStatus(302);
        String path = stated.getResponse().getRedirectedUrl();
        g.clock.plusDays(2);
        assertThat(post(
                        g.zhou,
                        path + "/replace",
                        "title",
                        "Village " + word,
                        "body",
                        "No dust and no noise",
                        "obligation",
                        "false",
                        "validFrom",
                        "2026-11-19"))
                .hasStatus(302);
        String ask = "/risks/context?unit=" + mine;
        assertThat(text(get(g.zhou, ask))).contains("No dust and no noise").contains("Not an obligation");
        assertThat(text(get(g.zhou, ask + "&on=2026-11-20&known=2026-11-18")))
                .contains("No dust")
                .doesNotContain("no noise");
        assertThat(get(g.zhou, "/risks/context?on=someday")).hasStatus(422);
        assertThat(post(
                        g.zhou,
                        path + "/replace",
                        "title",
                        "x",
                        "body",
                        "x",
                        "obligation",
                        "true",
                        "validFrom",
                        "2026-11-19"))
                .as("it was replaced already")
                .hasStatus(409);
    }

    @Test
    void the_api_takes_the_same_steps_and_refuses_with_the_same_words() {
        var made = send(g.zhou, "/api/risks/" + risk + "/controls", """
                {"name": "Pump", "kind": "CONTROL", "owner": %s, "everyMonths": 0}""".formatted(g.lin.id()));
        assertThat(made).hasStatus(422);
        assertThat(text(made)).contains("everyMonths");
        var refused = send(
                g.director,
                "/api/risks/controls/" + control + "/verifications",
                "{\"result\": \"WORKS\", \"evidence\": \"Seen\", \"on\": \"2031-01-01\"}");
        assertThat(refused).hasStatus(422);
        assertThat(send(
                        g.director,
                        "/api/risks/controls/" + control + "/verifications",
                        "{\"result\": \"FAILS\", \"evidence\": \"Seen\"}"))
                .hasStatusOk();
        assertThat(text(get(g.zhou, "/api/risks/" + risk)))
                .contains("\"shownLevel\":\"MEDIUM\"")
                .contains("\"missing\":\"FAILS\"");
        assertThat(text(get(g.zhou, "/api/risks/map?which=shown"))).contains("\"cells\"");
        assertThat(text(get(g.zhou, "/api/risks/criteria"))).contains("LEGAL");
        assertThat(get(g.rosa, "/api/risks/aspects/" + aspect)).hasStatus(404);
        assertThat(send(g.zhou, "/api/risks/criteria", "{}"))
                .as("what belongs to the group is entered at its top")
                .hasStatus(422);
        assertThat(send(g.zhou, "/api/risks/aspects/" + aspect + "/links", "{\"page\": \"/risks/" + risk + "\"}"))
                .hasStatusOk();
        assertThat(text(get(g.zhou, "/risks/aspects/" + aspect))).contains("/risks/" + risk);
    }

    @Test
    void pages_ask_the_database_a_bounded_number_of_times_however_many_controls_there_are() {
        get(g.zhou, "/risks");
        for (String path : List.of("/risks", "/risks/aspects", "/risks/map", "/risks/context")) {
            assertThat(asked(path)).as(path).isLessThanOrEqualTo(24);
        }
        int before = asked("/risks/" + risk);
        for (int i = 0; i < 5; i++) {
            g.zhou.scope()
                    .get(() ->
                            controls.add(risk, new NewControl("More", NewControl.Kind.RECOVER, g.lin.id(), 1, TODAY)));
        }
        assertThat(asked("/risks/" + risk)).isLessThanOrEqualTo(before);
    }

    private int asked(String path) {
        Statements.restart();
        assertThat(get(g.zhou, path)).hasStatusOk();
        return Statements.seen().size();
    }
}
