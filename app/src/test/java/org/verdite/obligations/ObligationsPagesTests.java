package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Statements;
import org.verdite.shared.Scope;

/// The library, permits and the forms that enter and change limits.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Statements.class)
class ObligationsPagesTests {

    private static int number;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MockMvcTester mvc;

    private int unit;
    private int site;
    private String code;

    @BeforeEach
    void aSite() {
        code = "OB-" + (++number);
        system(() -> {
            unit = id(
                    "insert into organisation.unit (code, name, kind, opened) values ('%s', '{\"_\":\"en\",\"en\":\"Mine\"}', 'SITE', date '2020-01-01') returning id"
                            .formatted(code));
            site = id("""
                    insert into organisation.site (unit_id, code, name, kind, country, time_zone, latitude, longitude)
                    values (%d, '%s', '{"_":"en","en":"Mine"}', 'MINE', 'CN', 'Asia/Shanghai', 25, 100) returning id""".formatted(unit, code));
        });
    }

    private void system(Runnable work) {
        Scope.system("test").run(() -> new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run()));
    }

    private int id(String sql) {
        return jdbc.sql(sql).query((rs, _) -> rs.getInt(1)).single();
    }

    private MvcTestResult get(String path, Scope scope) {
        return scope.get(() -> mvc.get().uri(path).with(user("test")).exchange());
    }

    private MvcTestResult post(String path, Scope scope, String... params) {
        return scope.get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i < params.length; i += 2) {
                request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private Scope anybody() {
        return Scope.system("x").narrowedTo(new int[] {unit});
    }

    private static final Scope ALL = Scope.system("test");

    private String permit() {
        var added = post(
                "/obligations/permits",
                ALL,
                "site",
                "" + site,
                "code",
                code,
                "name.en",
                "Permit of the mine",
                "from",
                "2026-01-01");
        assertThat(added).hasStatus(302);
        return Objects.requireNonNull(added.getResponse().getRedirectedUrl());
    }

    private void limit(String permit) {
        assertThat(post(
                        permit + "/limits",
                        ALL,
                        "parameter",
                        "w20122",
                        "name.en",
                        "Total copper",
                        "statistic",
                        "DAY_MEAN",
                        "kind",
                        "COMPLIANCE",
                        "operator",
                        "MAX",
                        "upper",
                        "0.50",
                        "measure",
                        "mg/L",
                        "from",
                        "2026-01-01",
                        "rounding",
                        "NONE",
                        "nonDetect",
                        "LEVEL_DECIDES",
                        "warning",
                        "80",
                        "clause",
                        "4.2"))
                .hasStatus(302);
    }

    private long revision(String permit) {
        long[] found = new long[1];
        system(() ->
                found[0] = id("select max(revision) from obligations.limit where superseded_at is null and set_id = "
                        + permit.substring(permit.lastIndexOf('/') + 1)));
        return found[0];
    }

    @Test
    void the_library_lists_standards_with_their_source_and_says_what_nobody_checked() {
        assertThat(get("/obligations", anybody()))
                .hasStatusOk()
                .bodyText()
                .contains("GB 25467 2010", "GB 3838 2002", "BC WQG", "not compared with the official text");
        assertThat(get("/api/obligations/standards?parameter=a34004", anybody()))
                .bodyJson()
                .extractingPath("$.items.length()")
                .isEqualTo(4);
    }

    @Test
    void a_permit_is_entered_with_a_limit_that_changes_from_a_day_on() {
        String permit = permit();
        limit(permit);
        assertThat(post(
                        "/obligations/limits/" + revision(permit),
                        ALL,
                        "how",
                        "change",
                        "from",
                        "2026-10-01",
                        "upper",
                        "0.30"))
                .hasStatus(302);
        assertThat(get(permit, ALL))
                .hasStatusOk()
                .bodyText()
                .contains("0.50\u202fmg/L", "0.30\u202fmg/L", "1 Jan 2026 to before 1 Oct 2026", "since 1 Oct 2026");
    }

    @Test
    void a_limit_that_changed_tells_all_its_revisions_and_raises_no_alarm() {
        String permit = permit();
        limit(permit);
        assertThat(post("/obligations/limits/" + revision(permit), ALL, "how", "correct", "upper", "0.40"))
                .hasStatus(302);
        for (String history : java.util.List.of(
                "/trail/records/obligations.limit/" + revision(permit),
                "/trail/records/obligations.limit_set/" + permit.substring(permit.lastIndexOf('/') + 1))) {
            assertThat(get(history, ALL))
                    .hasStatusOk()
                    .bodyText()
                    .contains("as recorded", "0.4", "0.5", "Upper limit", "at most")
                    .doesNotContain("note is-bad");
        }
    }

    @Test
    void a_standard_s_history_is_everybody_s_to_read() {
        int[] set = new int[1];
        int[] limit = new int[1];
        system(() -> {
            set[0] = id("select min(id) from obligations.limit_set where side = 'STANDARD'");
            limit[0] = id("select min(revision) from obligations.limit where set_id = " + set[0]);
        });
        for (String history : java.util.List.of("limit_set/" + set[0], "limit/" + limit[0])) {
            assertThat(get("/trail/records/obligations." + history, anybody()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("as recorded")
                    .doesNotContain("note is-bad");
        }
    }

    @Test
    void whoever_saves_second_sees_what_the_limit_reads_now_and_keeps_what_they_typed() {
        String permit = permit();
        limit(permit);
        long read = revision(permit);
        assertThat(post("/obligations/limits/" + read, ALL, "how", "correct", "upper", "0.40"))
                .hasStatus(302);
        assertThat(post("/obligations/limits/" + read, ALL, "how", "correct", "upper", "0.45"))
                .hasStatus(409)
                .bodyText()
                .contains(
                        "The limit now reads 0.40\u202fmg/L",
                        "value=\"0.45\"",
                        "action=\"/obligations/limits/" + revision(permit) + "\"");
    }

    @Test
    void wrong_fields_are_named() {
        String permit = permit();
        assertThat(post(
                        permit + "/limits",
                        ALL,
                        "parameter",
                        "total copper",
                        "statistic",
                        "DAY_MEAN",
                        "operator",
                        "RANGE",
                        "lower",
                        "9",
                        "upper",
                        "6",
                        "kind",
                        "COMPLIANCE",
                        "from",
                        "soon",
                        "rounding",
                        "NONE",
                        "nonDetect",
                        "WITHIN"))
                .hasStatus(422)
                .bodyText()
                .contains("is not a code", "is not a date");
        assertThat(post(
                        "/obligations/permits",
                        ALL,
                        "site",
                        "" + site,
                        "code",
                        code,
                        "name.en",
                        "Again",
                        "from",
                        "2026-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains(code + " is entered already.");
        assertThat(ALL.get(() -> mvc.post()
                        .uri("/api" + permit.replace("/obligations/sets", "/obligations/sets") + "/limits")
                        .with(user("t"))
                        .with(csrf())
                        .contentType("application/json")
                        .content("{\"parameter\":\"w20122\"}")
                        .exchange()))
                .hasStatus(422);
    }

    @Test
    void a_permit_that_refers_to_a_standard_makes_its_obligations_bind_there() {
        String permit = permit();
        long[] standard = new long[1];
        system(() -> standard[0] =
                id("select id from obligations.limit_set where table_name = 'Table 2, direct, smelting and other'"));
        assertThat(post(permit + "/references", ALL, "standard", "" + standard[0], "from", "2026-01-01"))
                .hasStatus(302);
        long[] bound = new long[1];
        system(() -> bound[0] = id("select count(*) from obligations.pub_binding where site_id = " + site));
        assertThat(bound[0]).isEqualTo(17);
        assertThat(post(permit + "/references", ALL, "standard", "" + standard[0], "from", "2026-01-01"))
                .hasStatus(422);
    }

    @Test
    void nobody_from_elsewhere_sees_a_permit_or_changes_a_limit() {
        String permit = permit();
        limit(permit);
        var stranger = Scope.system("x").narrowedTo(new int[] {unit + 1_000_000});
        assertThat(get(permit, stranger)).hasStatus(404);
        assertThat(get("/api" + permit, stranger)).hasStatus(404);
        assertThat(get("/obligations/limits/" + revision(permit), stranger)).hasStatus(404);
        assertThat(post("/obligations/limits/" + revision(permit), stranger, "how", "correct", "upper", "9"))
                .hasStatus(404);
        assertThat(get("/obligations/permits", stranger)).bodyText().doesNotContain(code);
        var reader = Scope.system("x").narrowedTo(new int[] {unit});
        assertThat(get(permit, reader)).hasStatusOk();
        assertThat(post("/obligations/limits/" + revision(permit), reader, "how", "correct", "upper", "9"))
                .hasStatus(403);
        assertThat(post(
                        "/obligations/sets/1/limits",
                        reader,
                        "parameter",
                        "w20122",
                        "statistic",
                        "SAMPLE",
                        "operator",
                        "MAX",
                        "upper",
                        "1",
                        "kind",
                        "OBJECTIVE",
                        "from",
                        "2026-01-01",
                        "rounding",
                        "NONE",
                        "nonDetect",
                        "WITHIN"))
                .hasStatus(403);
    }

    private MvcTestResult hardness(String permit, String step, String formula, String example) {
        return post(
                permit + "/limits",
                ALL,
                "do",
                step,
                "parameter",
                "w20123",
                "statistic",
                "SAMPLE",
                "kind",
                "COMPLIANCE",
                "operator",
                "MAX",
                "measure",
                "µg/L",
                "from",
                "2026-01-01",
                "rounding",
                "NONE",
                "nonDetect",
                "LEVEL_DECIDES",
                "formula",
                formula,
                "c1.name",
                "hardness",
                "c1.parameter",
                "xw1001",
                "c1.unit",
                "mg/L",
                "c1.days",
                "7",
                "c1.value",
                example);
    }

    private static final String ZINC =
            "7.5 [µg/L] if hardness <= 90 [mg/L]; (0.75 * (hardness [mg/L] - 90) + 7.5) [µg/L] if hardness <= 330 [mg/L]";

    @Test
    void a_formula_is_tried_with_examples_before_it_is_entered() {
        String permit = permit();
        assertThat(hardness(permit, "try", ZINC, "100"))
                .hasStatusOk()
                .bodyText()
                .contains("The limit is then 15 µg/L", ZINC.replace("<", "&lt;"));
        assertThat(hardness(permit, "try", ZINC, "400")).bodyText().contains("No branch holds");
        assertThat(hardness(permit, "try", ZINC, "")).bodyText().contains("aria-describedby=\"f-c1-value-e\"");
        assertThat(hardness(permit, "try", "hardness + 1 [°C]", "100"))
                .bodyText()
                .contains("At place", "do not measure the same");
        assertThat(get(permit, ALL)).bodyText().doesNotContain("by formula");
    }

    @Test
    void a_limit_by_formula_is_entered_and_corrected_in_the_browser() {
        String permit = permit();
        assertThat(hardness(permit, "", "7.5 [µg/L] if acidity < 7", "100"))
                .hasStatus(422)
                .bodyText()
                .contains("is not known here. Known are: hardness");
        assertThat(hardness(permit, "", ZINC, "")).hasStatus(302);
        assertThat(get(permit, ALL)).bodyText().contains("by formula", "at most 7 days apart");
        assertThat(get("/obligations/limits/" + revision(permit), ALL))
                .hasStatusOk()
                .bodyText()
                .contains("It may speak of hardness [mg/L]");
        assertThat(post("/obligations/limits/" + revision(permit), ALL, "how", "correct", "formula", "8 [µg/L]"))
                .hasStatus(302);
        assertThat(get("/api" + permit, ALL)).bodyText().contains("\"formula\":\"8 [µg/L]\"");
    }

    @Test
    void a_formula_is_tried_through_the_api_too() {
        String body = """
                {"formula": "%s", "unit": "µg/L", "values": {%s},
                 "covariates": [{"name": "hardness", "parameter": "xw1001", "unit": "mg/L", "days": 0, "source": "same sample"}]}""";
        assertThat(tried(body.formatted(ZINC, "\"hardness\": 100")))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.bound")
                .isEqualTo(15);
        assertThat(tried(body.formatted(ZINC, ""))).hasStatus(422);
        assertThat(tried(body.formatted("7 [mg", "\"hardness\": 100"))).hasStatus(422);
    }

    private MvcTestResult ranked(String permit, String statistic, String... more) {
        var params = new java.util.ArrayList<>(java.util.List.of(
                "parameter",
                "w20122",
                "name.en",
                "Total copper",
                "statistic",
                statistic,
                "kind",
                "COMPLIANCE",
                "operator",
                "MAX",
                "upper",
                "0.05",
                "measure",
                "mg/L",
                "rounding",
                "NONE",
                "nonDetect",
                "LEVEL_DECIDES",
                "pointCode",
                "DW001",
                "from",
                "2026-01-01"));
        params.addAll(java.util.List.of(more));
        return post(permit + "/limits", ALL, params.toArray(String[]::new));
    }

    @Test
    void a_percentile_and_at_most_two_of_twelve_are_entered_in_the_browser_and_read_as_words() {
        String permit = permit();
        assertThat(ranked(permit, "YEAR_PERCENTILE", "percentile", "98", "parts", "DAY_MEAN"))
                .hasStatus(302);
        assertThat(ranked(permit, "AT_MOST_OF", "allowed", "2", "outOf", "12", "parts", "SAMPLE", "minimum", "6"))
                .hasStatus(302);
        assertThat(get(permit, ALL))
                .bodyText()
                .contains("Percentile of a year", "percentile 98 of the day means")
                .contains("at most 2 of any 12 samples in a row beyond it");
        assertThat(get("/obligations/limits/" + revision(permit), ALL))
                .hasStatusOk()
                .bodyText()
                .containsAnyOf("percentile 98 of the day means", "at most 2 of any 12 samples in a row");
        assertThat(get("/api" + permit, ALL)).bodyText().contains("\"percentile\":98", "\"outOf\":12");
        assertThat(post("/obligations/limits/" + revision(permit), ALL, "how", "correct", "upper", "0.06"))
                .hasStatus(302);
        assertThat(get(permit, ALL))
                .bodyText()
                .contains("percentile 98 of the day means", "at most 2 of any 12 samples in a row");
    }

    @Test
    void what_can_not_be_one_of_many_values_is_refused_at_its_field() {
        String permit = permit();
        assertThat(ranked(permit, "YEAR_PERCENTILE", "percentile", "100", "parts", "DAY_MEAN"))
                .hasStatus(422)
                .bodyText()
                .contains("A percentile lies between 0 and 100");
        assertThat(ranked(permit, "YEAR_PERCENTILE", "percentile", "98"))
                .hasStatus(422)
                .bodyText()
                .contains("Say of which values");
        assertThat(ranked(permit, "YEAR_PERCENTILE")).hasStatus(422);
        assertThat(ranked(permit, "AT_MOST_OF", "allowed", "12", "outOf", "12"))
                .hasStatus(422)
                .bodyText()
                .contains("Fewer than the 12 of which they are.");
        assertThat(ranked(permit, "AT_MOST_OF", "allowed", "2", "outOf", "1001"))
                .hasStatus(422)
                .bodyText()
                .contains("1,000");
        assertThat(ranked(permit, "AT_MOST_OF", "allowed", "2", "outOf", "12", "minimum", "13"))
                .hasStatus(422)
                .bodyText()
                .contains("There are only 12 of them");
        assertThat(ranked(permit, "DAY_MEAN", "percentile", "98", "parts", "DAY_MEAN"))
                .hasStatus(422)
                .bodyText()
                .contains("This statistic is no percentile");
    }

    @Test
    void the_api_takes_one_of_many_values_and_refuses_as_the_form_does() {
        String permit = permit();
        String body = """
                {"kind": "COMPLIANCE", "parameter": "w20122", "name": "Total copper", "statistic": "AT_MOST_OF", "operator": "MAX",
                 "upper": 0.05, "unit": "mg/L", "from": "2026-01-01", "minimumNumber": %d, "window": {"ranked": {"allowed": 2, "outOf": %d, "parts": "SAMPLE"}}}""";
        assertThat(entered(permit, body.formatted(1, 12))).hasStatus(201);
        assertThat(entered(permit, body.formatted(1, 2)))
                .hasStatus(422)
                .bodyText()
                .contains("allowed");
        assertThat(entered(permit, body.formatted(13, 12)))
                .hasStatus(422)
                .bodyText()
                .contains("minimumNumber");
        assertThat(get("/api" + permit, ALL))
                .bodyText()
                .contains("\"ranked\":{\"percentile\":null,\"allowed\":2,\"outOf\":12,\"parts\":\"SAMPLE\"}");
    }

    private MvcTestResult entered(String permit, String body) {
        return ALL.get(() -> mvc.post()
                .uri("/api" + permit + "/limits")
                .with(user("t"))
                .with(csrf())
                .contentType("application/json")
                .content(body)
                .exchange());
    }

    private MvcTestResult tried(String body) {
        return ALL.get(() -> mvc.post()
                .uri("/api/obligations/formulas/bound")
                .with(user("t"))
                .with(csrf())
                .contentType("application/json")
                .content(body)
                .exchange());
    }
}
