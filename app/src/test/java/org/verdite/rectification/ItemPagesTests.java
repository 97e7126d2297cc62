package org.verdite.rectification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.UnitId;

@SpringBootTest
@AutoConfigureMockMvc
@Import(SmallGroup.Setting.class)
class ItemPagesTests {

    private static final Cookie CHINESE = new Cookie("language", "zh-CN");

    @Autowired
    SmallGroup g;

    @Autowired
    Items items;

    @Autowired
    MockMvcTester mvc;

    @BeforeEach
    void on_the_day_it_was_found() {
        g.clock.to("2026-11-18T01:14:00Z");
    }

    private ItemId open(Severity severity, UnitId unit, String title) {
        return g.lin.scope()
                .get(() -> items.open(new NewItem(
                        unit,
                        title,
                        "Day means were above 0.30 mg/L.",
                        severity,
                        title.contains("=cmd()") || title.endsWith("outfall one") ? "ENERGY" : "WATER",
                        null,
                        g.lin.id(),
                        LocalDate.parse("2026-11-18"),
                        false)));
    }

    private String get(Person who, String path) {
        return who.scope().get(() -> {
            var result = mvc.get().uri(path).exchange();
            assertThat(result).as(path).hasStatusOk();
            return body(result);
        });
    }

    private int status(Person who, String path) {
        return who.scope()
                .get(() -> mvc.get().uri(path).exchange().getResponse().getStatus());
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MvcTestResult post(Person who, String path, String... fields) {
        return who.scope().get(() -> {
            var request = mvc.post().uri(path).with(SecurityMockMvcRequestPostProcessors.csrf());
            for (int i = 0; i < fields.length; i += 2) {
                request = request.param(fields[i], fields[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult api(Person who, String path, String json) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri(path)
                        .with(SecurityMockMvcRequestPostProcessors.csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(json)
                        .exchange());
    }

    @Test
    void the_list_shows_what_is_open_in_both_languages_and_filters_by_its_address() {
        open(Severity.MAJOR, g.section, "Copper above permit at outfall one");
        open(Severity.LOW, g.section, "=cmd() <script>alert(1)</script>");
        assertThat(get(g.lin, "/rectification?medium=ENERGY"))
                .contains(
                        "Non-compliant items",
                        "Copper above permit at outfall one",
                        "Plan due",
                        "3 Dec<span class=\"ink2\">, in 15 days")
                .doesNotContain("<script>alert");
        assertThat(get(g.lin, "/rectification?medium=ENERGY&severity=MAJOR")).doesNotContain("=cmd()");
        assertThat(get(g.rosa, "/rectification?view=closed")).contains("Nothing is closed yet");
        assertThat(get(g.lin, "/rectification?medium=NOISE")).contains("No item matches");
        assertThat(get(g.lin, "/rectification/export?format=csv&medium=ENERGY")).contains("'=cmd()");
        assertThat(get(g.rosa, "/rectification")).doesNotContain("Copper above permit at outfall one");
        var chinese = g.lin.scope()
                .get(() -> body(mvc.get()
                        .uri("/rectification?medium=ENERGY")
                        .cookie(CHINESE)
                        .exchange()));
        assertThat(chinese).contains("不符合项", "待提交方案", "12月3日，还剩 15 天".substring(0, 5), "还剩 15 天");
    }

    @Test
    void the_record_says_what_is_missing_before_the_plan() {
        var id = open(Severity.MAJOR, g.section, "Copper above permit");
        var page = get(g.lin, "/rectification/items/" + id);
        assertThat(page)
                .contains(
                        "Before you can submit the plan", "Root cause recorded", "At least one action", "Record cause")
                .contains("Chain of evidence", "The verifier is never the owner", "Ask for more time")
                .contains("/trail/records/rectification.item/" + id);
        var chinese = g.lin.scope()
                .get(() -> body(mvc.get()
                        .uri("/rectification/items/" + id)
                        .cookie(CHINESE)
                        .exchange()));
        assertThat(chinese).contains("提交方案之前", "至少一项措施", "申请延期", "15 个自然日，与所有“重大”事项相同");
        assertThat(status(g.rosa, "/rectification/items/" + id)).isEqualTo(404);
        assertThat(status(g.lin, "/rectification/items/999999999")).isEqualTo(404);
        assertThat(status(g.lin, "/rectification/items/" + id + "/nonsense")).isEqualTo(404);
    }

    @Test
    void every_form_opens_for_who_may_use_it_and_says_why_when_it_is_not_its_time() {
        var id = open(Severity.MAJOR, g.section, "Copper above permit");
        for (String task : List.of("edit", "people", "cause", "action", "plan", "time", "cancel")) {
            assertThat(get(g.lin, "/rectification/items/" + id + "/" + task))
                    .as(task)
                    .contains("Copper above permit");
        }
        assertThat(get(g.zhou, "/rectification/items/" + id + "/severity")).contains("Change severity");
        assertThat(status(g.lin, "/rectification/items/" + id + "/severity")).isEqualTo(403);
        assertThat(status(g.he, "/rectification/items/" + id + "/cause")).isEqualTo(403);
        assertThat(status(g.zhou, "/rectification/items/" + id + "/approve")).isEqualTo(409);
        assertThat(status(g.lin, "/rectification/items/" + id + "/finding")).isEqualTo(409);
        assertThat(get(g.zhou, "/rectification/items/" + id + "/people"))
                .contains(
                        "Can’t verify",
                        "Lin Qiao – carries the correction",
                        "Wu Jian – works directly under the owner");
    }

    @Test
    void what_was_typed_stays_beside_what_is_expected() {
        var id = open(Severity.MAJOR, g.section, "Copper above permit");
        var late = post(
                g.lin,
                "/rectification/items/" + id + "/action",
                "title",
                "Second strainer",
                "kind",
                "PREVENTIVE",
                "owner",
                g.xu.id().toString(),
                "due",
                "2027-01-05",
                "cost",
                "lots");
        assertThat(late).hasStatus(422);
        assertThat(body(late)).contains("Second strainer", "“lots” is not an amount", "value=\"lots\"");
        var after = post(
                g.lin,
                "/rectification/items/" + id + "/action",
                "title",
                "Second strainer",
                "kind",
                "PREVENTIVE",
                "owner",
                g.xu.id().toString(),
                "due",
                "5 Jan 2027",
                "cost",
                "4,000 USD");
        assertThat(body(after)).contains("After the item’s deadline. Choose 3 Dec 2026 or earlier.");
        var empty = post(g.lin, "/rectification/items/" + id + "/plan");
        assertThat(empty).hasStatus(409);
        assertThat(body(empty)).contains("The cause is not recorded yet");
        var wrong = post(g.lin, "/rectification/items", "title", "", "severity", "HUGE", "at", g.section.toString());
        assertThat(wrong).hasStatus(422);
    }

    @Test
    void an_item_is_opened_from_a_finders_record_with_its_particulars() {
        String from = "?title=Copper&severity=MAJOR&medium=WATER&at=" + g.section
                + "&originRoom=finders&originKind=exceedance&originId=77&originTitle=EX-2026-0187&originHref=/finders/77";
        assertThat(get(g.lin, "/rectification/new" + from)).contains("EX-2026-0187", "value=\"Copper\"");
        assertThat(get(g.lin, "/rectification/new?investigation=true")).contains("New investigation");
        var opened = post(
                g.lin,
                "/rectification/items",
                "title",
                "Copper above permit",
                "seen",
                "true",
                "severity",
                "MAJOR",
                "medium",
                "WATER",
                "at",
                g.section.toString(),
                "discovered",
                "2026-11-18",
                "originRoom",
                "finders",
                "originKind",
                "exceedance",
                "originId",
                "77",
                "originTitle",
                "EX-2026-0187",
                "originHref",
                "/finders/77");
        assertThat(opened).hasStatus(302);
        var page = get(g.lin, opened.getResponse().getRedirectedUrl());
        assertThat(page).contains("EX-2026-0187", "/finders/77");
        assertThat(status(g.wu, "/rectification/new")).isEqualTo(200);
        assertThat(post(
                        g.rosa,
                        "/rectification/items",
                        "title",
                        "x",
                        "severity",
                        "MAJOR",
                        "medium",
                        "WATER",
                        "at",
                        g.section.toString(),
                        "discovered",
                        "2026-11-18"))
                .hasStatus(404);
    }

    @Test
    void the_loop_is_walked_by_pages() {
        var id = open(Severity.MAJOR, g.section, "Copper above permit at the weir");
        String path = "/rectification/items/" + id;
        assertThat(post(g.lin, path + "/cause", "why1", "The strainer was blocked.", "kind", "MAINTENANCE"))
                .hasStatus(302);
        assertThat(post(
                        g.lin,
                        path + "/action",
                        "title",
                        "Clean it",
                        "kind",
                        "CORRECTIVE",
                        "owner",
                        g.xu.id().toString(),
                        "due",
                        "2026-11-20",
                        "cost",
                        "18,400",
                        "evidence",
                        "true",
                        "do",
                        "add"))
                .hasStatus(302);
        assertThat(post(g.lin, path + "/plan")).hasStatus(302);
        assertThat(get(g.lin, path)).contains("Plan submitted", "18,400 RMB");
        assertThat(get(g.zhou, "/desk")).contains("Approve: Copper above permit at the weir");
        assertThat(post(g.zhou, path + "/approve", "do", "approve")).hasStatus(302);
        String action = get(g.lin, path).replaceAll("(?s).*?/actions/(\\d+).*", "$1");
        assertThat(get(g.xu, "/desk")).contains("Do: Clean it");
        assertThat(get(g.xu, "/actions/" + action))
                .contains("Before you can report it done", "Evidence of what was done");
        assertThat(post(g.xu, "/actions/" + action + "/done", "on", "2026-11-18"))
                .hasStatus(409);
        g.xu.scope()
                .run(() -> assertThat(mvc.perform(mvc.post()
                                .uri("/documents")
                                .multipart()
                                .file(new MockMultipartFile("file", "after.txt", "text/plain", "clean".getBytes()))
                                .param("room", "actions")
                                .param("kind", "action")
                                .param("key", action)
                                .param("back", "/actions/" + action)
                                .with(SecurityMockMvcRequestPostProcessors.csrf())))
                        .hasRedirectedUrl("/actions/" + action));
        assertThat(post(g.xu, "/actions/" + action + "/done", "on", "2026-11-18", "note", "Clean."))
                .hasStatus(302);
        assertThat(post(g.lin, path + "/done")).hasStatus(302);
        assertThat(get(g.zhou, "/rectification/verification")).contains("Copper above permit at the weir");
        assertThat(get(g.wu, path)).contains("Who works directly under the owner can’t verify the correction.");
        var own = post(g.wu, path + "/verify", "do", "verify", "effectDue", "2027-02-18");
        assertThat(own).hasStatus(409);
        assertThat(get(g.he, "/desk")).contains("Verify: Copper above permit at the weir");
        assertThat(post(g.he, path + "/verify", "do", "verify", "effectDue", "2027-02-18"))
                .hasStatus(302);
        assertThat(get(g.he, path)).contains("Verified", "from 18 Feb 2027");
        g.clock.to("2027-02-20T01:00:00Z");
        assertThat(get(g.he, "/desk")).contains("Decide: effect of Copper above permit at the weir");
        assertThat(post(g.he, path + "/effect", "do", "effective", "note", "0.12 mg/L since."))
                .hasStatus(302);
        assertThat(get(g.director, "/rectification?view=closed")).contains("Copper above permit at the weir");
    }

    @Test
    void overdue_stands_on_the_desks_of_owner_and_manager() {
        open(Severity.CRITICAL, g.section, "Dust suppression not working");
        g.clock.plusDays(5);
        assertThat(get(g.lin, "/desk")).contains("Plan: Dust suppression not working", "2 days late");
        assertThat(get(g.zhou, "/desk")).contains("Overdue at your unit: Dust suppression not working");
        assertThat(get(g.rosa, "/desk")).doesNotContain("Dust suppression not working");
        assertThat(get(g.lin, "/rectification?view=overdue")).contains("Dust suppression not working");
        assertThat(get(g.lin, "/search?q=suppression")).contains("Dust suppression not working");
    }

    @Test
    void who_saved_before_is_shown_beside_what_was_typed() {
        var id = open(Severity.MAJOR, g.section, "Copper above permit");
        g.zhou.scope().run(() -> items.edit(id, 1, "Copper above the permit", "", "WATER"));
        var late = post(
                g.lin,
                "/rectification/items/" + id + "/edit",
                "version",
                "1",
                "title",
                "Copper far above permit",
                "description",
                "",
                "medium",
                "WATER");
        assertThat(late).hasStatus(409);
        assertThat(body(late))
                .contains(
                        "Somebody saved before you", "Zhou Min", "Copper above the permit", "Copper far above permit");
    }

    @Test
    void the_loop_is_walked_by_the_api() {
        var opened = api(g.lin, "/api/rectification/items", """
                {"unit": %s, "title": "Copper above permit by API", "severity": "MAJOR", "medium": "WATER", "owner": %s,
                 "origin": {"room": "finders", "kind": "exceedance", "id": "api-1", "title": "EX-1", "page": "/finders/1"}}""".formatted(g.section, g.lin.id()));
        assertThat(opened).hasStatus(201);
        String path = opened.getResponse().getHeader("Location");
        assertThat(opened).bodyJson().extractingPath("$.next").isEqualTo("SUBMIT_PLAN");
        assertThat(api(g.lin, path + "/plan", "{}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("rectification.refused.cause");
        assertThat(api(g.lin, path + "/cause", "{\"lines\": [\"Blocked.\"], \"kind\": \"MAINTENANCE\"}"))
                .hasStatusOk();
        var planned = api(g.lin, path + "/plan", """
                {"actions": [{"title": "Clean it", "owner": %s, "due": "2026-11-20", "cost": {"amount": 100, "currency": "CNY"},
                  "evidenceNeeded": false}]}""".formatted(g.xu.id()));
        assertThat(planned).hasStatusOk().bodyJson().extractingPath("$.state").isEqualTo("PLAN_SUBMITTED");
        assertThat(api(g.lin, path + "/approve", "{}")).hasStatus(403);
        assertThat(api(g.zhou, path + "/approve", "{}")).hasStatusOk();
        String action = body(planned).replaceAll("(?s).*\"actions\":\\[\\{\"id\":(\\d+).*", "$1");
        assertThat(api(g.xu, "/api/actions/" + action + "/start", "{}")).hasStatusOk();
        assertThat(api(g.xu, "/api/actions/" + action + "/done", "{\"note\": \"Clean.\"}"))
                .hasStatusOk();
        assertThat(api(g.lin, path + "/done", "{}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("rectification.refused.evidence");
        g.xu.scope()
                .run(() -> assertThat(mvc.perform(mvc.post()
                                .uri("/documents")
                                .multipart()
                                .file(new MockMultipartFile("file", "after.txt", "text/plain", "clean".getBytes()))
                                .param("room", "actions")
                                .param("kind", "action")
                                .param("key", action)
                                .param("back", "/actions/" + action)
                                .with(SecurityMockMvcRequestPostProcessors.csrf())))
                        .hasRedirectedUrl("/actions/" + action));
        assertThat(api(g.lin, path + "/done", "{}")).hasStatusOk();
        assertThat(api(g.wu, path + "/verify", "{}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("rectification.refused.bar.SUBORDINATE");
        assertThat(api(g.he, path + "/verify", "{\"note\": \"Seen.\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("VERIFIED");
        assertThat(api(g.rosa, path + "/succeed", "{}")).hasStatus(404);
        assertThat(get(g.he, "/api/rectification/items?view=open&state=VERIFIED"))
                .contains("Copper above permit by API");
        assertThat(get(g.zhou, path + "/verifiers")).contains("\"reason\":\"OWNER\"");
    }
}
