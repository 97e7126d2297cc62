package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.verdite.assessments.Certificates;
import org.verdite.organisation.Accounts;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewPerson;
import org.verdite.organisation.People;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.LocalText;
import org.verdite.shared.Scope;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// Certificates, plans, recognitions and results: what their verbs take, what they refuse, and the reasons they leave.
@BesideOthers
@SpringBootTest(properties = "story=verbs")
@AutoConfigureMockMvc
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FigureVerbsTests {

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Editions editions;

    @Autowired
    Progress progress;

    @Autowired
    Certificates certificates;

    @Autowired
    People people;

    @Autowired
    Accounts accounts;

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
    @Order(1)
    void a_certificate_covers_only_sites_whose_matters_one_may_record() {
        String login = Scope.system("test").get(() -> {
            var unit = unitOf(40);
            var person = people.add(new NewPerson(unit, "P-40", LocalText.of("en", "Manager of forty"), ""));
            int account = accounts.create("manager-of-forty", FixtureGroup.PASSWORD, person, false);
            accounts.grant(account, Role.SITE_MANAGER, unit, LocalDate.of(2020, 1, 1), null);
            accounts.grant(account, Role.EXECUTIVE, unitOf(1), LocalDate.of(2020, 1, 1), null);
            return "manager-of-forty";
        });
        var manager = SignedIn.as(mvc, login, FixtureGroup.PASSWORD);
        assertThat(manager.sent("/api/assessments/certificates", certificate("M-1", group.site(1))))
                .isEqualTo(403);
        assertThat(manager.sent("/api/assessments/certificates", certificate("M-2", group.site(40))))
                .isEqualTo(201);
        String mine = id("select id from assessments.certificate where number = 'M-2'");
        assertThat(manager.sent(
                        "/api/assessments/certificates/" + mine + "/sites",
                        "{\"site\": " + group.site(1) + ", \"from\": \"2023-01-01\"}"))
                .isEqualTo(403);
    }

    private String certificate(String number, SiteId site) {
        return """
                {"holder": %s, "number": "%s", "edition": "2015", "body": "Northern Register", "issued": "2023-01-05",
                 "expires": "2026-01-04", "sites": [%s]}""".formatted(unitOf(40), number, site);
    }

    @Test
    @Order(2)
    void a_site_that_leaves_a_certificate_is_a_reason_with_its_name_and_its_person() {
        var first = group.certificateOf39th();
        String of20th = id("select certificate_id from assessments.certificate_site where site_id = " + group.site(20));
        String path = "/assessments/certificates/" + of20th + "/sites";
        assertThat(director()
                        .form(path + "/leave", Map.of("leaving", group.site(20).toString(), "on", "soon")))
                .isEqualTo(422);
        assertThat(director()
                        .form(path + "/leave", Map.of("leaving", group.site(20).toString(), "on", "2021-12-01")))
                .isEqualTo(302);
        assertThat(director()
                        .form(path + "/leave", Map.of("leaving", group.site(20).toString(), "on", "2021-12-01")))
                .as("it left already")
                .isEqualTo(409);
        var reasons = candidate(2021, "EMS-14001");
        assertThat(reasons).singleElement().satisfies(r -> {
            assertThat(r.what().key()).isEqualTo("assessments.change.UNCOVERED");
            assertThat(r.who()).startsWith("account:");
        });
        assertThat(director().form(path, Map.of("covered", group.site(20).toString(), "from", "2021-12-01")))
                .isEqualTo(302);
        assertThat(director().form(path, Map.of("covered", group.site(20).toString(), "from", "2022-01-01")))
                .as("it is covered already")
                .isEqualTo(409);
        assertThat(first).isNotNull();
        assertThat(progress(2021).figure("EMS-14001").rounded(1)).isEqualByComparingTo("87.5");
    }

    @Test
    @Order(3)
    void a_site_that_is_excluded_late_is_a_reason_too() {
        Scope.system("test")
                .run(() -> sites.member(new NewMembership(
                        "ISO_SCOPE",
                        group.site(38),
                        "EXCLUDED",
                        BigDecimal.ONE,
                        LocalDate.of(2021, 10, 1),
                        null,
                        null,
                        "care and maintenance",
                        "the board")));
        assertThat(progress(2021).figure("EMS-14001").denominator()).isEqualByComparingTo("39");
        assertThat(candidate(2021, "EMS-14001"))
                .filteredOn(r -> r.what().key().equals("assessments.change.MEMBER.EXCLUDED"))
                .singleElement()
                .satisfies(r -> {
                    assertThat(r.what().args()).contains("care and maintenance");
                    assertThat(r.who()).isEqualTo("system:test");
                });
    }

    private List<org.verdite.indicators.Change> candidate(int year, String key) {
        return Scope.system("test").get(() -> {
            var edition = editions.latest(year, clock.instant()).orElseThrow();
            return editions.candidates(edition, progress.of(year, clock.instant())).stream()
                    .filter(c -> c.key().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .reasons();
        });
    }

    private PeriodFigures progress(int year) {
        return Scope.system("test").get(() -> progress.of(year, clock.instant()));
    }

    @Test
    @Order(4)
    void what_was_entered_wrongly_is_struck_with_a_reason_and_stays_readable() {
        String recognition = id("select id from assessments.recognition where scheme = 'MINE_PARK'");
        String path = "/assessments/recognitions/" + recognition;
        assertThat(director().form(path + "/strike", Map.of("because", ""))).isEqualTo(422);
        assertThat(director().form(path + "/strike", Map.of("because", "the list names another mine")))
                .isEqualTo(302);
        assertThat(director().words(path)).contains("Struck because", "the list names another mine");
        assertThat(director().get("/api" + path))
                .bodyJson()
                .isLenientlyEqualTo("{\"struckBecause\": \"the list names another mine\"}");
        assertThat(candidate(2021, "REC-NATIONAL_MINE_PARK"))
                .singleElement()
                .satisfies(r -> assertThat(r.what().key()).isEqualTo("assessments.change.UNLISTED"));

        String result = id("select min(id) from assessments.result where scheme = 'GREEN_MINE'");
        assertThat(director().sent("/api/assessments/results/" + result + "/strike", "{}"))
                .isEqualTo(422);
        assertThat(director().sent("/api/assessments/results/" + result + "/strike", "{\"because\": \"wrong site\"}"))
                .isEqualTo(200);
        assertThat(director().words("/assessments/results/" + result)).contains("wrong site");
        assertThat(candidate(2021, "GRN-MINE"))
                .singleElement()
                .satisfies(r -> assertThat(r.what().key()).isEqualTo("assessments.change.RESULT.STRUCK"));
    }

    @Test
    @Order(4)
    void a_plan_says_why_beside_the_coverage_and_long_texts_are_refused() {
        var plan = new HashMap<>(Map.of(
                "site",
                group.site(40).toString(),
                "note.en",
                "audit booked",
                "from",
                "2021-06-01",
                "acceptedBy",
                "Wu Ke"));
        assertThat(director().form("/assessments/plans", plan)).isEqualTo(302);
        assertThat(director().words("/assessments/coverage?on=2021-12-31")).contains("audit booked; accepted by Wu Ke");
        plan.put("note.en", "x".repeat(501));
        assertThat(director().form("/assessments/plans", plan)).isEqualTo(422);
        String tooLong = "x".repeat(1001);
        assertThat(director()
                        .sent(
                                "/api/assessments/certificates",
                                certificate("L-1", group.site(40)).replace("Northern Register", tooLong)))
                .isEqualTo(422);
        String certificate = group.certificateOf39th().toString();
        assertThat(director()
                        .sent(
                                "/api/assessments/certificates/" + certificate + "/events",
                                "{\"kind\": \"SURVEILLANCE\", \"happened\": \"2023-01-01\", \"note\": \"" + tooLong
                                        + "\"}"))
                .isEqualTo(422);
        String listed = id("select min(id) from assessments.recognition where superseded_at is null");
        assertThat(director()
                        .sent(
                                "/api/assessments/recognitions/" + listed + "/delisting",
                                "{\"delisted\": \"2023-01-01\", \"note\": \"" + tooLong + "\"}"))
                .isEqualTo(422);
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
