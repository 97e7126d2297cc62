package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.load.LoadRule;
import org.verdite.monitoring.load.LoadRule.Gap;
import org.verdite.monitoring.load.LoadRule.Method;
import org.verdite.monitoring.load.LoadRule.NonDetect;
import org.verdite.monitoring.outlet.LoadBook;
import org.verdite.monitoring.outlet.Loads;
import org.verdite.monitoring.outlet.MonthLoad;
import org.verdite.monitoring.outlet.NewLoadRule;
import org.verdite.monitoring.outlet.NewSent;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewQuota;
import org.verdite.obligations.Quotas;
import org.verdite.shared.Conflict;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;

/// Loads derived beside sent, quotas that they use up, and the tax on them, as they are stored and read.
@SpringBootTest
@AutoConfigureMockMvc
class LoadPagesTests {

    private static final YearMonth JUNE = YearMonth.of(2026, 6);

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    LimitRegister limits;

    @Autowired
    JudgeAgain again;

    @Autowired
    Loads loads;

    @Autowired
    LoadBook book;

    @Autowired
    Quotas quotas;

    @Autowired
    MockMvcTester mvc;

    private River river;

    @BeforeEach
    void aRiver() {
        river = new River(jdbc, transactions, limits, again);
    }

    private void sent(String parameter, YearMonth month, String kilograms) {
        river.run(() -> loads.send(
                new NewSent(river.point, parameter, month, new BigDecimal(kilograms), "kg", "LABORATORY", "")));
    }

