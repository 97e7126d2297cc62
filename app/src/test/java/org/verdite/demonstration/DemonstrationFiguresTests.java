package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.assessments.CertificateId;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewEvent;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewSite;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.reporting.SignedIn;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;

/// The year page of the demonstration group: each figure leads to a file, a suspension changes what it must,
/// and a merger leaves the past alone.
@DemonstrationTest
class DemonstrationFiguresTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    Units units;

    @Autowired
    Sites sites;

    @Autowired
    Certificates certificates;

    private SignedIn director() {
        return SignedIn.as(mvc, "director", AccountsStep.PASSWORD);
    }

    @Test
    void each_figure_of_the_year_page_leads_to_a_file_in_three_clicks() {
        var director = director();
        var figures = SignedIn.links(director.page("/reporting/progress?year=2022"), "/reporting/explain/");
        assertThat(figures).hasSizeGreaterThanOrEqualTo(12);
        var without = new ArrayList<String>();
        for (String figure : figures) {
            String explained = director.drawer(figure);
            // of 2022 the demonstration has no results under a limit, and the figure says so
            boolean nothing = explained.contains("<b>0 ÷") || explained.contains("No value: an input is missing.");
            boolean found = SignedIn.links(explained, "/(funds|assessments)[/?]").stream()
                    .flatMap(list -> SignedIn.links(director.page(list), "/documents/\\d+").stream())
                    .findFirst()
                    .filter(file -> director.page(file).contains("sha256")
                            || director.page(file).contains("SHA-256"))
                    .isPresent();
            if (!found && !nothing) {
                without.add(figure);
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void a_region_keeps_its_figures_when_it_is_merged() {
        var director = director();
        int east = unit("R-E");
        int merged = unit("R-CE");
        assertThat(inScope(director, 2023, east, "")).isPositive();
        assertThat(inScope(director, 2023, east, "&structure=as-it-is")).isZero();
        assertThat(inScope(director, 2023, merged, "")).isZero();
        assertThat(inScope(director, 2024, merged, "")).isPositive();
        assertThat(inScope(director, 2024, east, "")).isZero();
    }

    private static int inScope(SignedIn who, int year, int unit, String more) {
        String json = SignedIn.text(who.get("/api/reporting/progress?year=" + year + "&unit=" + unit + more));
        var found = java.util.regex.Pattern.compile("\"iso14001\":\\{\"certified\":\\d+,\"inScope\":(\\d+)")
                .matcher(json);
        assertThat(found.find()).as(json).isTrue();
        return Integer.parseInt(found.group(1));
    }

    private int unit(String code) {
        return Scope.system("test")
                .get(() -> Objects.requireNonNull(new TransactionTemplate(transactions)
                        .execute(_ -> jdbc.sql("select id from organisation.pub_unit where code = :code")
                                .param("code", code)
                                .query((rs, _) -> rs.getInt(1))
                                .single())));
    }

    /// Rolled back at its end: the other tests find the group as it was loaded.
    @Test
    void an_acquired_site_waits_and_a_suspension_counts_on_its_days_beside_the_published_figure() {
        var director = director();
        Scope.system("test")
                .run(() -> new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
                    transaction.setRollbackOnly();
                    acquire();
                    assertThat(director.get("/api/reporting/progress?year=2022&view=current"))
                            .bodyJson()
                            .isLenientlyEqualTo("""
                            {"iso14001": {"certified": 39, "inScope": 40, "percent": 97.5,
                              "pending": {"count": 1, "sites": [{"name": "Heron Reach", "due": "2025-07-01"}]},
                              "allOwned": {"certified": 39, "inScope": 41, "percent": 95.1}}}""");
                    assertThat(director.words("/reporting/progress?year=2022&view=current"))
                            .contains("1 pending, due 1 Jul 2025", "All owned sites 39/41 = 95.1%");

                    suspend();
                    assertThat(coverage(director, "2022-10-31"))
                            .contains("\"certified\":39,\"inScope\":40,\"percent\":97.5");
                    assertThat(coverage(director, "2022-12-31"))
                            .contains("\"certified\":38,\"inScope\":40,\"percent\":95.0");
                    assertThat(coverage(director, "2023-03-01"))
                            .contains("\"certified\":39,\"inScope\":40,\"percent\":97.5");
                    assertThat(director.words("/reporting/progress?year=2022"))
                            .contains("2022 was published on", "97.5 %", "97.5% (39/40)", "95.0% (38/40)", "Candidate")
                            .contains("was suspended on 15 Nov 2022");
                    assertThat(director.get("/api/reporting/progress?year=2022"))
                            .bodyJson()
                            .isLenientlyEqualTo("""
                            {"state": "published", "iso14001": {"certified": 39, "inScope": 40, "percent": 97.5}}""");
                }));
        assertThat(director.words("/reporting/progress?year=2022")).doesNotContain("Candidate");
    }

    private void acquire() {
        var day = LocalDate.of(2022, 7, 1);
        var name = LocalText.of("Heron Reach", "鹭汀", "en");
        var unit = units.open(new NewUnit("HRR", name, "SITE", units.byCode("LMG"), day));
        var site = sites.add(new NewSite(
                unit,
                "HRR",
                name,
                "MINE",
                "CN",
                "Yunnan",
                ZoneId.of("Asia/Shanghai"),
                new BigDecimal("25.1"),
                new BigDecimal("102.7"),
                null,
                "Cu",
                day,
                day,
                null));
        sites.member(new NewMembership("ALL_OWNED", site, "IN", BigDecimal.ONE, day, null, null, "bought", ""));
        sites.member(new NewMembership(
                "ISO_SCOPE", site, "PENDING", BigDecimal.ONE, day, null, day.plusYears(3), "three-year clock", ""));
    }

    private void suspend() {
        var certificate =
                new CertificateId(jdbc.sql("""
                select c.certificate_id from assessments.pub_certified(date '2022-12-31') c
                where c.standard = 'ISO 14001'
                  and (select count(*) from assessments.certificate_site s where s.certificate_id = c.certificate_id) = 1
                  and (select count(*) from assessments.pub_certified(date '2022-12-31') o where o.site_id = c.site_id) = 1
                  and not exists (select from assessments.event e where e.certificate_id = c.certificate_id
                    and e.happened between date '2022-10-01' and date '2023-03-01')
                order by c.certificate_id limit 1""").query((rs, _) -> rs.getLong(1)).single());
        certificates.event(
                certificate, new NewEvent(EventKind.SUSPENDED, LocalDate.of(2022, 11, 15), null, null, "pipe leaked"));
        certificates.event(certificate, new NewEvent(EventKind.RESTORED, LocalDate.of(2023, 2, 1), null, null, ""));
    }

    private static String coverage(SignedIn who, String day) {
        return SignedIn.text(who.get("/api/assessments/coverage?on=" + day));
    }
}
