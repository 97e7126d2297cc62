package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewEvent;
import org.verdite.funds.Category;
import org.verdite.funds.Ledger;
import org.verdite.funds.Nature;
import org.verdite.funds.NewPosting;
import org.verdite.indicators.Definitions;
import org.verdite.organisation.NewMembership;
import org.verdite.organisation.NewUnit;
import org.verdite.organisation.Role;
import org.verdite.organisation.Sites;
import org.verdite.organisation.Units;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// What a figure stands on: the tree of its period, its boundary, what was known, and the definition of then.
@SpringBootTest(properties = "story=ground")
@AutoConfigureMockMvc
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FigureGroundTests {

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Units units;

    @Autowired
    Sites sites;

    @Autowired
    Ledger ledger;

    @Autowired
    Certificates certificates;

    @Autowired
    Editions editions;

    @Autowired
    Definitions definitions;

    @Autowired
    MockMvcTester mvc;

    private UnitId north = new UnitId(0);
    private @Nullable SignedIn directorIn;
    private @Nullable SignedIn northernIn;

    @BeforeAll
    void history() {
        Scope.system("test").run(() -> {
            group.enter(clock);
            clock.to("2023-01-15");
            north = region("NORTH");
            var south = region("SOUTH");
            for (int site = 5; site <= 7; site++) {
                units.move(group.unitOf(site), north, LocalDate.of(2020, 2, 1), "regions were founded");
            }
            ledger.post(new NewPosting(
                    group.unitOf(5),
                    group.site(5),
                    YearMonth.of(2021, 6),
                    Category.POLLUTION_CONTROL,
                    Nature.CAPEX,
                    new Money(new BigDecimal(10_000_000), "CNY"),
                    "V-5",
                    "Dust filter of site five",
                    null));
            sites.member(new NewMembership(
                    "EQUITY_SHARE",
                    group.site(5),
                    "IN",
                    new BigDecimal("0.5"),
                    LocalDate.of(2020, 1, 1),
                    null,
                    null,
                    "joint venture",
                    ""));
            clock.to("2023-01-31");
            editions.publish(2022);
            clock.to("2023-03-02");
            certificates.event(
                    group.certificateOf39th(),
                    new NewEvent(EventKind.SUSPENDED, LocalDate.of(2022, 11, 15), null, null, "tailings pipe leaked"));
            clock.to("2024-01-05");
            units.move(group.unitOf(5), south, LocalDate.of(2024, 1, 1), "moved to the south");
        });
        clock.to("2024-02-01");
        directorIn = signIn(Role.DIRECTOR, group.group());
        northernIn = signIn(Role.SITE_MANAGER, north);
    }

    private SignedIn director() {
        return Objects.requireNonNull(directorIn);
    }

    private UnitId region(String code) {
        return units.open(new NewUnit(
                code, LocalText.of("en", "Region " + code), "REGION", group.group(), LocalDate.of(2020, 1, 1)));
    }

    private SignedIn signIn(Role role, UnitId unit) {
        String login = Scope.system("test").get(() -> group.account(role, unit));
        return SignedIn.as(mvc, login, FixtureGroup.PASSWORD);
    }

    @Test
    @Order(1)
    void a_regions_figure_of_2021_stays_when_a_unit_moves_in_2024() {
        var asItWas = director().get("/api/reporting/progress?year=2021&unit=" + north);
        assertThat(asItWas).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"unit": {"name": "Region NORTH"}, "structure": {"kind": "as-it-was", "date": "2021-12-31"},
                 "investment": {"amount": 10000000}, "iso14001": {"certified": 3, "inScope": 3}}""");
        var asItIs = director().get("/api/reporting/progress?year=2021&structure=as-it-is&unit=" + north);
        assertThat(asItIs).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"structure": {"kind": "as-it-is", "date": "2024-02-01"},
                 "investment": {"amount": null}, "iso14001": {"certified": 2, "inScope": 2}}""");
        assertThat(director().words("/reporting/progress?year=2021&unit=" + north))
                .contains("Region NORTH · Structure as it was on 31 Dec 2021", "As it is today");
        assertThat(director().get("/reporting/progress?year=2021&structure=yesterday"))
                .hasStatus(422);
    }

    @Test
    @Order(2)
    void its_explanation_names_unit_and_structure_and_leads_to_the_records_of_then() {
        String explained = director().drawer("/reporting/explain/INV-ENV?year=2021&unit=" + north);
        assertThat(explained).contains("Region NORTH. Structure as it was on 31 Dec 2021.");
        String list = SignedIn.link(explained, "/funds\\?");
        assertThat(director().words(list)).contains("Dust filter of site five");
        String coverage = director().drawer("/reporting/explain/EMS-14001?year=2021&unit=" + north);
        assertThat(director().words(SignedIn.link(coverage, "/assessments/coverage.*CERTIFIED")))
                .contains("Site S05", "Site S06", "Site S07")
                .doesNotContain("Site S08");
        assertThat(director().page("/reporting/explain/INV-ENV/records?year=2021&format=csv&unit=" + north))
                .contains("V-5");
    }

    @Test
    @Order(3)
    void what_a_reader_may_not_see_any_more_is_said_as_missing() {
        var answer = Objects.requireNonNull(northernIn).get("/api/reporting/progress?year=2021");
        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"unit": {"name": "Region NORTH"}, "iso14001": {"certified": 2, "inScope": 2}}""");
        assertThat(SignedIn.text(answer))
                .contains("One site that stood below this unit on 31 Dec 2021 is outside what you may see");
        assertThat(SignedIn.text(Objects.requireNonNull(northernIn).get("/api/assessments/coverage?on=2021-12-31")))
                .contains("\"structure\":\"2021-12-31\"", "outside what you may see");
        assertThat(SignedIn.text(Objects.requireNonNull(northernIn).get("/api/reporting/progress?year=2024")))
                .doesNotContain("outside what you may see");
    }

    @Test
    @Order(4)
    void a_boundary_is_honoured_by_every_figure_and_said_beside_it() {
        var equity = director().get("/api/reporting/progress?year=2021&boundary=EQUITY_SHARE");
        assertThat(equity).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"boundary": "EQUITY_SHARE", "investment": {"amount": 1425000000}, "iso14001": {"inScope": 1},
                 "recognitions": {"NATIONAL_GREEN_MINE": 1}}""");
        assertThat(director().get("/api/reporting/progress?year=2021"))
                .bodyJson()
                .isLenientlyEqualTo("{\"investment\": {\"amount\": 1430000000}}");
        assertThat(director().drawer("/reporting/explain/INV-ENV?year=2021&boundary=EQUITY_SHARE"))
                .contains("Boundary: equity share.");
        assertThat(director().get("/reporting/explain/INV-ENV/records?year=1066"))
                .hasStatus(422);
        assertThat(director().get("/reporting/explain/INV-ENV/records?year=2021&boundary=NOWHERE"))
                .hasStatus(422);
    }

    @Test
    @Order(5)
    void a_published_figure_opens_the_records_it_was_made_of() {
        String explained = director().drawer("/reporting/explain/EMS-14001?year=2022");
        assertThat(explained).contains("39 ÷ 40 = 97.5%");
        assertThat(rows(SignedIn.link(explained, "/assessments/coverage.*CERTIFIED")))
                .isEqualTo(39);
        assertThat(lines("/reporting/explain/EMS-14001/records?year=2022&format=csv"))
                .filteredOn(l -> l.contains(",CERTIFIED,"))
                .hasSize(39);
        String restated = director().drawer("/reporting/explain/EMS-14001?year=2022&view=restated");
        assertThat(restated).contains("38 ÷ 40 = 95.0%");
        assertThat(rows(SignedIn.link(restated, "/assessments/coverage.*CERTIFIED")))
                .isEqualTo(38);
        assertThat(lines("/reporting/explain/EMS-14001/records?year=2022&view=restated&format=csv"))
                .filteredOn(l -> l.contains(",CERTIFIED,"))
                .hasSize(38);
        assertThat(director().get("/api/reporting/explanations/EMS-14001/records?year=2022"))
                .hasStatusOk();
    }

    private int rows(String path) {
        return director().page(path).split("<tr><td>", -1).length - 1;
    }

    private List<String> lines(String path) {
        return director().page(path).lines().toList();
    }

    @Test
    @Order(6)
    void a_site_that_was_sold_holds_no_recognition_any_more() {
        Scope.system("test")
                .run(() -> sites.member(new NewMembership(
                        "ALL_OWNED",
                        group.site(1),
                        "EXCLUDED",
                        BigDecimal.ONE,
                        LocalDate.of(2023, 6, 1),
                        null,
                        null,
                        "sold",
                        "the board")));
        assertThat(director().get("/api/reporting/progress?year=2023"))
                .bodyJson()
                .isLenientlyEqualTo("{\"recognitions\": {\"NATIONAL_GREEN_MINE\": 12, \"NATIONAL_MINE_PARK\": 0}}");
        assertThat(director().get("/api/reporting/progress?year=2022&view=current"))
                .bodyJson()
                .isLenientlyEqualTo("{\"recognitions\": {\"NATIONAL_GREEN_MINE\": 13, \"NATIONAL_MINE_PARK\": 1}}");
    }

    @Test
    @Order(7)
    void a_published_figure_keeps_the_definition_it_was_made_by() {
        clock.to("2024-02-10");
        Scope.system("test")
                .run(() -> definitions.redefine(
                        "EMS-14001",
                        LocalText.of("Coverage by another name", "换个名称的覆盖率", "en"),
                        "ISO_SCOPE",
                        LocalDate.of(2020, 1, 1)));
        clock.to("2024-02-11");
        assertThat(director().drawer("/reporting/explain/EMS-14001?year=2022"))
                .contains("ISO 14001 certification coverage", "Formula EMS-14001, version 1")
                .doesNotContain("another name");
        assertThat(director().drawer("/reporting/explain/EMS-14001?year=2022&view=current"))
                .contains("Coverage by another name", "Formula EMS-14001, version 2");
        assertThat(director().drawer("/reporting/explain/EMS-14001?year=2022&view=current&known=2023-12-31"))
                .contains("Formula EMS-14001, version 1");
    }
}