    /// 60 m³ a day of June and one sample of copper.
    private void measured(String copper) {
        int flow = river.get(() -> river.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit)
                values (%d, %d, 'w00000', 'SUM', 'ONLINE', 'm³') returning id""".formatted(river.unit, river.point)));
        for (int day = 1; day <= 30; day++) {
            river.result(flow, "2026-06-%02d".formatted(day), "60");
        }
        river.result(river.series("w20122", "VALUE"), "2026-06-01", copper);
        river.run(() -> loads.derive(river.point, "w20122", JUNE));
    }

    private MonthLoad june() {
        return river.get(
                () -> book.ofPoint(river.point, "w20122", JUNE, JUNE, null).getFirst());
    }

    private MvcTestResult get(String path) {
        return get(path, Locale.ENGLISH);
    }

    private MvcTestResult get(String path, Locale locale) {
        return Scope.system("test")
                .get(() -> mvc.get()
                        .uri(path)
                        .with(user("test"))
                        .locale(locale)
                        .cookie(new jakarta.servlet.http.Cookie("language", locale.toLanguageTag()))
                        .exchange());
    }

    private MvcTestResult post(String path, String... params) {
        return Scope.system("test").get(() -> {
            var request = mvc.post().uri(path).with(user("test")).with(csrf());
            for (int i = 0; i < params.length; i += 2) {
                request.param(params[i], params[i + 1]);
            }
            return request.exchange();
        });
    }

    private MvcTestResult json(String path, String body) {
        return Scope.system("test")
                .get(() -> mvc.post()
                        .uri(path)
                        .with(user("test"))
                        .with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body)
                        .exchange());
    }

    private String here() {
        return "/monitoring/loads/" + river.point + "/w20122";
    }

    /// By hand: 60 m³ × 30 days × 0.5 g/m³ = 0.9 kg.
    @Test
    void derived_stands_beside_sent_and_where_they_differ_the_month_is_flagged_and_nothing_is_averaged() {
        measured("0.5");
        sent("w20122", JUNE, "0.93");
        assertThat(june().derived().kilograms()).isEqualByComparingTo("0.9");
        assertThat(june().inconsistent()).as("3.2 % apart").isFalse();
        sent("w20122", JUNE, "1.0");
        assertThat(june().inconsistent()).as("10 % apart").isTrue();
        assertThat(june().kilograms()).as("the derived one counts").isEqualByComparingTo("0.9");
        assertThat(get("/monitoring/loads?state=inconsistent&point=" + river.point))
                .hasStatusOk()
                .bodyText()
                .contains("Inconsistent", "differ by 10.0%", "0.9\u202fkg", "1\u202fkg")
                .doesNotContain("0.95\u202fkg");
    }

    /// A limit on day means makes a series of them that counts what is not detected by the limit's rule.
    @Test
    void means_put_together_for_a_limit_are_no_source_of_a_load() {
        measured("0.5");
        int means = river.get(() -> river.id("""
                insert into monitoring.series (unit_id, point_id, parameter_code, statistic, mode, unit, derived_from)
                select unit_id, point_id, parameter_code, 'DAY_MEAN', mode, unit, id from monitoring.series
                where point_id = %d and parameter_code = 'w20122' returning id""".formatted(river.point)));
        river.result(means, "2026-06-01", "99");
        river.run(() -> loads.derive(river.point, "w20122", JUNE));
        assertThat(june().derived().kilograms()).isEqualByComparingTo("0.9");
    }

    @Test
    void a_person_chooses_the_sent_figure_with_a_reason_and_both_stay() {
        measured("0.5");
        sent("w20122", JUNE, "1.0");
        assertThat(post(here() + "/choice", "month", "2026-06", "counts", "SENT", "reason", ""))
                .hasStatus(422);
        assertThat(post(here() + "/choice", "month", "2026-06", "counts", "SENT", "reason", "Flow meter was dirty"))
                .hasStatus(302);
        assertThat(june().kilograms()).isEqualByComparingTo("1.0");
        assertThat(june().derived().kilograms()).isEqualByComparingTo("0.9");
        assertThat(get(here() + "?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("Flow meter was dirty", "A sample stands until the next", "1 of 12 months");
        assertThat(get(here() + "?year=2026", Locale.SIMPLIFIED_CHINESE))
                .bodyText()
                .contains("核算值", "采样浓度沿用至下次采样");
    }

    @Test
    void what_is_sent_again_changes_nothing_and_another_amount_supersedes_it() {
        sent("w20122", JUNE, "1.0");
        sent("w20122", JUNE, "1.0");
        sent("w20122", JUNE, "1.2");
        assertThat(river.get(() -> river.id("select count(*) from monitoring.load where point_id = " + river.point)))
                .isEqualTo(2);
        assertThatThrownBy(() -> sent("w20122", JUNE, "-1")).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> river.run(() ->
                        loads.send(new NewSent(river.point, "w20122", JUNE, BigDecimal.ONE, "m³", "LABORATORY", ""))))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void without_flow_the_load_of_a_stated_rule_says_so_and_is_not_nothing() {
        river.result(river.series("w20122", "VALUE"), "2026-06-01", "0.5");
        river.run(() -> loads.state(new NewLoadRule(
                river.point,
                "",
                new LoadRule(Method.STANDS, Gap.NONE, NonDetect.HALF),
                null,
                new BigDecimal("0.05"),
                "DERIVED",
                "")));
        river.run(() -> loads.derive(river.point, "w20122", JUNE));
        assertThat(june().derived().why()).isEqualTo("NO_FLOW");
        assertThat(june().kilograms()).isNull();
        assertThat(get(here() + "?year=2026")).hasStatusOk().bodyText().contains("No flow", "No figure");
    }

    @Test
    void a_file_of_sent_loads_is_entered_as_a_whole_or_not_at_all() {
        String point = river.code + "/DW001";
        String good =
                "point,parameter,month,amount,unit,source,note\n" + point + ",w20122,2026-05,0.002,t,CONTRACTOR,\n";
        assertThat(upload(good + point + ",w20122,2026-13,1,kg,LABORATORY,\n" + "X/Y,w20122,2026-05,1,kg,OTHER,\n"))
                .hasStatus(422)
                .bodyText()
                .contains("Line 3:", "Line 4:", "X/Y");
        var may = YearMonth.of(2026, 5);
        assertThat(river.get(() -> book.ofPoint(river.point, "w20122", may, may, null)))
                .isEmpty();
        assertThat(upload(good)).hasStatus(302);
        assertThat(river.get(() -> book.ofPoint(river.point, "w20122", may, may, null)
                        .getFirst()
                        .kilograms()))
                .isEqualByComparingTo("2");
        assertThat(
                        json(
                                "/api/monitoring/loads/sent",
                                "{\"items\":[{\"pointCode\":\"" + point
                                        + "\",\"parameter\":\"w20122\",\"month\":\"2026-05\",\"amount\":0.002,\"unit\":\"t\",\"source\":\"CONTRACTOR\"}]}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"unchanged\":1");
    }

    private MvcTestResult upload(String text) {
        return Scope.system("test")
                .get(() -> mvc.post()
                        .uri("/monitoring/loads/sent/file")
                        .multipart()
                        .file(new MockMultipartFile(
                                "file", "loads.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)))
                        .with(user("test"))
                        .with(csrf())
                        .locale(Locale.ENGLISH)
                        .exchange());
    }

    private long quota(String amount, String period, String point) {
        long permit = river.get(() -> limits.addSet(org.verdite.obligations.NewLimitSet.permit(
                new org.verdite.shared.UnitId(river.unit),
                "PQ-" + river.code,
                LocalText.of("en", "Discharge permit"),
                "Bureau",
                new org.verdite.shared.SiteId(river.site),
                LocalDate.of(2026, 1, 1),
                "")));
        return river.get(() -> quotas.add(new NewQuota(
                permit,
                "w20122",
                LocalText.of("Total copper", "总铜", "en"),
                new BigDecimal(amount),
                "t",
                period,
                point,
                new BigDecimal("0.8"),
                "5.1",
                LocalDate.of(2026, 1, 1),
                null)));
    }

    /// By hand: 2.5 t a year; 1,500 kg used by June, 10 kg a day from April to June: 1,000 kg last 100 days from 1
    /// July.
    @Test
    void a_quota_burns_down_and_says_when_it_will_be_used_up() {
        long id = quota("2.5", "YEAR", "");
        String[] months = {"200", "190", "200", "300", "310", "300"};
        for (int i = 0; i < months.length; i++) {
            sent("w20122", YearMonth.of(2026, i + 1), months[i]);
        }
        assertThat(get("/api/monitoring/quotas/" + id + "?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("\"standing\":\"SHORT\"", "\"projected\":\"2026-10-09\"", "\"asOf\":\"2026-07-01\"");
        assertThat(get("/monitoring/quotas/" + id + "?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("Will not last", "9 Oct 2026", "1.5\u202ft", "60.0%", "10\u202fkg a day");
        assertThat(get("/monitoring/quotas?year=2026")).hasStatusOk().bodyText().contains("PQ-" + river.code);
        assertThat(get("/monitoring/quotas/" + id + "/chart.json?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("{\"t\":\"2026-07-01\",\"v\":1", "At this rate", "2026-10-09");
        assertThat(get("/monitoring/quotas/" + id + "/export?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("2026-06,300,1000");
        assertThat(get("/api/monitoring/quotas?year=2026&known=2020-01-01"))
                .as("nothing was known then")
                .hasStatusOk()
                .bodyText()
                .contains("\"items\":[]");
    }

    @Test
    void a_quota_by_month_stands_for_each_month_by_itself() {
        long id = quota("0.25", "MONTH", "DW001");
        sent("w20122", YearMonth.of(2026, 1), "200");
        sent("w20122", YearMonth.of(2026, 2), "300");
        assertThat(get("/api/monitoring/quotas/" + id + "?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("\"begin\":\"2026-02-01\"", "\"standing\":\"OVER\"", "\"left\":-50");
        assertThat(get("/monitoring/quotas/" + id + "?year=2026"))
                .hasStatusOk()
                .bodyText()
                .contains("Jan 2026", "Feb 2026", "0.05\u202ft more");
    }

    @Test
    void a_changed_quota_keeps_what_it_was_and_two_changes_at_once_conflict() {
        long id = quota("2.5", "YEAR", "");
        long revision = river.get(() -> (long) river.id("select revision from obligations.quota where id = " + id));
        river.run(() -> quotas.change(revision, LocalDate.of(2027, 1, 1), new BigDecimal("2"), ""));
        assertThatThrownBy(() -> river.run(() -> quotas.correct(revision, new BigDecimal("9"), "")))
                .isInstanceOf(Conflict.class);
        assertThat(get("/api/monitoring/quotas/" + id + "?year=2026"))
                .bodyText()
                .contains("\"amount\":2.5");
        assertThat(get("/api/monitoring/quotas/" + id + "?year=2027"))
                .bodyText()
                .contains("\"amount\":2,");
        long permit =
                river.get(() -> (long) river.id("select set_id from obligations.quota where id = " + id + " limit 1"));
        assertThat(get("/obligations/sets/" + permit + "/quotas"))
                .hasStatusOk()
                .bodyText()
                .contains("2.5\u202ft a year", "2\u202ft a year");
        assertThat(post(
                        "/obligations/sets/" + permit + "/quotas",
                        "parameter",
                        "w20122",
                        "amount",
                        "1",
                        "measure",
                        "mg/L",
                        "period",
                        "YEAR",
                        "from",
                        "2026-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("is no unit of mass");
    }

    /// Acceptance: 7,000 RMB of one outlet and month, through stored loads.
    @Test
    void one_outlet_and_month_is_taxed_with_7000_rmb() {
        String[] masses = {
            "w01018", "2400", "w20122", "120", "w01012", "3600", "w21003", "400", "w20123", "90", "w21017", "200",
            "w20119", "6", "w20120", "5"
        };
        for (int i = 0; i < masses.length; i += 2) {
            sent(masses[i], JUNE, masses[i + 1]);
        }
        String path = "/monitoring/tax?site=" + river.site + "&month=2026-06";
        var answer = get("/api" + path);
        assertThat(answer).hasStatusOk();
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.tax")
                .asNumber()
                .satisfies(n -> assertThat(new BigDecimal(n.toString())).isEqualByComparingTo("7000"));
        assertThat(answer)
                .bodyText()
                .contains("\"waterRate\":1.4", "\"parameter\":\"w21003\"", "\"why\":\"RANK\"", "\"verified\":false");
        assertThat(get(path))
                .hasStatusOk()
                .bodyText()
                .contains("7,000.00", "Unverified", "rank 4, first 3 taxed", "Least of the law");
        assertThat(get(path, Locale.SIMPLIFIED_CHINESE)).bodyText().contains("第一类水污染物", "7,000.00");
        assertThat(get("/monitoring/tax/export?site=" + river.site + "&month=2026-06"))
                .hasStatusOk()
                .bodyText()
                .contains("w20120");
    }

    /// Art. 13: 0.5 mg/L lies 50 % below a limit of 1 mg/L.
    @Test
    void what_lay_well_below_its_limit_is_taxed_less_unless_a_limit_was_exceeded() {
        river.permit("PT-" + river.code, "1.0", LocalDate.of(2026, 1, 1));
        measured("0.5");
        var answer = get("/api/monitoring/tax?site=" + river.site + "&month=2026-06");
        assertThat(answer).hasStatusOk().bodyText().contains("\"taken\":0.5", "\"below\":0.5", "\"tax\":12.6");
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.reduced")
                .asNumber()
                .satisfies(n -> assertThat(new BigDecimal(n.toString())).isEqualByComparingTo("6.3"));
        int days = river.series("w20122", "DAY_MEAN");
        river.result(days, "2026-06-20", "1.4");
        river.judge(days);
        assertThat(get("/api/monitoring/tax?site=" + river.site + "&month=2026-06"))
                .bodyText()
                .contains("\"taken\":1", "\"below\":null");
    }

    @Test
    void a_province_has_its_own_rate_from_a_day_on() {
        river.run(() -> jdbc.sql("update organisation.site set province = :province where id = :id")
                .param("province", "Province " + river.code)
                .param("id", river.site)
                .update());
        sent("w20122", JUNE, "10");
        assertThat(post(
                        "/monitoring/tax/rates",
                        "province",
                        "Province " + river.code,
                        "medium",
                        "WATER",
                        "rate",
                        "2.8",
                        "from",
                        "2026-05-01"))
                .hasStatus(302);
        assertThat(get("/api/monitoring/tax?site=" + river.site + "&month=2026-06"))
                .bodyText()
                .contains("\"waterRate\":2.8", "\"tax\":280");
        assertThat(post("/monitoring/tax/rates", "medium", "WATER", "rate", "0", "from", "2026-05-01"))
                .hasStatus(422);
        assertThat(get("/monitoring/tax/rates")).hasStatusOk().bodyText().contains("Province " + river.code);
    }

    @Test
    void the_rule_of_an_outlet_is_stated_in_a_form_and_asks_for_a_reason_where_the_sent_figure_counts() {
        String path = "/monitoring/points/" + river.point + "/load-rule";
        assertThat(get(path)).hasStatusOk().bodyText().contains("None stated.");
        assertThat(post(
                        path,
                        "method",
                        "HOURS",
                        "gap",
                        "LAST",
                        "nonDetect",
                        "ZERO",
                        "apart",
                        "5",
                        "counts",
                        "SENT",
                        "reason",
                        ""))
                .hasStatus(422)
                .bodyText()
                .contains("Say why the sent figure counts.");
        assertThat(post(
                        path,
                        "method",
                        "HOURS",
                        "gap",
                        "LAST",
                        "nonDetect",
                        "ZERO",
                        "apart",
                        "10",
                        "counts",
                        "DERIVED",
                        "reason",
                        ""))
                .hasStatus(302);
        assertThat(get("/api" + path)).hasStatusOk().bodyText().contains("\"gap\":\"LAST\"", "\"apart\":0.1");
    }
}
