package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
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
import org.verdite.Statements;
import org.verdite.obligations.LimitRegister;
import org.verdite.shared.Scope;

/// Points, series, charts and episodes as readers see them.
@SpringBootTest
@AutoConfigureMockMvc
@Import(Statements.class)
class MonitoringPagesTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    MockMvcTester mvc;

    private River river;
    private int copper;
    private int episode;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
        copper = river.series("w20122", "DAY_MEAN");
        river.permit("PW-2026-017", "0.50", LocalDate.of(2026, 1, 1));
        long revision = river.get(() -> jdbc.sql("select revision from obligations.limit where unit_id = :unit")
                .param("unit", river.unit)
                .query(Long.class)
                .single());
        river.run(() -> limits.change(revision, LocalDate.of(2026, 10, 1), null, new BigDecimal("0.30"), ""));
        river.results(
                copper,
                "2026-10-12",
                "<0.02",
                "2026-11-12",
                "0.21",
                "2026-11-13",
                "0.34",
                "2026-11-14",
                "0.47",
                "2026-11-15",
                "0.41",
                "2026-11-16",
                "0.33",
                "2026-11-17",
                "0.21");
        river.judge(copper);
        episode = river.episodes(copper).getFirst().id();
    }

    private MvcTestResult get(String path) {
        return get(path, Scope.system("test"), Locale.ENGLISH);
    }

    private MvcTestResult get(String path, Scope scope, Locale locale) {
        return scope.get(() -> mvc.get()
                .uri(path)
                .with(user("test"))
                .locale(locale)
                .cookie(new jakarta.servlet.http.Cookie("language", locale.toLanguageTag()))
                .exchange());
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

    private Scope here() {
        return Scope.system("reader").narrowedTo(new int[] {river.unit});
    }

    @Test
    void a_series_is_put_together_by_days_months_and_years_and_says_what_decides_about_each() {
        assertThat(get("/monitoring/series/" + copper + "/periods"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "2026-11",
                        "0.3283",
                        "6 results",
                        "2026-10",
                        "1 not detected",
                        "0 to 0.02, by what is not detected");
        assertThat(get("/api/monitoring/series/" + copper + "/periods?grain=DAY&from=2026-11-13&to=2026-11-14"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "\"aggregation\":\"ARITHMETIC\"",
                        "\"begin\":\"2026-11-13\"",
                        "\"half\":0.34",
                        "\"stands\":true")
                .doesNotContain("2026-11-15");
        assertThat(get("/monitoring/series/" + copper + "/periods/export?grain=YEAR"))
                .hasStatusOk()
                .bodyText()
                .contains("2026-01-01");
        assertThat(get("/monitoring/series/" + copper + "/periods?grain=WEEK")).hasStatus(400);
    }

    @Test
    void the_page_of_an_episode_says_what_was_measured_what_was_allowed_and_by_how_much() {
        assertThat(get("/monitoring/exceedances/" + episode))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Total copper at Plant outfall",
                        "13 to 16 Nov 2026, 4 day means",
                        "Measured 0.47\u202fmg/L",
                        "Limit that day 0.30\u202fmg/L",
                        "condition 4.2, Day mean. Since 1 Oct 2026; 0.50 before.",
                        "0.47 ÷ 0.30 = 157%",
                        "Above the limit by 0.17\u202fmg/L.",
                        "113%",
                        "class=\"chart\" data-src=\"/monitoring/series/" + copper + "/chart.json?from=");
    }

    @Test
    void the_same_page_in_chinese() {
        assertThat(get("/monitoring/exceedances/" + episode, Scope.system("test"), Locale.SIMPLIFIED_CHINESE))
                .hasStatusOk()
                .bodyText()
                .contains("总排口 总铜", "4 个日均值", "测得 0.47\u202fmg/L", "为何判为超标");
    }

    @Test
    void the_list_shows_it_and_filters_stay_in_the_address() {
        assertThat(get("/monitoring/exceedances?kind=COMPLIANCE&series=" + copper))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/monitoring/exceedances/" + episode + "\"", "0.47\u202fmg/L", "limit 0.30");
        assertThat(get("/monitoring/exceedances?state=acknowledged&series=" + copper))
                .bodyText()
                .contains("Nothing matches these filters");
    }

    @Test
    void an_empty_list_proves_that_somebody_looked() {
        var clean = new River(jdbc, transactions, limits, again);
        int series = clean.series("w20122", "DAY_MEAN");
        clean.permit("P", "1", LocalDate.of(2026, 1, 1));
        String day = LocalDate.now(java.time.ZoneOffset.UTC).minusDays(3).toString();
        clean.results(series, day, "0.1");
        clean.judge(series);
        assertThat(get("/monitoring/exceedances", Scope.system("x").narrowedTo(new int[] {clean.unit}), Locale.ENGLISH))
                .bodyText()
                .contains("1 result of 1 series were judged in the last 12 months. 0 could not be judged.");
    }

    @Test
    void nothing_of_another_unit_is_listed_shown_charted_or_exported() {
        var stranger = Scope.system("x").narrowedTo(new int[] {river.unit + 1_000_000});
        for (String path : new String[] {
            "/monitoring/exceedances/" + episode,
            "/monitoring/points/" + river.point,
            "/monitoring/series/" + copper,
            "/monitoring/series/" + copper + "/chart.json",
            "/monitoring/series/" + copper + "/values",
            "/monitoring/series/" + copper + "/export",
            "/api/monitoring/exceedances/" + episode,
            "/api/monitoring/points/" + river.point,
            "/api/monitoring/series/" + copper,
            "/api/monitoring/series/" + copper + "/values"
        }) {
            assertThat(get(path, stranger, Locale.ENGLISH)).as(path).hasStatus(404);
        }
        assertThat(post("/monitoring/exceedances/" + episode + "/acknowledge", stranger))
                .hasStatus(404);
        assertThat(get("/monitoring/exceedances/export?format=csv", stranger, Locale.ENGLISH))
                .bodyText()
                .doesNotContain("EX-2026");
    }

    @Test
    void whoever_sees_an_episode_without_the_right_role_is_told_so() {
        assertThat(post("/monitoring/exceedances/" + episode + "/acknowledge", here().narrowedTo(new int[] {river.unit
                })))
                .hasStatus(403);
    }

    @Test
    void acknowledging_and_recording_a_cause_shows_on_the_page() {
        assertThat(post("/monitoring/exceedances/" + episode + "/acknowledge", Scope.system("test")))
                .hasRedirectedUrl("/monitoring/exceedances/" + episode);
        assertThat(post(
                        "/monitoring/exceedances/" + episode + "/cause",
                        Scope.system("test"),
                        "cause",
                        "",
                        "version",
                        "2"))
                .hasStatus(422);
        assertThat(post(
                        "/monitoring/exceedances/" + episode + "/cause",
                        Scope.system("test"),
                        "cause",
                        "<b>Pump</b>",
                        "version",
                        "1"))
                .hasStatus(409)
                .bodyText()
                .contains("&lt;b&gt;Pump");
        assertThat(post(
                        "/monitoring/exceedances/" + episode + "/cause",
                        Scope.system("test"),
                        "cause",
                        "Dosing <i>pump</i>",
                        "version",
                        "2"))
                .hasStatus(302);
        assertThat(get("/monitoring/exceedances/" + episode))
                .bodyText()
                .contains("Dosing &lt;i")
                .doesNotContain("<i>pump");
    }

    @Test
    void one_click_opens_a_non_compliant_item_and_both_records_name_each_other() {
        var opened = post("/monitoring/exceedances/" + episode + "/item", Scope.system("test"));
        assertThat(opened).hasStatus(302);
        String path = java.util.Objects.requireNonNull(opened.getResponse().getRedirectedUrl());
        assertThat(path).startsWith("/rectification/items/");
        assertThat(get("/monitoring/exceedances/" + episode)).bodyText().contains("href=\"" + path + "\"");
        assertThat(post("/monitoring/exceedances/" + episode + "/item", Scope.system("test")))
                .hasRedirectedUrl(path);
        String title = river.get(() -> jdbc.sql("select title from rectification.pub_item where id = :id")
                .param("id", Long.valueOf(path.substring(path.lastIndexOf('/') + 1)))
                .query(String.class)
                .single());
        assertThat(title).isEqualTo("Total copper above its limit at Plant outfall");
    }

    @Test
    void the_chart_has_values_with_their_state_limits_as_steps_and_the_episode_as_a_band() {
        var chart = assertThat(get("/monitoring/series/" + copper + "/chart.json?from=2026-09-20&to=2026-11-20"))
                .hasStatusOk()
                .bodyJson();
        chart.extractingPath("$.unit").isEqualTo("mg/L");
        chart.extractingPath("$.series[0].points[0].s").isEqualTo("nondetect");
        chart.extractingPath("$.series[0].points[0].text").isEqualTo("<0.02");
        chart.extractingPath("$.series[0].points[3].v").isEqualTo(0.47);
        chart.extractingPath("$.series[0].points[3].s").isEqualTo("exceeded");
        chart.extractingPath("$.limits[0].label").isEqualTo("Permit 0.30");
        chart.extractingPath("$.limits[0].steps[0][0]").isEqualTo("2026-01-01");
        chart.extractingPath("$.limits[0].steps[1][0]").isEqualTo("2026-10-01");
        chart.extractingPath("$.limits[1].kind").isEqualTo("WARNING");
        chart.extractingPath("$.bands[0].from").isEqualTo("2026-11-13");
        chart.extractingPath("$.bands[0].label").isEqualTo("4 day means");
    }

    @Test
    void points_series_and_values_can_be_walked_through() {
        assertThat(get("/monitoring?site=" + river.site))
                .hasStatusOk()
                .bodyText()
                .contains("DW001 Plant outfall", "within");
        assertThat(get("/monitoring/points/" + river.point))
                .hasStatusOk()
                .bodyText()
                .contains("Total copper", "0.30\u202fmg/L", "PW-2026-017");
        assertThat(get("/monitoring/series/" + copper))
                .hasStatusOk()
                .bodyText()
                .contains("PW-2026-017", "0.50\u202fmg/L");
        assertThat(get("/monitoring/series/" + copper + "/values?from=2026-11-14&to=2026-11-14"))
                .hasStatusOk()
                .bodyText()
                .contains("0.47", "14 Nov 2026");
        assertThat(get("/monitoring/series/" + copper + "/export?format=csv"))
                .bodyText()
                .contains("2026-10-12,<0.02,mg/L");
        assertThat(get("/monitoring/points/new")).hasStatusOk();
    }

    @Test
    void a_point_is_added_with_a_series_and_wrong_fields_are_named() {
        assertThat(post(
                        "/monitoring/points",
                        Scope.system("test"),
                        "facility",
                        "" + river.facility,
                        "code",
                        "",
                        "kind",
                        "OUTFALL",
                        "name.en",
                        "New"))
                .hasStatus(422)
                .bodyText()
                .contains("This is needed.");
        var added = post(
                "/monitoring/points",
                Scope.system("test"),
                "facility",
                "" + river.facility,
                "code",
                "DW009",
                "kind",
                "OUTFALL",
                "name.en",
                "New");
        assertThat(added).hasStatus(302);
        String path = java.util.Objects.requireNonNull(added.getResponse().getRedirectedUrl());
        assertThat(post(
                        path + "/series",
                        Scope.system("test"),
                        "parameter",
                        "w20122",
                        "statistic",
                        "VALUE",
                        "mode",
                        "ONLINE"))
                .hasStatus(302);
        assertThat(post(
                        "/monitoring/points",
                        Scope.system("test"),
                        "facility",
                        "" + river.facility,
                        "code",
                        "DW009",
                        "kind",
                        "OUTFALL",
                        "name.en",
                        "Again"))
                .hasStatus(422)
                .bodyText()
                .contains("The site has a point DW009 already.");
    }

    @Test
    void the_api_lists_shows_and_acknowledges() {
        assertThat(get("/api/monitoring/exceedances?series=" + copper))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].number")
                .asString()
                .startsWith("EX-2026-");
        assertThat(post("/api/monitoring/exceedances/" + episode + "/acknowledge", Scope.system("test")))
                .hasStatusOk();
        assertThat(post("/api/monitoring/exceedances/" + episode + "/acknowledge", Scope.system("test")))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("monitoring.refused.acknowledged");
        assertThat(get("/api/monitoring/series/" + copper + "/values?from=2026-11-13&to=2026-11-13"))
                .bodyJson()
                .extractingPath("$.items[0].verdict")
                .isEqualTo("EXCEEDED");
        assertThat(get("/api/monitoring/points?site=" + river.site))
                .bodyJson()
                .extractingPath("$.items[0].code")
                .isEqualTo("DW001");
    }

    @Test
    void a_list_asks_the_database_a_bounded_number_of_times() {
        settle();
        get("/monitoring/exceedances");
        for (String path : new String[] {"/monitoring/exceedances", "/monitoring"}) {
            Statements.restart();
            assertThat(get(path)).hasStatusOk();
            assertThat(Statements.seen()).as(path).hasSizeLessThanOrEqualTo(12);
        }
    }

    /// Waits until the limits' changes were worked off in the background.
    private void settle() {
        org.awaitility.Awaitility.await()
                .until(() ->
                        river.get(() -> jdbc.sql("select count(*) from ui.job where state in ('WAITING', 'RUNNING')")
                                        .query(Long.class)
                                        .single())
                                == 0);
    }
}
