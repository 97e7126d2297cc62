package org.verdite.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.Episode.Known;

/// Which number an episode keeps.
class EpisodeMatchingTests {

    private static Instant day(int day) {
        return Instant.parse("2026-11-%02dT00:00:00Z".formatted(day));
    }

    private static Episode found(int from, int to) {
        return new Episode(
                1,
                1,
                1,
                "COMPLIANCE",
                day(from),
                day(to),
                true,
                1,
                1,
                day(from),
                BigDecimal.ONE,
                true,
                "mg/L",
                2026,
                false);
    }

    private static Known known(int id, int from, int to) {
        return new Known(id, 1, 1, day(from), day(to), false);
    }

    @Test
    void what_was_not_known_is_new() {
        assertThat(EpisodeMatching.match(List.of(), List.of(found(1, 2))).fresh())
                .hasSize(1);
    }

    @Test
    void a_longer_one_keeps_its_number() {
        var plan = EpisodeMatching.match(List.of(known(7, 3, 4)), List.of(found(2, 6)));
        assertThat(plan.goesOn()).containsOnlyKeys(7);
        assertThat(plan.fresh()).isEmpty();
        assertThat(plan.withdrawn()).isEmpty();
    }

    @Test
    void of_two_that_join_the_older_goes_on() {
        var plan = EpisodeMatching.match(List.of(known(7, 3, 4), known(8, 6, 7)), List.of(found(3, 7)));
        assertThat(plan.goesOn()).containsOnlyKeys(7);
        assertThat(plan.merged()).containsEntry(8, 7);
    }

    @Test
    void a_split_leaves_the_number_with_the_earlier_part() {
        var plan = EpisodeMatching.match(List.of(known(7, 1, 9)), List.of(found(1, 3), found(6, 9)));
        assertThat(plan.goesOn().get(7)).isEqualTo(found(1, 3));
        assertThat(plan.fresh()).containsExactly(found(6, 9));
    }

    @Test
    void one_that_touches_two_found_ones_goes_on_in_the_later_when_the_earlier_has_an_heir() {
        var plan = EpisodeMatching.match(List.of(known(7, 1, 3), known(8, 4, 9)), List.of(found(1, 5), found(7, 9)));
        assertThat(plan.goesOn()).containsOnlyKeys(7, 8);
        assertThat(plan.goesOn().get(8)).isEqualTo(found(7, 9));
    }

    @Test
    void what_no_longer_exists_is_withdrawn() {
        assertThat(EpisodeMatching.match(List.of(known(7, 1, 2)), List.of()).withdrawn())
                .containsExactly(7);
    }
}
