package org.verdite.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.verdite.funds.Ledger;
import org.verdite.reporting.FixtureGroup.SetClock;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;
import org.verdite.shared.Scope;

/// Restatement: a line of 2021 is taken back after 2021 and 2022 were published.
@SpringBootTest(properties = "story=restatement")
@Import(FixtureGroup.Setting.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestatementStoryTests {

    @Autowired
    SetClock clock;

    @Autowired
    FixtureGroup group;

    @Autowired
    Progress progress;

    @Autowired
    Editions editions;

    @Autowired
    Ledger ledger;

    private long line;

    @BeforeAll
    void history() {
        as(() -> {
            group.enter(clock);
            clock.to("2022-03-28");
            editions.publish(2021);
            clock.to("2023-01-31");
            editions.publish(2022);
            clock.to("2023-03-01");
            line = group.lineOf20MillionIn2021();
            ledger.reverse(line, "invoice of another company");
        });
    }

    @Test
    @Order(1)
    void what_was_published_stays() {
        var of2021 = published(2021);
        assertThat(of2021.figure("INV-ENV").value()).isEqualByComparingTo("1420000000");
        assertThat(of2021.figure("INV-YOY").rounded(1)).isEqualByComparingTo("30.0");
        assertThat(published(2022).figure("INV-YOY").rounded(1)).isEqualByComparingTo("3.3");
    }

    @Test
    @Order(2)
    void the_restated_figures_stand_beside_it_with_the_reason() {
        var of2021 = now(2021);
        assertThat(of2021.figure("INV-ENV").value()).isEqualByComparingTo("1400000000");
        assertThat(of2021.figure("INV-YOY").rounded(1)).isEqualByComparingTo("28.2");
        assertThat(of2021.figure("INV-YOY").denominator()).isEqualByComparingTo("1092000000");
        assertThat(now(2022).figure("INV-YOY").rounded(1)).isEqualByComparingTo("4.8");
        var candidates = as(() -> editions.candidates(latest(2021), now(2021)));
        assertThat(candidates).extracting(Candidate::key).containsExactly("INV-ENV", "INV-YOY");
        assertThat(candidates.getFirst().reasons()).singleElement().satisfies(change -> {
            assertThat(change.what().key()).isEqualTo("funds.change.reversed");
            assertThat(change.what().args()).contains(String.valueOf(line), "invoice of another company");
        });
        assertThat(as(() -> editions.candidates(latest(2022), now(2022))))
                .extracting(Candidate::key)
                .containsExactly("INV-YOY");
    }

    @Test
    @Order(3)
    void as_known_the_day_before_nothing_had_changed() {
        var known = Progress.endOf(LocalDate.of(2023, 2, 28));
        assertThat(as(() -> progress.of(2021, known)).figure("INV-ENV").value()).isEqualByComparingTo("1420000000");
        assertThat(as(() -> progress.of(2022, known)).figure("INV-YOY").rounded(1))
                .isEqualByComparingTo("3.3");
    }

    @Test
    @Order(4)
    void a_line_is_reversed_once_and_a_reversal_never() {
        as(() -> {
            assertThatThrownBy(() -> ledger.reverse(line, "again")).isInstanceOf(Refused.class);
            assertThatThrownBy(() -> ledger.reverse(line, " ")).isInstanceOf(Invalid.class);
        });
    }

    @Test
    @Order(5)
    void a_restatement_is_the_next_version_and_needs_a_reason_and_a_change() {
        as(() -> {
            assertThatThrownBy(() -> editions.publish(2021, "As computed.", "")).isInstanceOf(Invalid.class);
            var second = editions.publish(2021, "As computed.", "A line of another company was taken back.");
            assertThat(second.version()).isEqualTo(2);
            assertThat(second.figures().figure("INV-ENV").value()).isEqualByComparingTo("1400000000");
            assertThatThrownBy(() -> editions.publish(2021, "As computed.", "once more"))
                    .isInstanceOf(Refused.class);
            assertThat(editions.of(2021, clock.instant()))
                    .extracting(Edition::version)
                    .containsExactly(1, 2);
            assertThatThrownBy(() -> editions.publish(2023, "Too early.", "")).isInstanceOf(Refused.class);
        });
    }

    private PeriodFigures published(int year) {
        return as(() -> editions.of(year, clock.instant())).getFirst().figures();
    }

    private Edition latest(int year) {
        return as(() -> editions.latest(year, clock.instant())).orElseThrow();
    }

    private PeriodFigures now(int year) {
        return as(() -> progress.of(year, clock.instant()));
    }

    private static void as(Runnable work) {
        Scope.system("test").run(work);
    }

    private static <T> T as(java.util.function.Supplier<T> work) {
        return Scope.system("test").get(work);
    }
}
