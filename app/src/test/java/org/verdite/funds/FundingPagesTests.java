package org.verdite.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.verdite.Statements;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Units;
import org.verdite.rectification.SmallGroup;
import org.verdite.rectification.SmallGroup.Person;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Funding plans on their pages and for programs.
@SpringBootTest
@AutoConfigureMockMvc
@Import({SmallGroup.Setting.class, Statements.class})
class FundingPagesTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    SmallGroup g;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    FundingPlans plans;

    @Autowired
    LineLinks links;

    @Autowired
    Ledger ledger;

    @Autowired
    Commitments commitments;

    @Autowired
    Rates rates;

    @Autowired
    Actions actions;

    @Autowired
    Units units;

    private UnitId mine;
    private LineId asked;

    @BeforeEach
    void aLine() {
        g.clock.to("2026-11-18T01:14:00Z");
        String code = "FW-" + NUMBER.incrementAndGet();
        Scope.system("test").run(() -> {
            mine = units.open(new NewUnit(
                    code,
                    LocalText.of("Mine <i>" + code + "</i>", code + " 矿", "en"),
                    "SITE",
                    g.group,
                    LocalDate.parse("2020-01-01")));
            asked = propose("Sampling <b>often</b>", "100");
        });
    }

    private LineId propose(String title, String amount) {
        return plans.propose(
                new NewLine(mine, 2026, Category.MONITORING, Nature.OPEX, "CNY", terms(title, amount), null));
    }

    private LineTerms terms(String title, String amount) {
        return new LineTerms(
                title,
                g.director.id(),
                IntStream.rangeClosed(1, 12)
                        .mapToObj(_ -> new BigDecimal(amount))
                        .toList());
    }

    private long post(String amount) {
        return Scope.system("test")
                .get(() -> ledger.post(new NewPosting(
                        mine,
                        null,
                        YearMonth.of(2026, 3),
                        Category.MONITORING,
                        Nature.OPEX,
                        new Money(new BigDecimal(amount), "CNY"),
                        "W-" + NUMBER.incrementAndGet(),
                        "Bottles <i>and</i> crates",
                        null)));
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

    private MvcTestResult send(Person who, String path, String body) {
        return who.scope()
                .get(() -> mvc.post()
                        .uri(path)
                        .with(user("test"))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange());
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private FundingLine line(LineId id) {
        return Scope.system("test").get(() -> plans.get(id));
    }

    @Test
    void every_page_opens_in_both_languages_and_keeps_texts_as_texts() {
        for (var locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
            for (String path : List.of(
                    "/funds/lines?year=2026",
                    "/funds/lines/" + asked,
                    "/funds/lines/" + asked + "/change",
                    "/funds/lines/" + asked + "/postings",
                    "/funds/lines/" + asked + "/commitments/new",
                    "/funds/lines/new",
                    "/funds/plan?unit=" + mine,
                    "/funds/plan?by=category&until=3&year=2026",
                    "/funds/plan?by=nature&structure=as-it-was",
                    "/funds/plan/settings",
                    "/funds?plan=none")) {
                var answer = get(g.director, path, locale);
                assertThat(answer).as(path).hasStatusOk();
                assertThat(text(answer)).doesNotContain("<b>often").doesNotContain("???");
            }
        }
        for (String path : List.of(
                "/funds/lines/export?format=csv", "/funds/plan/export?format=xlsx", "/funds/plan/settings/export")) {
            assertThat(get(g.director, path, Locale.ENGLISH)).as(path).hasStatusOk();
        }
        for (String path : List.of(
                "/funds/lines?state=X",
                "/funds/lines?year=2026&standing=X",
                "/api/funds/lines?standing=OVER",
                "/funds/lines?origin=X",
                "/funds/plan?until=13",
                "/funds/plan?by=X",
                "/funds/plan?category=X",
                "/funds/plan?currency=XQZ",
                "/funds?plan=X",
                "/funds/lines?year=0",
                "/funds/plan?year=99999")) {
            assertThat(get(g.director, path, Locale.ENGLISH)).as(path).hasStatus(422);
        }
    }

    @Test
    void money_is_asked_for_on_a_form_by_month_or_spread_to_the_cent() {
        String[] form = {
            "place",
            mine.toString(),
            "year",
            "2026",
            "category",
            "CLOSURE",
            "nature",
            "CAPEX",
            "currency",
            "CNY",
            "title",
            "Cover the dump",
            "owner",
            g.director.id().toString(),
            "total",
            "1000"
        };
        var sent = post(g.director, "/funds/lines", form);
        assertThat(sent).hasStatus(302);
        String path = sent.getResponse().getRedirectedUrl();
        assertThat(path).matches("/funds/lines/\\d+");
        var id = new LineId(Long.parseLong(path.replaceAll(".*/", "")));
        var months = Scope.system("test")
                .get(() -> plans.versions(id).getFirst().terms().months());
        assertThat(months.getFirst()).isEqualByComparingTo("83.33");
        assertThat(months.getLast()).isEqualByComparingTo("83.37");
        form[15] = "";
        var bare = post(g.director, "/funds/lines", form);
        assertThat(bare).hasStatus(422);
        assertThat(text(bare)).contains("Cover the dump").contains("f-m12");
    }

    @Test
    void an_approver_reads_what_changed_meanwhile_and_nothing_is_decided() {
        Scope.system("test").run(() -> plans.change(asked, 1, terms("Sampling", "250"), "prices rose"));
        var answer = post(g.director, "/funds/lines/" + asked + "/approval", "version", "1");
        assertThat(answer).hasStatus(409);
        assertThat(text(answer)).contains("1,200.00 → 3,000.00").contains("name=\"version\" value=\"2\"");
        assertThat(line(asked).state()).isEqualTo(LineState.PROPOSED);
        assertThat(send(g.director, "/api/funds/lines/" + asked + "/approval", "{\"number\": 1}"))
                .hasStatus(409)
                .bodyText()
                .contains("funds.refused.changed")
                .contains("3,000");
        assertThat(post(g.director, "/funds/lines/" + asked + "/approval", "version", "2"))
                .hasStatus(302);
        assertThat(line(asked).state()).isEqualTo(LineState.APPROVED);
    }

    @Test
    void a_version_that_never_was_is_refused_as_such() {
        assertThat(send(g.director, "/api/funds/lines/" + asked + "/approval", "{\"number\": 2}"))
                .hasStatus(409)
                .bodyText()
                .contains("funds.refused.noVersion")
                .contains("has no version 2.");
        assertThat(line(asked).state()).isEqualTo(LineState.PROPOSED);
    }

    @Test
    void what_a_line_pays_for_and_in_what_is_chosen_by_name() {
        g.director
                .scope()
                .run(() -> rates.set(
                        new NewRate("PEN", 2026, null, new BigDecimal("1.9"), new BigDecimal("1.9"), "made up")));
        var action = g.director
                .scope()
                .get(() -> actions.open(new NewAction(
                        mine,
                        "Line the pond",
                        "OTHER",
                        g.lin.id(),
                        LocalDate.parse("2026-12-20"),
                        null,
                        new Origin("tests", "trial", "1", "Trial", "/tests/1"))));
        String page = text(get(g.director, "/funds/lines/new?origin=actions/action/" + action, Locale.ENGLISH));
        assertThat(page)
                .containsPattern("value=\"actions/action/" + action + "\" checked><span>Line the pond")
                .contains("<option value=\"PEN\">PEN Peruvian Sol</option>")
                .doesNotContain("value=\"XAU\"", "value=\"XXX\"", "value=\"XTS\"");
        assertThat(page.indexOf("value=\"CNY\"")).isLessThan(page.indexOf("value=\"PEN\""));
        assertThat(page.indexOf("value=\"PEN\""))
                .as("one with a rate before all without")
                .isLessThan(page.indexOf("value=\"AED\""));
    }

    @Test
    void what_nobody_pays_in_is_no_currency() {
        for (String code : List.of("XXX", "XTS", "XAU")) {
            assertThat(send(g.director, "/api/funds/postings", """
                            {"unit": %s, "month": "2026-03", "category": "MONITORING", "nature": "OPEX", "amount": 1,
                             "currency": "%s", "document": "D-1", "text": "Gold"}""".formatted(mine, code)))
                    .as(code)
                    .hasStatus(422)
                    .bodyText()
                    .contains("\"field\":\"currency\"");
            assertThat(send(g.director, "/api/funds/lines", """
                            {"unit": %s, "year": 2026, "category": "MONITORING", "nature": "OPEX", "currency": "%s",
                             "title": "Gold", "owner": %s, "months": [1,0,0,0,0,0,0,0,0,0,0,0]}""".formatted(mine, code, g.director.id())))
                    .as(code)
                    .hasStatus(422)
                    .bodyText()
                    .contains("\"field\":\"currency\"");
        }
    }

    @Test
    void months_show_their_cents_where_there_are_any_and_left_says_for_what() {
        assertThat(text(get(g.director, "/funds/lines/" + asked, Locale.ENGLISH)))
                .contains("<td class=\"num\">100</td>");
        var cents = Scope.system("test").get(() -> propose("To the cent", "100.5"));
        g.director.scope().run(() -> plans.approve(cents, 1));
        g.director.scope().run(() -> {
            commitments.bind(
                    new NewCommitment(cents, YearMonth.of(2026, 3), new BigDecimal("6"), null, "Somebody", "C-1", ""),
                    "");
        });
        Scope.system("test").run(() -> links.link(cents, Set.of(post("2"))));
        assertThat(text(get(g.director, "/funds/lines/" + cents, Locale.ENGLISH)))
                .contains("<td class=\"num\">100.50</td>", "<td class=\"num\">6.00</td>")
                .contains("<dt>Left to bind</dt><dd class=\"tnum\">1,200.00 RMB")
                .contains("<dt>Left to spend</dt><dd class=\"tnum\">1,204.00 RMB");
    }

    @Test
    void the_plan_is_where_funding_plans_are_in_the_menu() {
        String here = "aria-current=\"page\">Funding plans</a>";
        for (String path : List.of("/funds/plan", "/funds/plan/settings", "/funds/lines", "/funds/lines/" + asked)) {
            assertThat(text(get(g.director, path, Locale.ENGLISH))).as(path).contains(here);
        }
        assertThat(text(get(g.director, "/funds", Locale.ENGLISH))).doesNotContain(here);
    }

    @Test
    void the_second_to_change_sees_the_first_one_s_and_loses_nothing() {
        Scope.system("test").run(() -> plans.change(asked, 1, terms("Sampling", "250"), "prices rose"));
        var params = new ArrayList<>(List.of(
                "version", "1", "title", "My title", "owner", g.director.id().toString(), "reason", "mine"));
        for (int m = 1; m <= 12; m++) {
            params.addAll(List.of("m" + m, "100", "was.m" + m, "100"));
        }
        params.addAll(List.of("was.title", "Sampling <b>often</b>"));
        var answer = post(g.director, "/funds/lines/" + asked + "/change", params.toArray(String[]::new));
        assertThat(answer).hasStatus(409);
        assertThat(text(answer))
                .contains("My title")
                .contains("name=\"version\" value=\"2\"")
                .contains("value=\"250\"");
    }

    @Test
    void what_waits_is_on_the_desk_of_who_may_approve_and_of_nobody_else() {
        assertThat(text(get(g.director, "/desk", Locale.ENGLISH))).contains("/funds/lines/" + asked);
        assertThat(text(get(g.zhou, "/desk", Locale.ENGLISH))).doesNotContain("/funds/lines/" + asked);
        var own = g.director.scope().get(() -> propose("Asked by the director", "1"));
        assertThat(text(get(g.director, "/desk", Locale.ENGLISH))).doesNotContain("/funds/lines/" + own + "\"");
    }

    @Test
    void spending_is_linked_in_bulk_from_the_line_and_singly_from_the_posting() {
        g.director.scope().run(() -> plans.approve(asked, 1));
        long first = post("10");
        long second = post("20");
        long third = post("30");
        String path = "/funds/lines/" + asked + "/postings";
        assertThat(text(get(g.director, path, Locale.ENGLISH))).contains("Bottles &lt;i&gt;and");
        assertThat(post(g.director, path)).hasStatus(422);
        assertThat(post(g.director, path, "postings", "" + first, "postings", "" + second))
                .hasStatus(302);
        assertThat(post(g.director, path, "postings", "" + first)).hasStatus(409);
        assertThat(post(g.director, "/funds/postings/" + third + "/line", "line", ""))
                .hasStatus(422);
        assertThat(post(g.director, "/funds/postings/" + third + "/line", "line", asked.toString()))
                .hasStatus(302);
        assertThat(text(get(g.director, "/funds/postings/" + third, Locale.ENGLISH)))
                .contains(line(asked).number());
        assertThat(post(g.director, "/funds/postings/" + third + "/line", "line", ""))
                .as("without a reason")
                .hasStatus(422);
        assertThat(post(g.director, "/funds/postings/" + third + "/line", "line", "", "why", "another matter"))
                .hasStatus(302);
        assertThat(text(get(g.director, "/funds/postings/" + third, Locale.ENGLISH)))
                .contains("another matter");
        assertThat(text(get(g.director, "/funds?plan=none&at=" + mine, Locale.ENGLISH)))
                .contains("/funds/postings/" + third)
                .doesNotContain("/funds/postings/" + first + "\"");
    }

    @Test
    void the_list_is_narrowed_by_where_spending_stands_and_by_what_was_bound() {
        var over = Scope.system("test").get(() -> propose("Too dear", "10"));
        var under = Scope.system("test").get(() -> propose("Too cheap", "1000"));
        g.director.scope().run(() -> plans.approve(over, 1));
        g.director.scope().run(() -> plans.approve(under, 1));
        Scope.system("test").run(() -> links.link(over, Set.of(post("500"))));
        String at = "&at=" + mine;
        assertThat(text(get(g.director, "/funds/lines?year=2026&standing=OVER" + at, Locale.ENGLISH)))
                .contains("Too dear")
                .contains("+400")
                .doesNotContain("Too cheap");
        assertThat(text(get(g.director, "/funds/lines?year=2026&standing=UNDER" + at, Locale.ENGLISH)))
                .contains("Too cheap")
                .doesNotContain("Too dear");
        assertThat(get(g.director, "/funds/lines?standing=OVER" + at, Locale.ENGLISH))
                .as("of which year is said")
                .hasRedirectedUrl("/funds/lines?standing=OVER" + at + "&year=2026");
        assertThat(text(get(g.director, "/funds/lines?state=PROPOSED" + at, Locale.ENGLISH)))
                .contains("often")
                .doesNotContain("Too dear");
        assertThat(text(get(g.director, "/search?q=dear", Locale.ENGLISH))).contains("/funds/lines/" + over);
        assertThat(text(get(g.rosa, "/funds/lines", Locale.ENGLISH))).doesNotContain("Too dear");
        assertThat(get(g.rosa, "/funds/lines/" + over, Locale.ENGLISH)).hasStatus(404);
    }

    @Test
    void every_number_of_the_plan_opens_its_rows() {
        g.director.scope().run(() -> plans.approve(asked, 1));
        post("4711");
        String page = text(get(g.director, "/funds/plan?year=2026&by=category", Locale.ENGLISH));
        assertThat(page)
                .contains("/funds?year=2026&amp;category=MONITORING&amp;until=10&amp;plan=none")
                .contains("/funds/lines?year=2026&amp;category=MONITORING&amp;holds=1");
        assertThat(text(get(g.director, "/funds/plan?year=2026", Locale.ENGLISH)))
                .contains("/funds/lines?year=2026&amp;unit=" + mine + "&amp;holds=1");
        assertThat(text(get(
                        g.director,
                        "/funds?year=2026&category=MONITORING&until=10&plan=none&at=" + mine,
                        Locale.ENGLISH)))
                .contains("4,711");
        assertThat(get(g.director, "/api/funds/plan?year=2026&until=10", Locale.ENGLISH))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"units\": {\"%s\": {\"approved\": 1200, \"due\": 1000, \"spent\": 4711, \"unplanned\": 4711}}}"
                                .formatted(mine));
    }

    @Test
    void programs_take_the_same_steps() {
        String body = """
                {"unit": %s, "year": 2026, "category": "RESEARCH", "nature": "CAPEX", "currency": "CNY", "title": "Trial plant", "owner": %s,
                 "months": [%s]}""";
        assertThat(send(g.director, "/api/funds/lines", body.formatted(mine, g.director.id(), "1, 2")))
                .hasStatus(422)
                .bodyText()
                .contains("funds.invalid.months");
        assertThat(send(
                        g.director,
                        "/api/funds/lines",
                        body.formatted(mine, g.director.id(), "1,1,1,1,1,1,1,1,1,1,1,1.001")))
                .hasStatus(422);
        var made =
                send(g.director, "/api/funds/lines", body.formatted(mine, g.director.id(), "1,1,1,1,1,1,1,1,1,1,1,9"));
        assertThat(made).hasStatus(201);
        String at = made.getResponse().getHeader("Location");
        assertThat(send(g.director, at + "/approval", "{\"number\": 1}"))
                .hasStatus(409)
                .bodyText()
                .contains("funds.refused.own");
        String own = "/api/funds/lines/" + asked;
        assertThat(send(g.director, own + "/approval", "{\"number\": 1}")).hasStatus(200);
        String order = "{\"month\": \"2026-04\", \"amount\": %s, \"supplier\": \"Pumps\", \"reference\": \"PO-4\"%s}";
        assertThat(send(g.director, own + "/commitments", order.formatted("1201", "")))
                .hasStatus(422)
                .bodyText()
                .contains("overReason");
        assertThat(send(g.director, own + "/commitments", order.formatted("1201", ", \"overReason\": \"it broke\"")))
                .hasStatus(200);
        long posting = post("60");
        assertThat(send(g.director, own + "/postings", "{\"postings\": [" + posting + "]}"))
                .bodyJson()
                .isLenientlyEqualTo("{\"linked\": 1}");
        assertThat(get(g.director, own, Locale.ENGLISH)).bodyJson().isLenientlyEqualTo("""
                {"line": {"state": "APPROVED", "approved": 1200.00, "committed": 1201.00, "overCommitted": true, "spent": 60.00},
                 "versions": [{"number": 1, "state": "APPROVED"}], "postings": [%d]}""".formatted(posting));
        assertThat(send(g.director, "/api/funds/postings/" + posting + "/line", "{\"reason\": \"not ours\"}"))
                .hasStatus(200);
        assertThat(send(g.director, own + "/closure", "{\"version\": 1, \"reason\": \"done\"}"))
                .hasStatus(409);
        assertThat(send(g.director, own + "/closure", "{\"version\": 2, \"reason\": \"done\"}"))
                .hasStatus(200);
        assertThat(get(g.director, "/api/funds/lines?year=2026&state=CLOSED", Locale.ENGLISH))
                .hasStatusOk()
                .bodyText()
                .contains(line(asked).number());
    }

    @Test
    void the_list_and_the_plan_ask_the_database_a_bounded_number_of_times() {
        for (int i = 0; i < 30; i++) {
            var id = Scope.system("test").get(() -> propose("Line", "10"));
            g.director.scope().run(() -> plans.approve(id, 1));
        }
        for (String path : List.of(
                "/funds/lines?at=" + mine,
                "/funds/plan?year=2026",
                "/funds/plan?year=2026&unit=" + mine,
                "/funds/lines/" + asked)) {
            get(g.director, path, Locale.ENGLISH);
            Statements.restart();
            assertThat(get(g.director, path, Locale.ENGLISH)).hasStatusOk();
            assertThat(Statements.seen())
                    .as(path)
                    .filteredOn(sql -> sql.contains("funds."))
                    .as("of this room, with the desk's one")
                    .hasSizeLessThanOrEqualTo(path.contains("/lines/") ? 9 : 6);
        }
    }
}
