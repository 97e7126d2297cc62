package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.BesideOthers;
import org.verdite.actions.Actions;
import org.verdite.actions.NewAction;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.funds.NewRate;
import org.verdite.funds.Rates;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.Origin;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Money, targets, definitions and editions: what their verbs take and what they refuse.
@BesideOthers
@SpringBootTest(properties = "story=money")
@AutoConfigureMockMvc
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoneyAndTargetsTests {

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Editions editions;

    @Autowired
    Progress progress;

    @Autowired
    Ledger ledger;

    @Autowired
    Rates rates;

    @Autowired
    Actions actions;

    @Autowired
    People people;

    @Autowired
    Sites sites;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate within;

    @Autowired
    MockMvcTester mvc;

    private @Nullable SignedIn directorIn;

    private SignedIn director() {
        return Objects.requireNonNull(directorIn);
    }

    @BeforeAll
    void history() {
        Scope.system("test").run(() -> {
            group.enter(clock);
            clock.to("2023-02-01");
            editions.publish(2021);
        });
        directorIn = SignedIn.as(
                mvc,
                Scope.system("test").get(() -> group.account(Role.DIRECTOR, group.group())),
                FixtureGroup.PASSWORD);
        clock.to("2023-02-10");
    }

    @Test
    @Order(5)
    void a_line_pays_for_an_action_within_reach_and_its_reversal_keeps_the_link() {
        long action = Scope.system("test").get(() -> {
            var person = people.add(new NewPerson(group.group(), "P-A", LocalText.of("en", "Owner"), ""));
            return actions.open(new NewAction(
                            group.group(),
                            "Line the pond",
                            "OTHER",
                            person,
                            LocalDate.of(2023, 6, 1),
                            null,
                            new Origin("targets", "target", "1", "T", "/targets")))
                    .value();
        });
        var line = new HashMap<>(Map.of(
                "text", "Pond lining",
                "amount", "1000",
                "currency", "CNY",
                "month", "2023-01",
                "document", "V-77",
                "category", "POLLUTION_CONTROL",
                "nature", "CAPEX",
                "place", group.group().toString(),
                "action", "999999"));
        assertThat(director().form("/funds/new", line)).isEqualTo(422);
        line.put("action", String.valueOf(action));
        assertThat(director().form("/funds/new", line)).isEqualTo(302);
        String posting = id("select id from funds.posting where document = 'V-77'");
        assertThat(director().words("/funds/postings/" + posting)).contains("Pays for Line the pond");
        assertThat(director().form("/funds/postings/" + posting + "/reversal", Map.of("reason", "twice")))
                .isEqualTo(302);
        assertThat(id("select action_key from funds.posting where reverses = " + posting))
                .isEqualTo(String.valueOf(action));
        line.put("place", unitOf(2).toString());
        line.put("site", group.site(3).toString());
        assertThat(director().form("/funds/new", line))
                .as("a site of another unit")
                .isEqualTo(422);
        line.put("place", group.group().toString());
        assertThat(director().form("/funds/new", line))
                .as("a site below the unit")
                .isEqualTo(302);
    }

    @Test
    @Order(6)
    void a_monthly_rate_goes_before_the_yearly_one_and_a_correction_leaves_the_past_as_known() {
        post("PEN", 100, YearMonth.of(2023, 1), null);
        clock.to("2023-02-11");
        rate(null, "2.0");
        assertThat(rmbOfPen()).isEqualByComparingTo("200");
        clock.to("2023-02-12");
        rate(1, "1.5");
        assertThat(rmbOfPen()).isEqualByComparingTo("150");
        clock.to("2023-02-13");
        rate(1, "1.6");
        assertThat(rmbOfPen()).isEqualByComparingTo("160");
        var before = Scope.system("test").get(() -> progress.of(2023, Progress.endOf(LocalDate.of(2023, 2, 12))));
        assertThat(pen(before)).isEqualByComparingTo("150");
        assertThat(director().sent("/api/funds/rates", rateBody("\"month\": 13,", "1.5")))
                .isEqualTo(422);
        assertThat(director().sent("/api/funds/rates", rateBody("", "99999999999")))
                .isEqualTo(422);
        assertThat(director().get("/funds?year=0000")).hasStatus(422);
        assertThat(director().get("/funds/reporting?year=0")).hasStatus(422);
    }

    private static String rateBody(String month, String average) {
        return "{\"currency\": \"PEN\", \"year\": 2023, " + month + " \"average\": " + average
                + ", \"closing\": 1.5, \"source\": \"central bank\"}";
    }

    private void rate(@Nullable Integer month, String average) {
        Scope.system("test")
                .run(() -> rates.set(new NewRate(
                        "PEN", 2023, month, new BigDecimal(average), new BigDecimal(average), "central bank")));
    }

    private long post(String currency, int amount, YearMonth month, @Nullable SiteId site) {
        return Scope.system("test")
                .get(() -> ledger.post(new NewPosting(
                        group.group(),
                        site,
                        month,
                        Category.MONITORING,
                        Nature.OPEX,
                        new Money(new BigDecimal(amount), currency),
                        "V-" + month + "-" + amount,
                        "Sampling",
                        null)));
    }

    private BigDecimal rmbOfPen() {
        return pen(progress(2023));
    }

    private static BigDecimal pen(PeriodFigures year) {
        return Objects.requireNonNull(year.figure("INV-ENV")).inputs().stream()
                .filter(i -> i.path().contains("PEN"))
                .map(i -> Objects.requireNonNull(i.value()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(7)
    void a_line_that_was_taken_back_reports_nothing() {
        assertThat(director().words("/funds/reporting?year=2022")).contains("Site S09");
        long line = post("CNY", 900, YearMonth.of(2022, 3), group.site(9));
        assertThat(director().words("/funds/reporting?year=2022")).doesNotContain("Site S09");
        Scope.system("test").run(() -> ledger.reverse(line, "not ours"));
        assertThat(director().words("/funds/reporting?year=2022")).contains("Site S09");
        int silent = Objects.requireNonNull(progress(2022).figure("INV-ENV")).gaps().stream()
                .filter(g -> g.what().key().equals("funds.gap.silent"))
                .mapToInt(org.verdite.indicators.Gap::count)
                .sum();
        assertThat(silent).isEqualTo(40);
    }

    @Test
    @Order(8)
    void the_database_itself_refuses_a_reversal_that_is_not_the_opposite() {
        long line = post("CNY", 500, YearMonth.of(2022, 4), null);
        for (String amount : List.of("-499", "500")) {
            assertThatThrownBy(() -> Scope.system("test")
                            .run(() -> within.executeWithoutResult(_ -> jdbc.sql("""
                                    insert into funds.posting (unit_id, month, category, nature, amount, currency, document, text, reverses, reason)
                                    select unit_id, month, category, nature, cast(:amount as numeric), currency, document, text, id, 'x'
                                    from funds.posting where id = :id""")
                                    .param("amount", amount)
                                    .param("id", line)
                                    .update())))
                    .hasMessageContaining("a reversal equals its original");
        }
    }

    @Test
    @Order(9)
    void a_target_is_promised_changed_with_a_reason_and_never_over_somebody_elses_change() {
        var target = new HashMap<>(Map.ofEntries(
                Map.entry("code", "WATER-2030"),
                Map.entry("sentence.en", "By 2030 all mines meet the standard"),
                Map.entry("scope.en", "all mines"),
                Map.entry("indicator", "GRN-MINE"),
                Map.entry("baselineYear", "2020"),
                Map.entry("dueYear", "2030"),
                Map.entry("value", "100"),
                Map.entry("direction", "AT_LEAST"),
                Map.entry("boundary", "NOWHERE"),
                Map.entry("validFrom", "2020-01-01")));
        assertThat(director().form("/targets", target)).isEqualTo(422);
        target.put("boundary", "ISO_SCOPE");
        assertThat(director().form("/targets", target)).isEqualTo(302);
        assertThat(director().form("/targets", target)).as("there is one now").isEqualTo(409);
        target.put("version", "1");
        assertThat(director().form("/targets", target)).as("no reason").isEqualTo(422);
        target.put("reason", "sooner than thought");
        target.put("dueYear", "2028");
        assertThat(director().form("/targets", target)).isEqualTo(302);
        assertThat(director().form("/targets", target)).as("changed since").isEqualTo(409);
        assertThat(director().get("/api/targets/WATER-2030?year=2022"))
                .bodyJson()
                .isLenientlyEqualTo("""
                {"target": {"code": "WATER-2030", "version": 2, "dueYear": 2028},
                 "versions": [{"version": 2, "reason": "sooner than thought"}, {"version": 1}]}""");
    }

    @Test
    @Order(10)
    void the_api_says_which_field_of_a_target_is_wrong() {
        String body = """
                {"code": "API-1", "sentence": "%s", "indicator": "GRN-MINE", "baselineYear": %s, "dueYear": 2030, "value": 100,
                 "boundary": "%s", "validFrom": "2020-01-01"}""";
        assertThat(director().sent("/api/targets", body.formatted("Mines", "1", "ISO_SCOPE")))
                .isEqualTo(422);
        assertThat(director().sent("/api/targets", body.formatted("Mines", "2020", "NOWHERE")))
                .isEqualTo(422);
        assertThat(director().sent("/api/targets", body.formatted("x".repeat(301), "2020", "ISO_SCOPE")))
                .isEqualTo(422);
        assertThat(director().sent("/api/targets", body.formatted("Mines", "2020", "ISO_SCOPE")))
                .isEqualTo(201);
    }

    @Test
    @Order(11)
    void a_definition_takes_another_name_but_no_formula_that_nobody_computes() {
        assertThat(director().sent("/api/indicators/GRN-FAC", "{\"formula\": \"half\", \"validFrom\": \"2023-01-01\"}"))
                .isEqualTo(409);
        assertThat(director().sent("/api/indicators/GRN-FAC", "{\"boundary\": \"X\", \"validFrom\": \"2023-01-01\"}"))
                .isEqualTo(422);
        assertThat(director()
                        .sent("/api/indicators/GRN-FAC", "{\"name\": \"Factories\", \"validFrom\": \"2023-01-01\"}"))
                .isEqualTo(201);
        assertThat(director().get("/api/indicators/GRN-FAC"))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"version\": 2, \"name\": \"Factories\"}, {\"version\": 1}]}");
        assertThat(director()
                        .form(
                                "/indicators/GRN-FAC",
                                Map.of("name.en", "Works", "boundary", "ISO_SCOPE", "validFrom", "2023-02-01")))
                .isEqualTo(302);
    }

    @Test
    @Order(12)
    void a_year_is_published_with_the_sentence_of_its_figures_and_once() throws Exception {
        assertThat(director().sent("/api/reporting/editions", "{\"year\": 2020, \"statement\": \"All is well.\"}"))
                .isEqualTo(409);
        assertThat(SignedIn.text(director().get("/api/reporting/publication?year=2020")))
                .contains("1.092 bn RMB");
        var outcomes = new ArrayList<String>();
        try (var both = Executors.newFixedThreadPool(2)) {
            var sent = new ArrayList<Future<String>>();
            for (int i = 0; i < 2; i++) {
                sent.add(both.submit(() -> Scope.system("test").get(this::publish2022)));
            }
            for (var one : sent) {
                outcomes.add(one.get());
            }
        }
        assertThat(outcomes).containsExactlyInAnyOrder("published", "refused");
    }

    private String publish2022() {
        try {
            editions.publish(2022, "As computed.", "");
            return "published";
        } catch (Invalid second) {
            return "refused";
        }
    }

    @Test
    @Order(13)
    void the_home_and_its_map_are_there_for_programs() {
        assertThat(director().get("/api/reporting/home"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"quadrants\": [{\"phase\": \"plan\"}, {\"phase\": \"do\"}, {\"phase\": \"check\"}, {\"phase\": \"act\"}]}");
        assertThat(SignedIn.text(director().get("/api/reporting/sites?state=unknown")))
                .contains("\"reason\":\"NO_POINT\"");
        assertThat(director().get("/api/reporting/sites?state=fine")).hasStatus(422);
    }

    @Test
    @Order(14)
    void an_edition_of_a_year_has_no_month_and_a_month_asked_where_none_is_read_is_refused() {
        String published = SignedIn.text(director().get("/api/reporting/editions?year=2022"));
        assertThat(published).doesNotContain("\"month\"").containsPattern("\"publishedAt\":\"[^\"]*\\+08:00\"");
        assertThat(SignedIn.text(director().get("/api/reporting/publication?year=2020")))
                .doesNotContain("\"month\"");
        assertThat(SignedIn.text(director().get("/api/reporting/publication?year=2022&month=3")))
                .contains("\"month\":3");
        assertThat(director().get("/api/reporting/progress?year=2022&month=3"))
                .hasStatus(422)
                .bodyText()
                .contains("/api/reporting/months");
        assertThat(director().sent("/api/reporting/editions?year=2021&month=3", "{\"year\": 2021}"))
                .isEqualTo(422);
        assertThat(director().get("/reporting/publish?year=2023&month=13")).hasStatus(422);
    }

    @Test
    @Order(15)
    void when_a_year_was_published_is_told_by_the_group_s_clock() {
        assertThat(SignedIn.text(director().get("/api/reporting/explanations/EMS-14001?year=2022")))
                .containsPattern("\"at\":\"[^\"]*\\+08:00\"");
        assertThat(director().drawer("/reporting/explain/EMS-14001?year=2022"))
                .contains("<time>"
                        + clock.instant()
                                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                                .format(java.time.format.DateTimeFormatter.ofPattern(
                                        "d MMM yyyy, ", java.util.Locale.ENGLISH)));
    }

    private PeriodFigures progress(int year) {
        return Scope.system("test").get(() -> progress.of(year, clock.instant()));
    }

    private UnitId unitOf(int site) {
        return Scope.system("test").get(() -> group.unitOf(site));
    }

    private String id(String sql) {
        return Scope.system("test")
                .get(() -> Objects.requireNonNull(within.execute(_ -> jdbc.sql(sql)
                        .query((rs, _) -> Objects.requireNonNull(rs.getString(1)))
                        .list()
                        .getFirst())));
    }
}
