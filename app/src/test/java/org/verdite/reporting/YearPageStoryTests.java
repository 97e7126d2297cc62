package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.verdite.assessments.Certificates;
import org.verdite.assessments.Coverage.Place;
import org.verdite.assessments.Coverages;
import org.verdite.assessments.EventKind;
import org.verdite.assessments.NewEvent;
import org.verdite.indicators.Figure;
import org.verdite.indicators.FigureRequest;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.Scope;
import org.verdite.targets.Judgement;

/// The year page: an acquired site waits for its clock; a suspended certificate counts on its days only; the published
/// page keeps its figure and shows the candidate.
@SpringBootTest
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class YearPageStoryTests {

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Progress progress;

    @Autowired
    Editions editions;

    @Autowired
    Certificates certificates;

    @Autowired
    Coverages coverages;

    @BeforeAll
    void history() {
        as(() -> {
            group.enter(clock);
            clock.to("2023-01-15");
            group.acquire("S41", LocalDate.of(2022, 7, 1));
            clock.to("2023-01-31");
            editions.publish(2022);
        });
    }

    @Test
    @Order(1)
    void the_2022_page_reads_as_the_group_published_it() {
        var year = year(2022);
        assertThat(rounded(year, "INV-ENV", 0)).isEqualTo("1467000000");
        assertThat(rounded(year, "INV-YOY", 1)).isEqualTo("3.3");
        assertThat(rounded(year, "EMS-14001", 1)).isEqualTo("97.5");
        assertThat(rounded(year, "REC-NATIONAL_GREEN_MINE", 0)).isEqualTo("13");
        assertThat(rounded(year, "REC-NATIONAL_GREEN_FACTORY", 0)).isEqualTo("5");
        assertThat(rounded(year, "REC-NATIONAL_MINE_PARK", 0)).isEqualTo("1");
        assertThat(rounded(year, "REC-PROVINCIAL_GREEN_MINE", 0)).isEqualTo("1");
        assertThat(rounded(year, "REC-PROVINCIAL_GREEN_FACTORY", 0)).isEqualTo("5");
        assertThat(rounded(year(2021), "INV-YOY", 1)).isEqualTo("30.0");
        assertThat(rounded(year(2021), "EMS-14001", 1)).isEqualTo("87.5");
        assertThat(rounded(year(2020), "EMS-14001", 1)).isEqualTo("50.0");
        assertThat(rounded(year(2020), "INV-ENV", 0)).isEqualTo("1092000000");
    }

    @Test
    @Order(2)
    void the_first_target_is_14_2_points_ahead_of_its_path() {
        var standing = year(2022).targets().getFirst();
        assertThat(standing.target().code()).isEqualTo("ISO-2023");
        assertThat(standing.path()).isNotNull();
        assertThat(standing.path().setScale(1, java.math.RoundingMode.HALF_UP)).isEqualByComparingTo("83.3");
        assertThat(standing.ahead().setScale(1, java.math.RoundingMode.HALF_UP)).isEqualByComparingTo("14.2");
        assertThat(standing.judgement()).isEqualTo(Judgement.AHEAD);
    }

    @Test
    @Order(3)
    void an_acquired_site_waits_for_its_clock_and_counts_only_among_all_owned() {
        var year = year(2022);
        assertThat(fraction(year, "EMS-14001")).isEqualTo("39/40");
        assertThat(fraction(year, "EMS-14001@ALL_OWNED")).isEqualTo("39/41");
        assertThat(rounded(year, "EMS-14001@ALL_OWNED", 1)).isEqualTo("95.1");
        var pending = as(() -> coverages.of(request("2022-12-31"))).in(Place.PENDING);
        assertThat(pending).singleElement().satisfies(line -> {
            assertThat(line.due()).isEqualTo(LocalDate.of(2025, 7, 1));
            assertThat(line.name().texts()).containsEntry("en", "Site S41");
        });
    }

    @Test
    @Order(4)
    void when_its_clock_has_run_out_the_site_counts_as_in_scope() {
        clock.to("2025-07-02");
        assertThat(as(() -> coverages.of(request("2025-06-30"))).inScope()).isEqualTo(40);
        assertThat(as(() -> coverages.of(request("2025-07-01"))).inScope()).isEqualTo(41);
        clock.to("2023-03-02");
    }

    @Test
    @Order(5)
    void a_suspension_counts_on_its_days_and_the_published_page_keeps_its_figure_with_the_candidate_beside_it() {
        clock.to("2023-03-02");
        as(() -> {
            certificates.event(
                    group.certificateOf39th(),
                    new NewEvent(EventKind.SUSPENDED, LocalDate.of(2022, 11, 15), null, null, "tailings pipe leaked"));
            certificates.event(
                    group.certificateOf39th(),
                    new NewEvent(EventKind.RESTORED, LocalDate.of(2023, 2, 1), null, null, ""));
        });
        assertThat(coverage("2022-10-31")).isEqualTo("39/40 97.5");
        assertThat(coverage("2022-12-31")).isEqualTo("38/40 95.0");
        assertThat(coverage("2023-03-01")).isEqualTo("39/40 97.5");

        var edition = as(() -> editions.latest(2022, clock.instant())).orElseThrow();
        assertThat(rounded(edition.figures(), "EMS-14001", 1)).isEqualTo("97.5");
        var candidate = as(() -> editions.candidates(edition, year(2022))).stream()
                .filter(c -> c.key().equals("EMS-14001"))
                .findFirst()
                .orElseThrow();
        assertThat(candidate.now().rounded(1)).isEqualByComparingTo("95.0");
        assertThat(candidate.reasons()).singleElement().satisfies(change -> {
            assertThat(change.what().key()).isEqualTo("assessments.change.SUSPENDED");
            assertThat(change.what().args()).contains("tailings pipe leaked");
        });
        assertThat(as(() -> progress.of(2022, Progress.endOf(LocalDate.of(2023, 2, 28))))
                        .figure("EMS-14001")
                        .rounded(1))
                .as("as known before the suspension was recorded")
                .isEqualByComparingTo("97.5");
    }

    private String coverage(String day) {
        var c = as(() -> coverages.of(request(day)));
        var figure = Figure.percent(
                "EMS-14001",
                java.math.BigDecimal.valueOf(c.certified()),
                java.math.BigDecimal.valueOf(c.inScope()),
                java.util.List.of(),
                java.util.List.of());
        return c.certified() + "/" + c.inScope() + " " + figure.rounded(1);
    }

    private FigureRequest request(String day) {
        var on = LocalDate.parse(day);
        return new FigureRequest("EMS-14001", on.getYear(), 0, on, clock.instant(), "ISO_SCOPE", on, null);
    }

    private PeriodFigures year(int year) {
        return as(() -> progress.of(year, clock.instant()));
    }

    private static String rounded(PeriodFigures year, String key, int decimals) {
        return String.valueOf(year.figure(key).rounded(decimals));
    }

    private static String fraction(PeriodFigures year, String key) {
        var figure = year.figure(key);
        return figure.numerator() + "/" + figure.denominator();
    }

    private static void as(Runnable work) {
        Scope.system("test").run(work);
    }

    private static <T> T as(java.util.function.Supplier<T> work) {
        return Scope.system("test").get(work);
    }
}
